"""What a machine can check in a text for the public: the criteria that creative families put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases.facts import Fact

LISTS: dict[str, Any] = phrases.read(__file__, "craft.toml")
Criterion = dict[str, Any]
# Keeping limits is easy without saying anything: what must be said weighs several times as much.
SAID, KEPT = 3.0, 0.5


def says(language: str, name: str, **slots: Any) -> str:
    return str(LISTS[language][name]).format(**slots)


def wanted(language: str, name: str, ways: Iterable[str], *, weight: float = SAID, **slots: Any) -> Criterion:
    told = says(language, name, **slots)
    return {"kind": "contains", "of": list(ways), "says": told, "weight": weight}


def fact(language: str, one: Fact) -> Criterion:
    return wanted(language, "fact", one.right.ways, label=one.label, value=one.right.text)


def call(language: str) -> Criterion:
    return wanted(language, "call", LISTS["calls"])


def without(language: str, *names: str) -> list[Criterion]:
    """Words to avoid; `names` are lists of craft.toml: boasts, promises, pressure, baits, causes."""
    return [_kept("avoids", says(language, name), of=LISTS[name]) for name in names]


def length(language: str, *, least: int, most: int) -> list[Criterion]:
    return [
        _kept("min_words", says(language, "least", n=least), n=least),
        _kept("max_words", says(language, "most", n=most), n=most),
    ]


def readable(language: str, longest: int) -> list[Criterion]:
    """Easy to read: short sentences and no capitals throughout."""
    return [
        _kept("max_sentence", says(language, "sentence", n=longest), n=longest),
        _kept("no_shouting", says(language, "shouting")),
    ]


def honest(
    language: str, numbers: Iterable[int], given: Sequence[str], *, copied: int = 9
) -> list[Criterion]:
    """No invented number, and neither the given texts nor another language in place of one's own words."""
    return [
        _kept("known_numbers", says(language, "numbers"), of=sorted({*numbers}), weight=SAID),
        own(given, language, copied=copied),
    ]


def own(given: Sequence[str], language: str, *, copied: int = 9) -> Criterion:
    """Whoever pastes what was given has written nothing."""
    return _kept("few_copied", says(language, "own"), n=copied, of=list(given), must=True)


def in_language(language: str) -> Criterion:
    return _kept("language", says(language, "language"), of=language, must=True)


def _kept(kind: str, told: str, *, weight: float = KEPT, **settings: Any) -> Criterion:
    return {"kind": kind, "says": told, "weight": weight, **settings}
