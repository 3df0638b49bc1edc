"""Briefs: who invites to what, when, where, for how much, as a sheet and as sentences right or wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Table
from escalera.tasks.families.phrases import Draw, cast, numerals
from escalera.tasks.families.phrases.cast import Thing
from escalera.tasks.families.phrases.facts import Fact, Value

LISTS: dict[str, Any] = phrases.read(__file__, "briefs.toml")
SLUGS = ("day", "hour", "place", "price", "how", "extra")
HOURS = (3, 4, 5, 6, 7, 9, 10, 11)
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


def lines(draw: Draw, kind: str, language: str, count: int) -> list[str]:
    return [str(entry[language]) for entry in draw.some(LISTS[kind], count)]


def _facts(draw: Draw, entry: Mapping[str, Any], language: str) -> tuple[dict[str, Fact], tuple[int, ...]]:
    """Every number differs from the others, so that one can't be taken for another."""
    extra = entry["extra"]
    while True:
        days = cast.dates(draw, 2)
        hours = draw.some(HOURS, 2)
        currency = draw.one(tuple(CURRENCIES))
        prices = draw.some(range(30, 96, 5) if currency == "pesos" else range(4, 19), 2)
        extras = draw.some(range(extra["low"], extra["high"] + 1), 2)
        numbers = (days[0].day, hours[0], prices[0], extras[0])
        if len({*numbers, days[1].day, hours[1], prices[1], extras[1]}) == 8:
            break
    weekdays = draw.some(cast.DAYS, 2)
    unit = CURRENCIES[currency][language]
    pairs = {
        "day": [_day(one, day, language) for one, day in zip(days, weekdays, strict=True)],
        "hour": [hour(number, language) for number in hours],
        "place": _places(draw, language),
        "price": [_price(number, unit, language) for number in prices],
        "how": [Value(one[language], tuple(one["stems"])) for one in draw.some(LISTS["how"], 2)],
        "extra": [_count(number, language) for number in extras],
    }
    facts = {slug: _fact(slug, pairs[slug], extra, language) for slug in SLUGS}
    return facts, (*numbers, int(days[0].month["number"]))


def _fact(slug: str, pair: Sequence[Value], extra: Mapping[str, Any], language: str) -> Fact:
    label = extra if slug == "extra" else LISTS["label"][slug]
    ways = (extra["ways"] if slug == "extra" else LISTS["ways"][slug])[language]
    # Contractions meet the value, so the sentence is filled with the value's own slot.
    return Fact(slug=slug, label=label[language], right=pair[0], wrong=pair[1], ways=tuple(ways))


def _day(date: cast.Date, weekday: Mapping[str, str], language: str) -> Value:
    here = weekday[language]
    text = f"{here}, {date.in_(language)}" if language == "en" else f"{here} {date.in_(language)}"
    return Value(text, (*date.ways, f"{here} {date.day}", f"{here} the {date.day}*"))


def hour(number: int, language: str) -> Value:
    """9 to 11 are in the morning, 3 to 7 in the afternoon."""
    morning = number >= 9
    word = numerals.spelt(number, language)
    if language == "en":
        half = "am" if morning else "pm"
        ways = [f"{number} {half}", f"{number}{half}", f"{number} {half[0]}.m*", f"{number}{half[0]}.m*"]
        parts = ["in the morning"] if morning else ["in the afternoon", "in the evening", "in the night"]
        ways += [f"{one} {part}" for one in (str(number), word) for part in parts]
        ways += [f"{word} {half}", f"at {word}", f"at {number}"]
        return Value(f"{number} {half}", (*ways, f"{number}:00*", f"{number} o'clock", f"{word} o'clock"))
    part = "de la mañana" if morning else "de la tarde"
    parts = [part] if morning else [part, "de la noche"]
    half = "a.m" if morning else "p.m"
    ways = [f"{one} {part}" for one in (str(number), word) for part in parts]
    ways += [f"{number} {half}*", f"{number}{half[0]}m", f"{number} {half[0]}m", f"{number}:00*"]
    ways += [f"a las {number}", f"a las {word}", f"{number} hrs", f"{number} h", f"{number} horas"]
    return Value(f"{number} {part}", tuple(ways))


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
