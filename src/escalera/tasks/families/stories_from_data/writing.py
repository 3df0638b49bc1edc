"""Level 3: a short story from a table, and a title for peers to compare."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.stories_from_data import series
from escalera.tasks.families.stories_from_data.series import WORDING, Series

LEAST, MOST, LONGEST = 20, 70, 28
DIFFERENCE = {
    "en": "That is a difference of {d} between the two.",
    "es": "Entre los dos hay {d} de diferencia.",
}


def item(draw: Draw, language: str) -> Item:
    shown, words = series.series(draw, language), WORDING[language]
    hint = words["story_hint"].format(least=LEAST, most=MOST)
    example, because = _example(shown), words["story_because"]
    story = asked.free("story", words["story"], hint, criteria(shown), example, because, weight=2.0)
    name = asked.peers("name", words["name"], words["name_hint"], words["name_because"])
    return asked.item(words["3"], (shown.chart, shown.table), (story, name))


def criteria(shown: Series) -> list[craft.Criterion]:
    language = shown.language
    difference = shown.values[shown.high] - shown.values[shown.low]
    pairs = {abs(one - other) for one in shown.values for other in shown.values}
    pasted = " ".join(" ".join(row) for row in shown.table.rows)
    known = {*shown.values, *pairs, sum(shown.values), len(shown.values)}
    return [
        _said(shown, "unit", shown.stems),
        *_month(shown, "high", shown.high),
        *_month(shown, "low", shown.low),
        _said(shown, "difference", [str(difference)], d=difference),
        *craft.length(language, least=LEAST, most=MOST),
        *craft.readable(language, LONGEST),
        *craft.without(language, "boasts", "causes"),
        *craft.honest(language, known, [pasted, WORDING[language]["3"]["example"]]),
        craft.in_language(language),
    ]


def _month(shown: Series, name: str, place: int) -> list[craft.Criterion]:
    slots = {"month": shown.months[place], "v": shown.values[place]}
    return [_said(shown, name, [str(part)], **slots) for part in slots.values()]


def _said(shown: Series, name: str, ways: object, **slots: object) -> craft.Criterion:
    told = WORDING[shown.language]["says"][name].format(**slots)
    return {"kind": "contains", "of": list(ways), "says": told, "weight": craft.SAID}  # type: ignore[call-overload]


def _example(shown: Series) -> str:
    difference = shown.values[shown.high] - shown.values[shown.low]
    last = DIFFERENCE[shown.language].format(d=difference)
    return f"{shown.says(shown.high)} {shown.says(shown.low)} {last}"
