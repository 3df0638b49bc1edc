"""Level 3: a subtitle that keeps what people need out of many words."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.family import Item, Quote
from escalera.tasks.families.phrases import Draw, briefs
from escalera.tasks.families.phrases.briefs import Brief
from escalera.tasks.families.subtitle_timing.timing import LINE, WORDING

MOST = 2 * LINE
FILLERS = ["well", "um", "let me see", "what i wanted", "bueno", "pues", "a ver", "lo que les queria"]


def item(draw: Draw, language: str) -> Item:
    brief, words = briefs.brief(draw, language), WORDING[language]
    said = words["spoken_long"].format(
        who=brief.who,
        weekday=brief.weekday,
        place=brief.facts["place"].right.text,
        hour=brief.facts["hour"].right.text,
    )
    hint = words["subtitle_hint"].format(most=MOST)
    part = asked.free(
        "subtitle",
        words["subtitle"],
        hint,
        criteria(brief, said),
        _example(brief),
        words["subtitle_because"],
        long=False,
    )
    return asked.item(words["3"], (Quote(said, words["spoken"]),), (part,))


def criteria(brief: Brief, said: str) -> list[craft.Criterion]:
    language, says = brief.language, WORDING[brief.language]["says"]
    ways = {slug: brief.facts[slug].right.ways for slug in ("hour", "place")}
    values = {slug: brief.facts[slug].right.text for slug in ways} | {"weekday": brief.weekday}
    wanted = {"weekday": (brief.weekday,)} | ways
    return [
        *(
            {
                "kind": "contains",
                "of": list(of),
                "says": says[name].format(value=values[name]),
                "weight": craft.SAID,
            }
            for name, of in wanted.items()
        ),
        {"kind": "max_chars", "n": MOST, "says": says["chars"].format(n=MOST), "weight": craft.SAID},
        {"kind": "avoids", "of": FILLERS, "says": says["filler"], "weight": craft.SAID},
        *craft.readable(language, LINE),
        *craft.honest(language, brief.numbers, [said, WORDING[language]["3"]["example"]], copied=13),
    ]


def _example(brief: Brief) -> str:
    day = brief.weekday[0].upper() + brief.weekday[1:]
    return f"{day}, {brief.facts['hour'].right.text}, {brief.facts['place'].right.text}."
