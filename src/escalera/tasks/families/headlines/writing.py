"""Level 3: a plain headline that a machine can check, and an inviting one for peers."""

from __future__ import annotations

from escalera.tasks.families import asked, craft
from escalera.tasks.families.family import Item, Quote
from escalera.tasks.families.headlines import notes
from escalera.tasks.families.headlines.notes import WORDING, Note
from escalera.tasks.families.phrases import Draw, numerals

LEAST, MOST = 4, 12


def item(draw: Draw, language: str) -> Item:
    note, words = notes.note(draw, language), WORDING[language]
    hint = words["plain_hint"].format(least=LEAST, most=MOST)
    good, because = note.headlines["good"], words["plain_because"]
    plain = asked.free("plain", words["plain"], hint, criteria(note), good, because, long=False)
    inviting = asked.peers("inviting", words["inviting"], words["inviting_hint"], words["inviting_because"])
    return asked.item(words["3"], (Quote(note.text, words["note"]),), (plain, inviting))


def criteria(note: Note) -> list[craft.Criterion]:
    language = note.language
    number = (str(note.number), numerals.spelt(note.number, language))
    return [
        craft.wanted(language, "what", note.stems),
        craft.wanted(language, "number", number, n=note.number),
        *craft.length(language, least=LEAST, most=MOST),
        *craft.readable(language, MOST),
        *craft.without(language, "boasts", "pressure", "baits"),
        *craft.honest(language, [note.number, note.other], [note.text, WORDING[language]["3"]["example"]]),
    ]
