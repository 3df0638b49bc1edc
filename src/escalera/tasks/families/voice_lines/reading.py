"""Levels 1 and 2: the reading that fits, where to breathe, and numbers as they are said."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from escalera.tasks.families import asked, phrases
from escalera.tasks.families.asked import LETTERS, Asked
from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Text
from escalera.tasks.families.phrases import Draw, briefs, numerals
from escalera.tasks.families.phrases.briefs import Brief

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
FAULTS = ("stress", "all", "pauses")
TOLD = ("day", "hour", "place", "price")
EVENING, EARLIEST = 6, 9  # from six on it is evening in English; hours from nine on are in the morning


def best(draw: Draw, language: str) -> Item:
    """Level 1: force on the two things asked for, pauses where ideas end."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    heard = draw.some(TOLD, 2)
    order = draw.shuffled(TOLD)
    faults = draw.shuffled(["", *FAULTS])
    readings = [_reading(draw, brief, order, heard, fault) for fault in faults]
    right = faults.index("")
    other = draw.one([place for place in range(len(faults)) if place != right])
    names = {"first": words["needed"][heard[0]], "second": words["needed"][heard[1]]}
    quoted = [
        Quote(text, words["reading"].format(letter=letter))
        for text, letter in zip(readings, LETTERS, strict=False)
    ]
    because = words["best_because"].format(letter=LETTERS[right], **names)
    parts = (
        asked.letter("best", words["best"], right, of=len(faults), called=words["reading"], rule=because),
        _wrong_asked(words, faults[other], LETTERS[other]),
    )
    shown: list[Stimulus] = [Text(words["brief"].format(**names)), Text(words["marks"]), *quoted]
    return asked.item(words["1"], shown, parts)


def prepared(draw: Draw, language: str) -> Item:
    """Level 2: breaths, and signs turned into words."""
    brief, words = briefs.brief(draw, language), WORDING[language]
    slugs = draw.some(TOLD, 3)
    sentences = [(brief.invites, brief.thing.slots["a"])]
    sentences += [(brief.facts[slug].says(0), brief.facts[slug].right.text) for slug in slugs]
    groups = _groups(draw, sentences)
    flat = [group.lower() for sentence in groups for group in sentence]
    ends = [sum(map(len, groups[: count + 1])) for count in range(len(groups) - 1)]
    told = " ".join(f"{group} ({place})" for place, group in enumerate(flat[:-1], 1)) + f" {flat[-1]}"
    parts = (_breathe_asked(words, flat, ends), _price_asked(brief), _hour_asked(brief))
    facts = " · ".join(brief.facts[slug].right.text for slug in ("price", "hour"))
    return asked.item(words["2"], (Quote(told, words["numbered"]), Text(facts)), parts)


def spoken(brief: Brief) -> str:
    """The hour as people say it."""
    number, part = brief.facts["hour"].right.text.split(" ", 1)
    day = {"am": "in the morning", "pm": "in the evening" if int(number) >= EVENING else "in the afternoon"}
    return f"{numerals.spelt(int(number), brief.language)} {day.get(part, part)}"


def _reading(draw: Draw, brief: Brief, order: list[str], heard: list[str], fault: str) -> str:
    others = [slug for slug in TOLD if slug not in heard]
    loud: Collection[str] = {
        "stress": (draw.one(heard), draw.one(others)),
        "all": TOLD,
    }.get(fault, heard)
    sentences = [brief.invites, *(_told(brief, slug, loud=slug in loud) for slug in order)]
    if fault != "pauses":
        return " / ".join(sentences)
    return " ".join(_torn(sentence) for sentence in sentences)


def _told(brief: Brief, slug: str, *, loud: bool) -> str:
    fact = brief.facts[slug]
    return fact.says(0).replace(fact.right.text, fact.right.text.upper()) if loud else fact.says(0)


def _torn(sentence: str) -> str:
    """A pause before the last word but one, where no idea ends."""
    words = sentence.split()
    return " ".join([*words[:-2], "/", *words[-2:]]) if len(words) > 3 else sentence


def _groups(draw: Draw, sentences: list[tuple[str, str]]) -> list[list[str]]:
    """The sentences without signs; some are cut before their last part, where nobody needs air."""
    cut = draw.shuffled([True, True, *(draw.yes() for _ in sentences[2:])])
    return [_pieces(*sentence, cut=one) for sentence, one in zip(sentences, cut, strict=True)]


def _pieces(sentence: str, tail: str, *, cut: bool) -> list[str]:
    bare, end = sentence.rstrip(".").replace(",", ""), tail.replace(",", "")
    return [bare.removesuffix(end).strip(), end] if cut else [bare]


def _wrong_asked(words: dict[str, Any], fault: str, letter: str) -> Asked:
    because = words["wrong_because"].format(letter=letter, told=words["faults"][fault])
    return asked.named("wrong", words["wrong"].format(letter=letter), fault, words["faults"], because)


def _breathe_asked(words: dict[str, Any], flat: list[str], ends: list[int]) -> Asked:
    labels = [words["after"].format(number=place, words=group) for place, group in enumerate(flat[:-1], 1)]
    options = tuple(Option(str(place), label) for place, label in enumerate(labels, 1))
    right = [str(place) for place in ends]
    because = words["breathe_because"].format(right=", ".join(right))
    field = Field("breathe", words["breathe"], "choices", options=options)
    return Asked(field, Key("set", right, shown=", ".join(right)), because)


def _price_asked(brief: Brief) -> Asked:
    words, sign = WORDING[brief.language], brief.facts["price"].right.text
    number, unit = sign.split(" ", 1)
    said = f"{numerals.spelt(int(number), brief.language)} {unit}"
    return _said_asked("price", words["say_price"], words["say_hint"], said, [], words, sign)


def _hour_asked(brief: Brief) -> Asked:
    words, sign = WORDING[brief.language], brief.facts["hour"].right.text
    number, part = sign.split(" ", 1)
    word = numerals.spelt(int(number), brief.language)
    said = spoken(brief)
    parts = [part, "in the evening", "in the afternoon", "de la noche", "de la tarde"]
    parts = [part, "in the morning", "a m"] if int(number) >= EARLIEST else [*parts, "p m"]
    ways = [f"{one} {end}" for end in parts for one in (word, f"{word} o'clock")]
    more = [f"{start} {way}" for start in ("at", "a las", "las") for way in (said, *ways)] + ways
    return _said_asked("hour", words["say_hour"], words["say_hour_hint"], said, more, words, sign)


def _said_asked(
    name: str, label: str, hint: str, said: str, more: list[str], words: dict[str, Any], sign: str
) -> Asked:
    ways = list(dict.fromkeys([said, *more, said.replace("-", " ")]))
    because = words["say_because"].format(sign=sign, said=said)
    return Asked(Field(name, label, "text", hint=hint), Key("exact", ways, shown=said), because)
