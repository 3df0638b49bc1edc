"""What the tests of creative families share: their slugs, their items, and answers to them."""

from functools import cache

import numpy as np
import pytest

from escalera.tasks import scoring
from escalera.tasks.families import REGISTRY

SLUGS = (
    "captions",
    "headlines",
    "product-photos",
    "stories-from-data",
    "short-scripts",
    "voice-lines",
    "posters",
    "customer-ideas",
)
both_languages = pytest.mark.parametrize("language", ["en", "es"])
every_kind = pytest.mark.parametrize(
    ("slug", "level", "language"),
    [(slug, level, language) for slug in SLUGS for level in (1, 2, 3) for language in ("en", "es")],
)
every_text = pytest.mark.parametrize(
    ("slug", "language"), [(slug, language) for slug in SLUGS for language in ("en", "es")]
)


def items(slug, level, language, count=30):
    return made(slug, level, language)[:count]


@cache
def made(slug, level, language):
    return tuple(REGISTRY[slug].make(level, language, np.random.default_rng(seed)) for seed in range(60))


def best_answer(item):
    """The key's own right answer; for peers, something that says nothing of the facts."""
    return {name: _best(key) for name, key in item.key.items()}


def _best(key):
    if key.rule == "rubric":
        return key.shown
    if key.rule == "peer":
        return "…"
    return key.right[0] if key.rule == "exact" else key.right


def judged(item, **answer):
    return scoring.score(item.as_json()["key"], best_answer(item) | answer)


def rubrics(item):
    return [name for name, key in item.key.items() if key.rule == "rubric"]
