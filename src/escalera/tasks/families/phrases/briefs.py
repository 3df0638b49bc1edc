"""Briefs: who invites to what, when, where, for how much, as a sheet and as sentences right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Table
from escalera.tasks.families.phrases import Draw, cast, hours, numerals
from escalera.tasks.families.phrases.cast import Thing
from escalera.tasks.families.phrases.facts import Fact, Value

LISTS: dict[str, Any] = phrases.read(__file__, "briefs.toml")
SLUGS = ("day", "hour", "place", "price", "how", "extra")
PRICES = {"pesos": range(30, 96, 5), "dollars": range(4, 19)}
CURRENCIES = {"pesos": {"en": "pesos", "es": "pesos"}, "dollars": {"en": "dollars", "es": "dólares"}}


@dataclass(frozen=True)
class Brief:
    language: str
    name: str
    who: str
    thing: Thing
    stems: tuple[str, ...]
    hook: str
    gain: str
    seen: str
    weekday: str
    facts: Mapping[str, Fact]  # by slug, in the order of SLUGS
    numbers: tuple[int, ...]  # every number that the sheet holds

    @property
    def what(self) -> str:
        return self.thing.noun

    @property
    def invites(self) -> str:
        return self.sentence("invites", who=self.who)

    def sentence(self, slug: str, **more: str) -> str:
        return phrases.fill(LISTS["ways"][slug][self.language], self.thing.slots | more)

    @property
    def sheet(self) -> Table:
        label, language = LISTS["label"], self.language
        first = ((label["what"][language], self.what), (label["who"][language], _capital(self.who)))
        rows = ((fact.label, fact.right.text) for fact in self.facts.values())
        last = (label["gain"][language], self.gain)
        return Table(label["caption"][language], tuple(label["header"][language]), (*first, *rows, last))

    @property
    def pasted(self) -> str:
        """The sheet as somebody would paste it; its last row is a sentence that may well be used again."""
        return " ".join(" ".join(row) for row in self.sheet.rows[:-1])


def brief(draw: Draw, language: str) -> Brief:
    entry = draw.one(LISTS["brief"])
    name = cast.place(draw)
    facts, numbers = _facts(draw, entry, language)
    return Brief(
        language=language,
        name=name,
        who=entry["who"][language].format(name=name),
        thing=cast.thing(entry["what"], language),
        stems=tuple(entry["what"]["stems"]),
        hook=entry["hook"][language],
        gain=entry["gain"][language],
        seen=entry["seen"][language],
        weekday=facts["day"].right.text.split()[0].strip(","),
        facts=facts,
        numbers=numbers,
    )


def line(draw: Draw, kind: str, language: str) -> str:
    """A sentence that no brief supports; kind is boast, promise or pressure."""
    return str(draw.one(LISTS[kind])[language])


@dataclass(frozen=True)
class Pairs:
    """The right figures of a brief and others for its mistakes; no two are alike."""

    days: list[cast.Date]
    hours: list[int]
    currency: str
    prices: list[int]
    extras: list[int]

    @property
    def numbers(self) -> list[int]:
        return [*(date.day for date in self.days), *self.hours, *self.prices, *self.extras]


def _pairs(draw: Draw, extra: Mapping[str, Any]) -> Pairs:
    while True:
        currency = draw.one(tuple(PRICES))
        pairs = Pairs(
            days=cast.dates(draw, 2),
            hours=draw.some(hours.HOURS, 2),
            currency=currency,
            prices=draw.some(PRICES[currency], 2),
            extras=draw.some(range(extra["low"], extra["high"] + 1), 2),
        )
        if len(set(pairs.numbers)) == len(pairs.numbers):
            return pairs


def _facts(draw: Draw, entry: Mapping[str, Any], language: str) -> tuple[dict[str, Fact], tuple[int, ...]]:
    """The facts by slug, and every right number among them."""
    extra = entry["extra"]
    drawn, weekdays = _pairs(draw, extra), draw.some(cast.DAYS, 2)
    unit = CURRENCIES[drawn.currency][language]
    values = {
        "day": [_day(one, day, language) for one, day in zip(drawn.days, weekdays, strict=True)],
        "hour": [hours.hour(number, language) for number in drawn.hours],
        "place": _places(draw, language),
        "price": [_price(number, unit, language) for number in drawn.prices],
        "how": [Value(one[language], tuple(one["stems"])) for one in draw.some(LISTS["how"], 2)],
        "extra": [_count(number, language) for number in drawn.extras],
    }
    facts = {slug: _fact(slug, values[slug], extra, language) for slug in SLUGS}
    return facts, (*drawn.numbers[::2], int(drawn.days[0].month["number"]))


def _fact(slug: str, pair: Sequence[Value], extra: Mapping[str, Any], language: str) -> Fact:
    label = extra if slug == "extra" else LISTS["label"][slug]
    ways = (extra["ways"] if slug == "extra" else LISTS["ways"][slug])[language]
    return Fact(slug=slug, label=label[language], right=pair[0], wrong=pair[1], ways=tuple(ways))


def _day(date: cast.Date, weekday: Mapping[str, str], language: str) -> Value:
    here = weekday[language]
    text = f"{here}, {date.in_(language)}" if language == "en" else f"{here} {date.in_(language)}"
    return Value(text, (*date.ways, f"{here} {date.day}", f"{here} the {date.day}*"))


def _price(number: int, unit: str, language: str) -> Value:
    word = numerals.spelt(number, language)
    return Value(f"{number} {unit}", (f"{number}", f"{word} {unit}", f"${number}", f"{number}.00"))


def _count(number: int, language: str) -> Value:
    return Value(str(number), (str(number), numerals.spelt(number, language)))


def _places(draw: Draw, language: str) -> list[Value]:
    streets = draw.some(cast.STREETS, 2)
    return [
        Value(entry[language].format(street=street), (street, *entry["stems"]))
        for entry, street in zip(draw.some(LISTS["place"], 2), streets, strict=True)
    ]


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
