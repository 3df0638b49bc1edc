"""Level 3: mark the kinds of mistake in a Spanish translation and write it again without them."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from escalera.tasks.families.family import Field, Item, Key, Option
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.translation_check import checking, pairs
from escalera.tasks.families.translation_check.checking import EASY, HARD, WORDING, Part
from escalera.tasks.families.translation_check.pairs import PAIRS, Translation
from escalera.tasks.scoring.given import plain

KINDS = (*EASY, *HARD)


def item(draw: Draw, language: str) -> Item:
    right = pairs.translation(draw, draw.one(PAIRS), "en", "es")
    count = draw.one((1, 2, 2))
    spoilt = pairs.spoil(draw, right, draw.some(sorted(right.kinds), count))
    parts = (_kinds_asked(spoilt, language), _rewrite_asked(spoilt, language))
    return checking.item(language, "3", "en", "es", spoilt, parts)


def _kinds_asked(spoilt: Translation, language: str) -> Part:
    words = WORDING[language]
    kinds = [mistake.kind for mistake in spoilt.mistakes]
    options = tuple(Option(kind, words["kind"][kind]) for kind in KINDS)
    shown = "; ".join(words["kind"][kind] for kind in kinds)
    return Field("kinds", words["which_kinds"], "choices", options=options), Key("set", kinds, shown=shown)


def _rewrite_asked(spoilt: Translation, language: str) -> Part:
    """Copying the spoilt text earns nothing: its likeness to the right one is where the score begins."""
    words = WORDING[language]
    right = spoilt.right_texts
    accepted = [*right, *(text.rstrip(".") for text in right)]
    floor = max(Levenshtein.normalized_similarity(plain(one, {}), plain(spoilt.text, {})) for one in accepted)
    field = Field("rewrite", words["rewrite"], "longtext", hint=words["rewrite_hint"])
    return field, Key("edit", accepted, shown=right[0], weight=2.0, detail={"floor": floor})
