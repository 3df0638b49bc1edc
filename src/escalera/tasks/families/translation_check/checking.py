"""Levels 1 and 2: is the translation right, and if not, what is wrong with it and where?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from escalera.tasks.families import phrases
from escalera.tasks.families.family import Field, Item, Key, Option, Quote
from escalera.tasks.families.guessing import chance
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.translation_check import pairs
from escalera.tasks.families.translation_check.pairs import PAIRS, Spot, Translation

WORDING: dict[str, dict[str, Any]] = phrases.read(__file__, "wording.toml")
EASY = ("number", "left_out", "opposite")
HARD = ("word", "tense", "person", "agreement")
Part = tuple[Field, Key]


def by_kind(draw: Draw, language: str) -> Item:
    source, target = draw.shuffled(("en", "es"))
    shown = _translation(draw, source, target, EASY)
    return item(language, "1", source, target, shown, (_kind_asked(shown, EASY, language),))


def by_kind_and_words(draw: Draw, language: str) -> Item:
    source, target = draw.shuffled(("en", "es"))
    shown = _translation(draw, source, target, HARD)
    parts = (_kind_asked(shown, HARD, language), _words_asked(draw, shown, language))
    return item(language, "2", source, target, shown, parts)


def item(
    language: str, level: str, source: str, target: str, shown: Translation, parts: Sequence[Part]
) -> Item:
    words = WORDING[language]
    fields = tuple(field for field, _ in parts)
    key = {field.name: one for field, one in parts}
    return Item(
        instructions=words[level]["instructions"],
        example=words[level]["example"],
        hint=words[level]["hint"],
        stimulus=(
            Quote(shown.source, words["source"].format(language=words["languages"][source])),
            Quote(shown.text, words["target"].format(language=words["languages"][target])),
        ),
        fields=fields,
        key=key,
        chance=chance(fields, key),
        feedback=dict.fromkeys(key, because(shown, words)),
    )


def because(shown: Translation, words: Mapping[str, Any]) -> str:
    if not shown.mistakes:
        return str(words["right_because"])
    return " ".join(_because(mistake, words) for mistake in shown.mistakes)


def _because(mistake: Spot, words: Mapping[str, Any]) -> str:
    template = words["wrong_because"] if mistake.wrong.strip() else words["missing_because"]
    right = mistake.right[0].strip(" ,")
    filled: str = template.format(
        wrong=mistake.wrong.strip(" ,"), right=right, rule=words["rule"][mistake.kind]
    )
    return filled


def _translation(draw: Draw, source: str, target: str, kinds: Sequence[str]) -> Translation:
    """Right once in as many times as there are answers, else wrong in one of the kinds."""
    kind = draw.one((*kinds, "right"))
    usable = [pair for pair in PAIRS if kind == "right" or kind in spot_kinds(pair, target)]
    right = pairs.translation(draw, draw.one(usable), source, target)
    return right if kind == "right" else pairs.spoil(draw, right, [kind])


def spot_kinds(pair: Mapping[str, str], side: str) -> set[str]:
    """Every kind of mistake that the sentence has a spot for."""
    return {
        match["kind"] or "number" for match in pairs.SPOT.finditer(pair[side]) if _spoilable(match["slot"])
    }


def _spoilable(slot: str | None) -> bool:
    return slot is None or slot in pairs.FIGURES


def _kind_asked(shown: Translation, kinds: Sequence[str], language: str) -> Part:
    words = WORDING[language]
    right = shown.mistakes[0].kind if shown.mistakes else "right"
    options = tuple(Option(kind, words["kind"][kind]) for kind in ("right", *kinds))
    field = Field("kind", words["which_kind"], "choice", options=options)
    return field, Key("choice", right, shown=words["kind"][right])


def _words_asked(draw: Draw, shown: Translation, language: str) -> Part:
    words = WORDING[language]
    others = [piece.shown.strip(" ,") for piece in shown.pieces if piece.kind and not piece.is_wrong]
    wrong = [mistake.shown.strip(" ,") for mistake in shown.mistakes]
    offered = draw.shuffled([*wrong, *draw.some(others, 3)])
    options = [Option(str(place), text) for place, text in enumerate(offered, 1)]
    options.append(Option("none", words["no_words"]))
    right = wrong[0] if wrong else words["no_words"]
    value = next(option.value for option in options if option.label == right)
    field = Field("words", words["which_words"], "choice", options=tuple(options))
    return field, Key("choice", value, shown=right)
