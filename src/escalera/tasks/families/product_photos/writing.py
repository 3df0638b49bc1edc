"""Level 3: pass on the order for photos, and think of one that nobody ordered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from escalera.tasks.families import asked, craft
from escalera.tasks.families.family import Item, Table
from escalera.tasks.families.image_labels.scene import LISTS as DRAWINGS
from escalera.tasks.families.phrases import Draw, cast, numerals
from escalera.tasks.families.phrases.facts import Value
from escalera.tasks.families.product_photos import photo
from escalera.tasks.families.product_photos.choosing import WORDING

LEAST, MOST, LONGEST = 25, 80, 28
COPIED = 14  # two points told one after the other share up to thirteen words with the table
LISTED = ("background", "light", "beside", "format")


@dataclass(frozen=True)
class Order:
    language: str
    points: Mapping[str, Value]  # by the names of [brief] in wording.toml

    @property
    def sheet(self) -> Table:
        words = WORDING[self.language]
        rows = tuple((words["brief"][name], value.text) for name, value in self.points.items())
        caption = words["order_caption"].format(thing=self.points["thing"].text)
        return Table(caption, tuple(words["order_header"]), rows)


def item(draw: Draw, language: str) -> Item:
    order, words = _order(draw, language), WORDING[language]
    example = words["example"].format(**{name: value.text for name, value in order.points.items()})
    hint = words["order_hint"].format(least=LEAST, most=MOST)
    message = asked.free(
        "order",
        words["order"],
        hint,
        criteria(order),
        example,
        words["order_because"],
        weight=2.0,
    )
    story = asked.peers("story", words["story"], words["story_hint"], words["peer_rule"], long=True)
    return asked.item(words["3"], (order.sheet,), (message, story))


def criteria(order: Order) -> list[craft.Criterion]:
    language, words = order.language, WORDING[order.language]
    pasted = " ".join(" ".join(row) for row in order.sheet.rows)
    wanted = [
        {
            "kind": "contains",
            "of": list(value.ways),
            "says": words["says"]["fact"].format(label=words["brief"][name], value=value.text),
            "weight": craft.SAID,
        }
        for name, value in order.points.items()
    ]
    number = int(order.points["n"].text)
    return [
        *wanted,
        {"kind": "greeting", "says": craft.says(language, "greeting"), "weight": craft.KEPT},
        *craft.length(language, least=LEAST, most=MOST),
        *craft.readable(language, LONGEST),
        *craft.honest(language, [number], [pasted, words["3"]["example"]], copied=COPIED),
        craft.in_language(language),
    ]


def _order(draw: Draw, language: str) -> Order:
    thing = photo.good(draw, draw.one(WORDING["goods"]))
    both = DRAWINGS["thing"][thing.thing]
    number = draw.number(3, 9)
    day, _ = cast.day(draw, language)
    listed = {name: draw.one(WORDING[name]) for name in LISTED}
    names = (both["one"][language], both["many"][language])
    points = {
        "thing": Value(thing.name(language), names),
        **{name: Value(one[language], tuple(one["stems"])) for name, one in listed.items()},
        "n": Value(str(number), (str(number), numerals.spelt(number, language))),
        "day": Value(day, (day,)),
    }
    return Order(language, points)
