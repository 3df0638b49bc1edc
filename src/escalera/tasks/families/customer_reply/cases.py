"""A customer's problem with an order, what the shop does about it, and the sentences of replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Quote, Stimulus, Table, Text
from escalera.tasks.families.materials import NOTHING, Materials
from escalera.tasks.families.phrases import Draw, cast
from escalera.tasks.families.phrases.cast import Date, Thing

LISTS: dict[str, Any] = phrases.read(__file__, "cases.toml")
WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
DEFECTS: dict[str, Mapping[str, Any]] = {defect["slug"]: defect for defect in LISTS["defect"]}
PARTS = ("greeting", "sorry", "solution", "step", "farewell")
PACKED = {"en": "package of ", "es": "paquete de "}
OF_ONE_PIECE = ("colour", "piece")
WHOLE_THINGS_ONLY = ("broken", "piece")


@dataclass(frozen=True)
class Case:
    language: str
    problem: Mapping[str, Any]
    thing: Thing
    customer: cast.Person
    shop: str
    order: str
    date: Date
    wrong_date: Date
    price: int
    wrong_price: int
    n: int
    colour: Mapping[str, Any]

    def fill(self, sentence: Mapping[str, str]) -> str:
        slots = {
            "first": self.customer.first,
            "shop": self.shop,
            "order": self.order,
            "date": self.date.in_(self.language),
            "date2": self.wrong_date.in_(self.language),
            "price": self.price,
            "price2": self.wrong_price,
            "n": self.n,
            "colour": self.colour[self.language],
        }
        return phrases.fill(sentence[self.language], self.thing.slots | slots)

    def figure(self, name: str) -> list[str]:
        """The ways in which people write the date, price, number or colour of the case."""
        ways = {
            "date": self.date.ways,
            "price": [str(self.price), f"{self.price}.00", f"{self.price}pesos"],
            "n": [str(self.n)],
            "colour": list(self.colour["stems"]),
        }
        return ways[name]


def case(draw: Draw, language: str, own: Materials = NOTHING) -> Case:
    problems = [one for one in LISTS["problem"] if not own.goods or one["slug"] not in OF_ONE_PIECE]
    problem = draw.one(problems)
    things = packed(own, language) or cast.things(language, of_cloth=problem["slug"] not in WHOLE_THINGS_ONLY)
    date, wrong_date = cast.dates(draw, 2)
    price, wrong_price = draw.some(range(80, 900, 10), 2)
    return Case(
        language=language,
        problem=problem,
        thing=draw.one(things),
        customer=cast.people(draw, 1)[0],
        shop=cast.shop(draw),
        order=f"{draw.one('ABCDEFHKM')}-{draw.number(1000, 9999)}",
        date=date,
        wrong_date=wrong_date,
        price=price,
        wrong_price=wrong_price,
        n=draw.number(3, 12),
        colour=draw.one(LISTS["colours"]),
    )


def packed(own: Materials, language: str) -> list[Thing]:
    """Goods of a posting as something countable: seeds have no article that fits, a package of seeds has."""
    return [Thing(PACKED[language] + good, feminine=False, language=language) for good in own.goods]


def parts(draw: Draw, one: Case) -> dict[str, str]:
    """A right reply, part by part, in the order of PARTS."""
    chosen = {
        "greeting": draw.one(LISTS["reply"]["greeting"]),
        "sorry": draw.one(one.problem["sorry"]),
        "solution": one.problem["solution"],
        "step": one.problem["step"],
        "farewell": draw.one(LISTS["reply"]["farewell"]),
    }
    return {part: one.fill(sentence) for part, sentence in chosen.items()}


def addition(draw: Draw, one: Case) -> str:
    """One more sentence that breaks no rule."""
    return one.fill(draw.one(LISTS["reply"]["extra"]))


def bad(draw: Draw, one: Case, defect: str) -> str:
    """A sentence with the defect."""
    return one.fill(one.problem["wrong"] if defect == "wrong_fact" else draw.one(DEFECTS[defect]["say"]))


def table(one: Case) -> Table:
    words = WORDING[one.language]
    told = {
        "who": one.customer.name,
        "order": one.order,
        "what": one.fill(one.problem["happened"]),
        "does": one.fill(one.problem["does"]),
        "when": one.fill(one.problem["when"]),
        "asks": one.fill(one.problem["asks"]),
    }
    rows = tuple((str(words["rows"][name]), text) for name, text in told.items())
    return Table(words["case"], tuple(words["case_header"]), rows)


def stimulus(draw: Draw, one: Case, more: Sequence[Stimulus] = ()) -> tuple[Stimulus, ...]:
    """The case, the customer's message, the rules, and whatever the level adds."""
    words = WORDING[one.language]
    message = one.fill(draw.one(one.problem["message"]))
    return (
        table(one),
        Quote(message, words["message"].format(first=one.customer.first)),
        Text(words["rules"]),
        *more,
    )
