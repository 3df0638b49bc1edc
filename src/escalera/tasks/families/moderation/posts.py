"""Posts of harmless lines, sentences that break a rule, and sentences that only look bad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.phrases import Draw, cast

_LISTS = phrases.read(__file__, "posts.toml")
RULES: dict[str, Mapping[str, Any]] = {rule["slug"]: rule for rule in _LISTS["rule"]}


@dataclass(frozen=True)
class Post:
    board: str
    author: str
    sentences: tuple[str, ...]
    broken: Mapping[str, str]  # rule -> the sentence that breaks it
    allowed: Mapping[str, str]  # rule -> the sentence that only looks as if it broke it

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def compose(draw: Draw, language: str, *, broken: list[str], lines: int, decoys: list[str]) -> Post:
    """A post that breaks exactly the rules `broken`; each of `decoys` gets a sentence it allows."""
    board = draw.one(_LISTS["board"])
    author, *others = cast.people(draw, 8)
    harmless = [line[language] for line in draw.some(board["lines"], lines)]
    looks_bad = [draw.one(RULES[rule]["fine"])[language] for rule in decoys]
    bad = [draw.one(RULES[rule]["breaks"])[language] for rule in broken]
    sentences = harmless + looks_bad + bad
    filled = [phrases.fill(text, _slots(draw, language, others.pop(), author)) for text in sentences]
    return Post(
        board=board[language],
        author=author.first,
        sentences=tuple(draw.shuffled(filled)),
        broken=dict(zip(broken, filled[len(filled) - len(bad) :], strict=True)),
        allowed=dict(zip(decoys, filled[lines:], strict=False)),
    )


def _slots(draw: Draw, language: str, other: cast.Person, author: cast.Person) -> dict[str, Any]:
    return {
        "first": other.first,
        "name": other.name,
        "author": author.name,
        "street": cast.street(draw, language),
        "day": cast.day(draw, language)[0],
        "shop": cast.shop(draw),
        "brand": draw.one(_LISTS["brands"]),
        "site": draw.one(_LISTS["sites"]),
        "code": f"{draw.one(_LISTS['codes'])}{draw.number(10, 99)}",
        "phone": f"555-01{draw.number(10, 99)}",
        "digits": str(draw.number(1000, 9999)),
        "low": draw.number(2, 4),
        "n": draw.number(5, 40),
        "price": draw.number(60, 480, 10),
        "big": draw.number(2000, 9500, 500),
    }
