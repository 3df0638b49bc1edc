"""Levels 1 and 2: what a table supports, the honest title, and what no table can tell."""

from __future__ import annotations

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import Asked
from escalera.tasks.families.family import Field, Item, Key
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.stories_from_data import series
from escalera.tasks.families.stories_from_data.series import WORDING, Series


def supported(draw: Draw, language: str) -> Item:
    """Level 1: the sentences that agree with the table, among others that do not or that guess."""
    shown, words = series.series(draw, language), WORDING[language]
    true = draw.some(_true(draw, shown), draw.number(2, 3))
    told = draw.shuffled([*true, *draw.some(_unsupported(draw, shown), 6 - len(true))])
    right = [place for place, one in enumerate(told) if one in true]
    parts = (asked.all_of("supported", words["supported"], told, right, words["supported_because"]),)
    return asked.item(words["1"], (shown.chart, shown.table), parts)


def titled(draw: Draw, language: str) -> Item:
    """Level 2: a difference, the title that says it, and the question that stays open."""
    shown, words = series.series(draw, language), WORDING[language]
    first, second = sorted(draw.some(range(len(shown.values)), 2))
    small, large = sorted((shown.values[first], shown.values[second]))
    because = words["difference_because"].format(large=large, small=small, difference=large - small)
    label = words["difference"].format(first=shown.months[first], second=shown.months[second])
    number = Asked(
        Field("difference", label, "number", hint=words["difference_hint"]),
        Key("number", large - small, detail={"tolerance": 0.1}),
        because,
    )
    return asked.item(
        words["2"],
        (shown.chart, shown.table),
        (number, _title_asked(draw, shown, first, second), _unknown_asked(draw, shown, first, second)),
    )


def _title_asked(draw: Draw, shown: Series, first: int, second: int) -> Asked:
    words = WORDING[shown.language]
    rose = shown.values[second] > shown.values[first]
    slots = _slots(shown, second, first) | {"unit_": shown.unit[0].upper() + shown.unit[1:]}
    told = {kind: phrases.fill(text, slots) for kind, text in words["titles"].items()}
    right, turned = (told["rose"], told["fell"]) if rose else (told["fell"], told["rose"])
    because = words["title_because"].format(title=right)
    return asked.one_of(draw, "title", words["title"], right, (turned, told["wild"], told["cause"]), because)


def _unknown_asked(draw: Draw, shown: Series, first: int, second: int) -> Asked:
    words = WORDING[shown.language]
    told = {kind: text.format(**_slots(shown, second, first)) for kind, text in words["unknown"].items()}
    others = [text for kind, text in told.items() if kind != "why"]
    return asked.one_of(draw, "cannot", words["cannot"], told["why"], others, words["cannot_because"])


def _true(draw: Draw, shown: Series) -> list[str]:
    say = WORDING[shown.language]["say"]
    one, other = draw.some(range(len(shown.values)), 2)
    return [
        say["highest"].format(**_slots(shown, shown.high, other)),
        say["lowest"].format(**_slots(shown, shown.low, other)),
        say[_direction(shown, one, other)].format(**_slots(shown, one, other)),
        say["total"].format(count=len(shown.values), v=sum(shown.values)),
    ]


def _unsupported(draw: Draw, shown: Series) -> list[str]:
    say, places = WORDING[shown.language]["say"], range(len(shown.values))
    one, other = draw.some(places, 2)
    turned = {"more": "fewer", "fewer": "more"}[_direction(shown, one, other)]
    middle = draw.one([place for place in places if place not in (shown.high, shown.low)])
    rising = draw.one([(a, b) for a in places for b in places if shown.values[a] > shown.values[b]])
    return [
        say["highest"].format(**_slots(shown, middle, other)),
        say["lowest"].format(**_slots(shown, middle, other)),
        say[turned].format(**_slots(shown, one, other)),
        say["cause"].format(**_slots(shown, *rising)),
        say["double"].format(**_slots(shown, *rising)),
        say["future"],
    ]


def _direction(shown: Series, one: int, other: int) -> str:
    return "more" if shown.values[one] > shown.values[other] else "fewer"


def _slots(shown: Series, one: int, other: int) -> dict[str, str]:
    return {
        "month": shown.months[one],
        "other": shown.months[other],
        "d": str(abs(shown.values[one] - shown.values[other])),
        "guess": shown.guess,
    }
