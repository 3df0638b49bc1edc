"""Levels 1 and 2: the line that breaks the brief, and the lines in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import Asked
from escalera.tasks.families.family import Field, Item, Key, Option, Table
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
SPOILT = ("day", "hour", "place", "price", "extra")
WORDS_A_SECOND = 2


def spoilt(draw: Draw, language: str) -> Item:
    """Level 1: one line differs from the table, promises, boasts or hurries."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    broken = draw.one(tuple(words["breaks"]))
    slugs = draw.shuffled(SPOILT)[:3]
    told = [brief.facts[slug].says(draw.number(0, 1), wrong=False) for slug in slugs]
    place = draw.number(0, len(told) - 1)
    if broken == "fact":
        told[place] = brief.facts[slugs[place]].says(draw.number(0, 1), wrong=True)
    else:
        told[place] = briefs.line(draw, broken, language)
    script = [brief.hook, brief.invites, *told, brief.facts["how"].says(draw.number(0, 1))]
    bad = told[place]
    names = [words["line"].format(number=number) for number in range(1, len(script) + 1)]
    table = Table(
        words["script"],
        tuple(words["script_header"]),
        tuple((str(number), line) for number, line in enumerate(script, 1)),
    )
    because = words["how_because"].format(told=words["breaks"][broken])
    parts = (
        _line_asked(words, names, script.index(bad), bad),
        asked.named("how", words["how"], broken, words["breaks"], because),
    )
    return asked.item(words["1"], (brief.sheet, table), parts)


def mixed(draw: Draw, language: str) -> Item:
    """Level 2: the order, the seconds of a line, and what is seen with it."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    day = brief.facts["day"].says(draw.number(0, 1))
    script = [brief.hook, brief.invites, brief.gain, day, brief.facts["how"].says(draw.number(0, 1))]
    order = asked.ordered(draw, "order", words["order"], script, words["order_because"])
    parts = (order, _seconds_asked(draw, words, script), _seen_asked(draw, brief))
    return asked.item(words["2"], (brief.sheet,), parts)


def _line_asked(words: dict[str, Any], names: Sequence[str], place: int, bad: str) -> Asked:
    options = tuple(Option(str(number), name) for number, name in enumerate(names, 1))
    key = Key("choice", str(place + 1), shown=names[place])
    because = words["which_because"].format(line=bad)
    return Asked(Field("line", words["which"], "choice", options=options), key, because)


def _seconds_asked(draw: Draw, words: dict[str, Any], script: Sequence[str]) -> Asked:
    line = draw.one((script[0], script[2], script[4]))
    label = words["seconds"].format(line=line)
    count = len(line.split())
    seconds = count / WORDS_A_SECOND
    because = words["seconds_because"].format(words=count, seconds=f"{seconds:g}")
    field = Field("spoken", label, "number", hint=words["seconds_hint"])
    return Asked(field, Key("number", seconds, shown=f"{seconds:g}", detail={"tolerance": 0.5}), because)


def _seen_asked(draw: Draw, brief: Brief) -> Asked:
    words, language = WORDING[brief.language], brief.language
    seen = [str(entry["seen"][language]) for entry in briefs.LISTS["brief"]]
    others = [draw.one([one for one in seen if one != brief.seen]), *words["empty"]]
    because = words["seen_because"].format(seen=brief.seen)
    label = words["seen"].format(line=brief.gain)
    return asked.one_of(draw, "seen", label, brief.seen, others, because)
