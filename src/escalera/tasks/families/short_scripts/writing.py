"""Level 3: an opening for peers to compare, and a middle and an end that a machine can check."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.asked import Asked
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief
from escalera.tasks.families.short_scripts.lines import WORDING

MIDDLE, ENDING, LONGEST = (14, 50), (4, 18), 28


def item(draw: Draw, language: str) -> Item:
    brief, words = briefs.brief(draw, language), WORDING[language]
    opening = asked.peers("opening", words["opening"], words["opening_hint"], words["opening_because"])
    return asked.item(words["3"], (brief.sheet,), (opening, _middle(brief), _ending(brief)))


def middle(brief: Brief) -> list[craft.Criterion]:
    language = brief.language
    return [
        craft.wanted(language, "who", [brief.name]),
        craft.wanted(language, "what", brief.stems),
        *(craft.fact(language, brief.facts[slug]) for slug in ("day", "hour", "place")),
        *craft.length(language, least=MIDDLE[0], most=MIDDLE[1]),
        *_kept(brief),
        craft.in_language(language),
    ]


def ending(brief: Brief) -> list[craft.Criterion]:
    language = brief.language
    told = (craft.fact(language, brief.facts["price"]), craft.fact(language, brief.facts["how"]))
    return [*told, *craft.length(language, least=ENDING[0], most=ENDING[1]), *_kept(brief)]


def _kept(brief: Brief) -> list[craft.Criterion]:
    language = brief.language
    given = [brief.pasted, WORDING[language]["3"]["example"]]
    return [
        *craft.readable(language, LONGEST),
        *craft.without(language, "boasts", "promises", "pressure"),
        *craft.honest(language, brief.numbers, given),
    ]


def _middle(brief: Brief) -> Asked:
    words, facts = WORDING[brief.language], brief.facts
    told = (brief.invites, facts["day"].says(0), facts["hour"].says(0), facts["place"].says(0))
    hint = words["middle_hint"].format(least=MIDDLE[0], most=MIDDLE[1])
    return asked.free("middle", words["middle"], hint, middle(brief), " ".join(told), words["middle_because"])


def _ending(brief: Brief) -> Asked:
    words, facts = WORDING[brief.language], brief.facts
    shown = f"{facts['price'].says(0)} {facts['how'].says(0)}"
    hint = words["ending_hint"].format(least=ENDING[0], most=ENDING[1])
    return asked.free(
        "ending", words["ending"], hint, ending(brief), shown, words["ending_because"], long=False
    )
