"""Level 3: a first line for peers to compare, and the caption that a machine can check."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.captions.checking import WORDING
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief

LEAST, MOST, LONGEST = 20, 75, 28
TOLD = ("day", "hour", "place", "price", "how")


def item(draw: Draw, language: str) -> Item:
    brief, words = briefs.brief(draw, language), WORDING[language]
    hint = words["body_hint"].format(least=LEAST, most=MOST)
    parts = (
        asked.peers("hook", words["hook"], words["hook_hint"], words["hook_because"]),
        asked.free(
            "body",
            words["body"],
            hint,
            criteria(brief, words["3"]["example"]),
            _example(brief),
            words["body_because"],
            weight=2.0,
        ),
    )
    return asked.item(words["3"], (brief.sheet,), parts)


def criteria(brief: Brief, example: str) -> list[craft.Criterion]:
    language = brief.language
    return [
        craft.wanted(language, "what", brief.stems),
        craft.wanted(language, "who", [brief.name]),
        *(craft.fact(language, brief.facts[slug]) for slug in TOLD),
        *craft.length(language, least=LEAST, most=MOST),
        *craft.readable(language, LONGEST),
        *craft.without(language, "boasts", "promises", "pressure"),
        *craft.honest(language, brief.numbers, [brief.pasted, example]),
        craft.in_language(language),
    ]


def _example(brief: Brief) -> str:
    return " ".join((brief.invites, brief.gain, *(brief.facts[slug].says(0) for slug in TOLD)))
