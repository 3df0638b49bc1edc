"""Invented products: a sheet of facts, and sentences that state them rightly or wrongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Table
from escalera.tasks.families.phrases import Draw, cast
from escalera.tasks.families.phrases.cast import Thing
from escalera.tasks.families.phrases.facts import Fact, Value

LISTS: dict[str, Any] = phrases.read(__file__, "products.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
OF_ANY_PRODUCT = ("guarantee", "colour", "care")
FACTS_SHOWN = 5


@dataclass(frozen=True)
class Product:
    thing: Thing
    use: str
    use_ways: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def sheet(self) -> Table:
        words = WORDING[self.thing.language]
        rows = ((fact.label, fact.right.text) for fact in self.facts)
        caption = words["sheet"].format(thing=self.thing.noun)
        return Table(caption, tuple(words["sheet_header"]), ((words["use"], self.use), *rows))


def product(draw: Draw, language: str) -> Product:
    entry = draw.one(LISTS["product"])
    thing = cast.thing(entry, language)
    shared = [slug for slug in OF_ANY_PRODUCT if slug not in entry.get("without", ())]
    slugs = draw.some([*entry["facts"], *shared], FACTS_SHOWN)
    return Product(
        thing=thing,
        use=entry["use"][language],
        use_ways=tuple(entry["use"]["stems"]),
        facts=tuple(_fact(draw, slug, entry["facts"].get(slug, {}), thing) for slug in slugs),
    )


def _fact(draw: Draw, slug: str, own: Mapping[str, Any], thing: Thing) -> Fact:
    language = thing.language
    entry = LISTS["fact"][slug] | own
    right, wrong = _words(draw, entry, language) if "values" in entry else _figures(draw, entry, language)
    slots = thing.slots | {"v": "{v}"}
    return Fact(
        slug=slug,
        label=entry["label"][language],
        right=right,
        wrong=wrong,
        ways=tuple(phrases.fill(way[language], slots) for way in entry["ways"]),
        short=entry["short"][language] if "short" in entry else "",
    )


def _words(draw: Draw, entry: Mapping[str, Any], language: str) -> list[Value]:
    return [Value(one[language], tuple(one["stems"])) for one in draw.some(entry["values"], 2)]


def _figures(draw: Draw, entry: Mapping[str, Any], language: str) -> list[Value]:
    figures = range(entry["low"], entry["high"] + 1, entry["step"])
    return [_figure(number, entry["unit"][language]) for number in draw.some(figures, 2)]


def _figure(number: int, unit: str) -> Value:
    spelt = LISTS["numbers"].get(str(number), [])
    glued = [f"{number}{sign}" for sign in LISTS["signs"].get(unit, [])]
    apart = [f"{number} {sign}" for sign in (unit, *LISTS["signs"].get(unit, []))]
    return Value(f"{number} {unit}", (str(number), *apart, *glued, *spelt))
