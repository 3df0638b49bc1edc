"""Levels 1 and 2: the honest headline among four, and four in an editor's order."""

from __future__ import annotations

from escalera.tasks.families import asked
from escalera.tasks.families.asked import LETTERS, Asked
from escalera.tasks.families.family import Field, Item, Key, Quote, Table
from escalera.tasks.families.headlines import notes
from escalera.tasks.families.headlines.notes import WORDING
from escalera.tasks.families.phrases import Draw

DEFECTS = ("number", "big", "bait", "vague")


def best(draw: Draw, language: str) -> Item:
    """Level 1: one headline keeps to the note; what is wrong with another?"""
    note, words = notes.note(draw, language), WORDING[language]
    kinds = draw.shuffled(["good", *draw.some(DEFECTS, 3)])
    shown = [
        Quote(note.headlines[kind], words["headline"].format(letter=letter))
        for kind, letter in zip(kinds, LETTERS, strict=False)
    ]
    right = kinds.index("good")
    other = draw.one([place for place in range(len(kinds)) if place != right])
    because = words["best_because"].format(headline=note.headlines["good"])
    parts = (
        asked.letter("best", words["best"], right, of=len(kinds), called=words["headline"], rule=because),
        _wrong_asked(language, kinds[other], LETTERS[other]),
    )
    return asked.item(words["1"], (Quote(note.text, words["note"]), *shown), parts)


def order(draw: Draw, language: str) -> Item:
    """Level 2: true before telling, telling before short."""
    note, words = notes.note(draw, language), WORDING[language]
    right = [note.headlines[kind] for kind in ("good", "long", "vague", "number")]
    rows = tuple((str(place), rule) for place, rule in enumerate(words["rules"].values(), 1))
    rules = Table(words["rule_caption"], tuple(words["rule_header"]), rows)
    number = Key("number", note.number, detail={"tolerance": 0.1})
    parts = (
        asked.ordered(draw, "order", words["order"], right, words["order_because"]),
        Asked(Field("fix", words["fix"], "number"), number, words["fix_because"].format(n=note.number)),
    )
    return asked.item(words["2"], (rules, Quote(note.text, words["note"])), parts)


def _wrong_asked(language: str, defect: str, letter: str) -> Asked:
    words = WORDING[language]
    told = words["defect"][defect]
    because = words["wrong_because"].format(letter=letter, defect=told[0].lower() + told[1:])
    return asked.named("wrong", words["wrong"].format(letter=letter), defect, words["defect"], because)
