"""Sentences of reviews, filled for one thing and one shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Field, Key, Option
from escalera.tasks.families.phrases import Draw, cast

LISTS = phrases.read(__file__, "reviews.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
Sentence = Mapping[str, str]


@dataclass(frozen=True)
class Reviewer:
    """Writes about one thing of one shop; every sentence gets its own people and numbers."""

    draw: Draw
    language: str
    thing: cast.Thing
    shop: str
    author: str

    def write(self, sentence: Sentence) -> str:
        first, other = [person for person in cast.people(self.draw, 3) if person.first != self.author][:2]
        slots = {
            "first": first.first,
            "other": other.first,
            "shop": self.shop,
            "day": cast.day(self.draw, self.language)[0],
            "date": cast.date(self.draw, self.language),
            "price": self.draw.number(80, 690, 10),
            "n": self.draw.number(5, 30),
            "low": self.draw.number(2, 4),
            "digits": self.draw.number(1000, 9999),
        }
        return phrases.fill(sentence[self.language], self.thing.slots | slots)

    def facts(self, count: int, *, without: str = "", long: bool = False) -> list[str]:
        """Sentences without an opinion, and without the slot `without`; only the first names the thing."""
        every = LISTS["long_facts" if long else "facts"]
        usable = [fact for fact in every if not without or without not in fact["en"]]
        chosen = self.draw.some(usable, count)
        return [self.write(chosen[0]), *(self.write(_once_named(fact)) for fact in chosen[1:])]


def _once_named(fact: Sentence) -> Sentence:
    return {language: fact[f"then_{language}"] for language in ("en", "es")}


def reviewer(draw: Draw, language: str) -> Reviewer:
    return Reviewer(
        draw,
        language,
        draw.one(cast.things(language)),
        cast.shop(draw),
        cast.people(draw, 1)[0].first,
    )


def polarity_asked(
    name: str, label: str, right: str, offered: Sequence[str], language: str
) -> tuple[Field, Key]:
    words = WORDING[language]
    options = tuple(Option(one, words[one]) for one in offered)
    return Field(name, label, "choice", options=options), Key("choice", right, shown=words[right])


def sentence_asked(
    label: str, sentences: Sequence[str], right: str | None, *, otherwise: str
) -> tuple[Field, Key]:
    """Which of the sentences? `right` None means `otherwise`, always the last option."""
    options = [Option(str(place), sentence) for place, sentence in enumerate(sentences, 1)]
    options.append(Option("none", otherwise))
    value = str(sentences.index(right) + 1) if right is not None else "none"
    return Field("words", label, "choice", options=tuple(options)), Key(
        "choice", value, shown=right or otherwise
    )
