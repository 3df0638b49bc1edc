"""Level 3: the words of a poster that a machine can check, and a line for peers."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.asked import Asked
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief
from escalera.tasks.families.posters.choosing import WORDING

# A title must hold the longest name of an event; facts are at most eight words longer than they must be.
TITLE, FACTS, SENTENCE = 8, 32, 32
TOLD = ("day", "hour", "place", "price", "how")


def item(draw: Draw, language: str) -> Item:
    brief, words = briefs.brief(draw, language), WORDING[language]
    slogan = asked.peers("slogan", words["slogan"], words["slogan_hint"], words["slogan_because"])
    return asked.item(words["3"], (brief.sheet,), (_title(brief), _facts(brief), slogan))


def title(brief: Brief) -> list[craft.Criterion]:
    language = brief.language
    return [
        craft.wanted(language, "what", brief.stems),
        *craft.length(language, least=1, most=TITLE),
        *craft.readable(language, TITLE),
        *craft.without(language, "boasts", "promises", "pressure"),
        craft.own([brief.pasted, WORDING[language]["3"]["example"]], language),
    ]


def facts(brief: Brief) -> list[craft.Criterion]:
    language = brief.language
    given = [brief.pasted, WORDING[language]["3"]["example"]]
    return [
        *(craft.fact(language, brief.facts[slug]) for slug in TOLD),
        *craft.length(language, least=8, most=FACTS),
        *craft.readable(language, SENTENCE),
        *craft.without(language, "boasts", "promises", "pressure"),
        *craft.honest(language, brief.numbers, given, copied=16),
    ]


def _title(brief: Brief) -> Asked:
    words = WORDING[brief.language]
    hint = words["title_hint"].format(most=TITLE)
    shown = brief.what[0].upper() + brief.what[1:]
    return asked.free("title", words["title"], hint, title(brief), shown, words["title_because"], long=False)


def _facts(brief: Brief) -> Asked:
    words = WORDING[brief.language]
    hint = words["facts_hint"].format(most=FACTS)
    shown = " · ".join(
        brief.facts[slug].says(0).rstrip(".") if slug == "how" else brief.facts[slug].right.text
        for slug in TOLD
    )
    return asked.free("facts", words["facts"], hint, facts(brief), shown, words["facts_because"], weight=2.0)
