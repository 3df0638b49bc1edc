"""Two pieces: plainly apart, close, and close with a comment that helps whoever wrote the weaker one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from escalera.tasks.families.family import Field, Item, Key, Option, Quote, Stimulus, Table
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.judging import genres
from escalera.tasks.families.judging.genres import CRITERIA, WORDING, Brief, Piece
from escalera.tasks.families.phrases import Draw

LETTERS = ("a", "b")
LEAST, MOST, COPIED = 8, 45, 8
Asked = tuple[Field, Key, str]


def obvious(draw: Draw, language: str) -> Item:
    """Level 1: a good piece, and one with two things wrong."""
    brief = genres.brief(draw, language)
    wrong = (draw.one(("true", "complete")), draw.one(("concrete", "clear")))
    pieces = [genres.piece(draw, brief), genres.piece(draw, brief, wrong)]
    better, shown = _shown(draw, pieces)
    words = WORDING[language]
    letter = LETTERS[1 - better].upper()
    key = Key("set", list(wrong), shown="; ".join(words["criterion"][kind] for kind in wrong))
    breaks = Field("breaks", words["breaks"].format(letter=letter), "choices", options=_criteria(language))
    told = words["breaks_because"].format(letter=letter, broken=key.shown)
    return _item(brief, "1", shown, (_better_asked(words, better, ""), (breaks, key, told)))


def close(draw: Draw, language: str) -> Item:
    """Level 2: one thing is wrong with each, or with one only; which line decides?"""
    brief, pieces = _close(draw, language)
    better, shown = _shown(draw, pieces)
    words = WORDING[language]
    return _item(brief, "2", shown, (*_decided(words, better, pieces[1]),))


def commented(draw: Draw, language: str) -> Item:
    """Level 3: the same, and a sentence to the author of the weaker one."""
    brief, pieces = _close(draw, language)
    better, shown = _shown(draw, pieces)
    words = WORDING[language]
    asked = (*_decided(words, better, pieces[1]), _comment_asked(brief, better, pieces))
    return _item(brief, "3", shown, asked)


def _close(draw: Draw, language: str) -> tuple[Brief, list[Piece]]:
    """The better piece and the weaker one: what is wrong with it stands higher in the list."""
    brief = genres.brief(draw, language)
    first = draw.number(0, len(CRITERIA) - 2)  # each may decide as often as the others
    second = draw.number(first + 1, len(CRITERIA) - 1)
    lesser = () if draw.yes(0.3) else (CRITERIA[second],)
    return brief, [genres.piece(draw, brief, lesser), genres.piece(draw, brief, (CRITERIA[first],))]


def _shown(draw: Draw, pieces: list[Piece]) -> tuple[int, list[Piece]]:
    """Where the better piece stands (0 or 1), and both in the order they are shown."""
    better = draw.number(0, 1)
    return better, pieces if better == 0 else pieces[::-1]


def _better_asked(words: dict[str, Any], better: int, because: str) -> Asked:
    options = tuple(Option(letter, words["piece"].format(letter=letter.upper())) for letter in LETTERS)
    key = Key("choice", LETTERS[better], shown=options[better].label, weight=2.0)
    told = because or words["better_because"].format(letter=LETTERS[better].upper())
    return Field("better", words["better"], "choice", options=options), key, told


def _decided(words: dict[str, Any], better: int, weaker: Piece) -> tuple[Asked, Asked]:
    decides = weaker.defects[0]
    says = words["criterion"][decides]
    because = words["decides_because"].format(letter=LETTERS[1 - better].upper(), criterion=says)
    options = tuple(Option(kind, words["criterion"][kind]) for kind in CRITERIA)
    field = Field("decides", words["decides"], "choice", options=options)
    return _better_asked(words, better, because), (field, Key("choice", decides, shown=says), because)


def _comment_asked(brief: Brief, better: int, pieces: list[Piece]) -> Asked:
    words = WORDING[brief.language]
    weaker = pieces[1]
    kind, says = weaker.defects[0], words["comment_says"]
    letter = LETTERS[1 - better].upper()
    named = [*words["about"][kind], *((brief.value,) if kind == "true" else ())]
    criteria = [
        {"kind": "contains", "of": named, "says": says["about"].format(criterion=words["criterion"][kind]), "weight": 3},
        {"kind": "contains", "of": words["change"], "says": says["change"], "weight": 2},
        *kept_to(brief.language, [one.text for one in pieces]),
    ]  # fmt: skip
    hint = words["comment_hint"].format(least=LEAST, most=MOST)
    field = Field("comment", words["comment"].format(letter=letter), "longtext", hint=hint)
    shown = words["good_comment"][kind].format(value=brief.value)
    return field, Key("rubric", criteria, shown=shown, weight=2.0), words["comment_because"]


def kept_to(language: str, pieces: Sequence[str]) -> list[dict[str, Any]]:
    """What every comment keeps to: long enough to say one thing, kind, in one's own words."""
    words, says = WORDING[language], WORDING[language]["comment_says"]
    return [
        {"kind": "min_words", "n": LEAST, "says": says["long"].format(n=LEAST)},
        {"kind": "max_words", "n": MOST, "says": says["short"].format(n=MOST)},
        {"kind": "avoids", "of": words["harsh"], "says": says["kind"], "weight": 2},
        {"kind": "no_shouting", "says": says["shouting"]},
        {"kind": "language", "of": language, "says": says["language"], "must": True},
        {"kind": "few_copied", "n": COPIED, "of": list(pieces), "says": says["own"], "must": True},
    ]


def _criteria(language: str) -> tuple[Option, ...]:
    return tuple(Option(kind, WORDING[language]["criterion"][kind]) for kind in CRITERIA)


def _item(brief: Brief, level: str, pieces: list[Piece], asked: tuple[Asked, ...]) -> Item:
    words = WORDING[brief.language]
    quoted = [
        Quote(one.text, words["piece"].format(letter=letter.upper()))
        for one, letter in zip(pieces, LETTERS, strict=True)
    ]
    rubric = Table(
        words["criteria"],
        tuple(words["criteria_header"]),
        tuple((str(place), words["criterion"][kind]) for place, kind in enumerate(CRITERIA, 1)),
    )
    fields = tuple(field for field, _, _ in asked)
    key = {field.name: one for field, one, _ in asked}
    stimulus: tuple[Stimulus, ...] = (*brief.shown, rubric, *quoted)
    return Item(
        instructions=words[level]["instructions"].format(genre=brief.name),
        example=words[level]["example"],
        hint=words[level]["hint"],
        stimulus=stimulus,
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback={field.name: told for field, _, told in asked},
    )
