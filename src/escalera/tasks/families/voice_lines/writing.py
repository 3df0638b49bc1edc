"""Level 3: a text for the voice, checked for what an ear needs, and last words for peers."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.family import Item
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief
from escalera.tasks.families.voice_lines.reading import WORDING, spoken

LEAST, MOST, LONGEST = 18, 50, 18


def item(draw: Draw, language: str) -> Item:
    brief, words = briefs.brief(draw, language), WORDING[language]
    hint = words["line_hint"].format(least=LEAST, most=MOST, longest=LONGEST)
    line = asked.free(
        "line", words["line"], hint, criteria(brief), _example(brief), words["line_because"], weight=2.0
    )
    last = asked.peers("last", words["last"], words["last_hint"], words["last_because"])
    return asked.item(words["3"], (brief.sheet,), (line, last))


def criteria(brief: Brief) -> list[craft.Criterion]:
    language, facts = brief.language, brief.facts
    weekday, by_ear = facts["day"].label, [way for way in facts["hour"].right.ways if not _has_digit(way)]
    return [
        craft.wanted(language, "who", [brief.name]),
        craft.wanted(language, "what", brief.stems),
        craft.wanted(language, "fact", [brief.weekday], label=weekday, value=brief.weekday),
        craft.wanted(language, "fact", by_ear, label=facts["hour"].label, value=facts["hour"].right.text),
        craft.fact(language, facts["place"]),
        craft.fact(language, facts["how"]),
        *craft.length(language, least=LEAST, most=MOST),
        *craft.readable(language, LONGEST),
        {"kind": "known_numbers", "of": [], "says": craft.says(language, "no_digits"), "weight": craft.SAID},
        *craft.without(language, "boasts", "promises", "pressure"),
        craft.own([brief.pasted, WORDING[language]["3"]["example"]], language),
        craft.in_language(language),
    ]


def _example(brief: Brief) -> str:
    facts, words = brief.facts, WORDING[brief.language]
    hour = spoken(brief)
    return str(
        words["example"].format(
            invites=brief.invites,
            weekday=brief.weekday,
            hour=f"at {hour}" if brief.language == "en" else hour,
            place=facts["place"].right.text,
            how=facts["how"].right.text,
        )
    )


def _has_digit(text: str) -> bool:
    return any(sign.isdigit() for sign in text)
