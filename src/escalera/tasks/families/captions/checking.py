"""Levels 1 and 2: the caption that keeps to the table, and a draft mended."""

from __future__ import annotations

from typing import Any

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import LETTERS, Asked
from escalera.tasks.families.family import Field, Item, Key, Quote
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief
from escalera.tasks.families.phrases.facts import Fact

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
DEFECTS = ("fact", "promise", "boast", "no_day", "no_call")
SPOILT = ("day", "hour", "place", "price", "extra")
CAPTIONS = 4


def choosing(draw: Draw, language: str) -> Item:
    """Level 1: one of four captions keeps to the table; what is wrong with another?"""
    brief, words = briefs.brief(draw, language), WORDING[language]
    defects = draw.shuffled(["", *draw.some(DEFECTS, CAPTIONS - 1)])
    shown = [
        Quote(_caption(draw, brief, defect), words["caption"].format(letter=letter))
        for defect, letter in zip(defects, LETTERS, strict=False)
    ]
    best = defects.index("")
    other = draw.one([place for place in range(CAPTIONS) if place != best])
    because = words["best_because"].format(letter=LETTERS[best])
    parts = (
        asked.letter("best", words["best"], best, of=CAPTIONS, called=words["caption"], rule=because),
        _wrong_asked(words, defects[other], LETTERS[other]),
    )
    return asked.item(words["1"], (brief.sheet, *shown), parts)


def mending(draw: Draw, language: str) -> Item:
    """Level 2: what must go, the wrong fact, and the opening."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    spoilt = brief.facts[draw.one(SPOILT)]
    slugs = draw.shuffled([slug for slug in SPOILT if slug != spoilt.slug])[:2]
    kept = [brief.invites, *(brief.facts[slug].says(draw.number(0, 1)) for slug in slugs)]
    wrong = spoilt.says(draw.number(0, 1), wrong=True)
    out = [briefs.line(draw, kind, language) for kind in draw.some(("boast", "promise", "pressure"), 2)]
    sentences = [kept[0], *draw.shuffled([*kept[1:], wrong, *out]), brief.facts["how"].says(0)]
    label, value = spoilt.label, spoilt.right.text
    because = words["fact_because"].format(label=label, value=value)
    right_out = [place for place, one in enumerate(sentences) if one in out]
    parts = (
        asked.all_of(
            "out", words["out"], sentences, right_out, words["out_because"].format(out=" ".join(out))
        ),
        Asked(
            Field("fix", words["fix"], "text", hint=words["fix_hint"]),
            Key("exact", accepted(spoilt), shown=value),
            because,
        ),
        _opening_asked(draw, brief, words),
    )
    return asked.item(words["2"], (brief.sheet, Quote(" ".join(sentences), words["draft"])), parts)


def accepted(fact: Fact) -> list[str]:
    """The fact alone or within its sentence."""
    ways = [way for way in fact.right.ways if not way.endswith("*")]
    told = [fact.says(way).rstrip(".") for way in (0, 1)]
    return list(dict.fromkeys([fact.right.text, *ways, *told]))


def _caption(draw: Draw, brief: Brief, defect: str) -> str:
    facts = brief.facts
    third = draw.one(("hour", "place", "price", "extra"))
    spoilt = draw.one(("day", third)) if defect == "fact" else ""
    told = [
        brief.hook,
        brief.invites,
        "" if defect == "no_day" else facts["day"].says(draw.number(0, 1), wrong=spoilt == "day"),
        facts[third].says(draw.number(0, 1), wrong=spoilt == third),
        briefs.line(draw, defect, brief.language) if defect in ("promise", "boast") else brief.gain,
        "" if defect == "no_call" else facts["how"].says(draw.number(0, 1)),
    ]
    return " ".join(part for part in told if part)


def _wrong_asked(words: dict[str, Any], defect: str, letter: str) -> Asked:
    told = words["defect"][defect]
    because = words["wrong_because"].format(letter=letter, defect=told[0].lower() + told[1:])
    return asked.named("wrong", words["wrong"].format(letter=letter), defect, words["defect"], because)


def _opening_asked(draw: Draw, brief: Brief, words: dict[str, Any]) -> Asked:
    others = [draw.one(words["openings"][kind]) for kind in ("vague", "loud")]
    because = words["opening_because"].format(hook=brief.hook)
    return asked.one_of(draw, "opening", words["opening"], brief.hook, others, because)
