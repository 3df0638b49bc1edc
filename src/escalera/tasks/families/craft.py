"""What a machine can check in a text for the public: the criteria that creative families put together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases.facts import Fact

LISTS: dict[str, Any] = phrases.read(__file__, "craft.toml")
Criterion = dict[str, Any]


def says(language: str, name: str, **slots: Any) -> str:
    return str(LISTS[language][name]).format(**slots)


def wanted(language: str, name: str, ways: Iterable[str], *, weight: float = 1.0, **slots: Any) -> Criterion:
    told = says(language, name, **slots)
    return {"kind": "contains", "of": list(ways), "says": told, "weight": weight}


def fact(language: str, one: Fact) -> Criterion:
    return wanted(language, "fact", one.right.ways, weight=2, label=one.label, value=one.right.text)


def call(language: str) -> Criterion:
    return wanted(language, "call", LISTS["calls"], weight=2)


def without(language: str, *names: str) -> list[Criterion]:
    """Words to avoid; `names` are lists of craft.toml: boasts, promises, pressure, baits, causes."""
    return [{"kind": "avoids", "of": LISTS[name], "says": says(language, name)} for name in names]


def length(language: str, *, least: int, most: int) -> list[Criterion]:
    return [
        {"kind": "min_words", "n": least, "says": says(language, "least", n=least)},
        {"kind": "max_words", "n": most, "says": says(language, "most", n=most)},
    ]


def readable(language: str, longest: int) -> list[Criterion]:
    """Easy to read: short sentences and no capitals throughout."""
    return [
        {"kind": "max_sentence", "n": longest, "says": says(language, "sentence", n=longest)},
        {"kind": "no_shouting", "says": says(language, "shouting")},
    ]


def honest(
    language: str, numbers: Iterable[int], given: Sequence[str], *, copied: int = 9
) -> list[Criterion]:
    """No invented number, and neither the given texts nor another language in place of one's own words."""
    return [
        {"kind": "known_numbers", "of": sorted({*numbers}), "says": says(language, "numbers"), "weight": 2},
        own(given, language, copied=copied),
    ]


def own(given: Sequence[str], language: str, *, copied: int = 9) -> Criterion:
    """Whoever pastes what was given has written nothing."""
    told = says(language, "own")
    return {"kind": "few_copied", "n": copied, "of": list(given), "says": told, "must": True}


def in_language(language: str) -> Criterion:
    return {"kind": "language", "of": language, "says": says(language, "language"), "must": True}
