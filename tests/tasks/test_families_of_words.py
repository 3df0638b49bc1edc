"""What holds for every family that works with words."""

import json
import re
from functools import cache

import numpy as np
import pytest

from escalera.tasks import scoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.families.guessing import random_answer

SLUGS = (
    "moderation",
    "sentiment",
    "translation-check",
    "compare-answers",
    "customer-reply",
    "product-description",
)
EVERY_KIND = [(slug, level, language) for slug in SLUGS for level in (1, 2, 3) for language in ("en", "es")]
every_kind = pytest.mark.parametrize(("slug", "level", "language"), EVERY_KIND)
UNCONTRACTED = re.compile(r"\b(de el|a el) [a-z]")
DISAGREEING = re.compile(r"\b(la|una|esta) (?:espejo|teclado|termo|cuaderno|reloj|colchón|mantel|librero)\b")


def items(slug, level, language, count=60):
    return made(slug, level, language)[:count]


@cache
def made(slug, level, language):
    return tuple(make(slug, level, language, seed) for seed in range(200))


def make(slug, level, language, seed):
    return REGISTRY[slug].make(level, language, np.random.default_rng(seed))


def texts_of(item):
    content = item.as_json()["content"]
    return json.dumps([content["stimulus"], content["fields"], item.feedback], ensure_ascii=False)


def best_answer(item):
    """The key's own right answer; a rubric's is the example that it shows."""
    return {name: _best(key) for name, key in item.key.items()}


def _best(key):
    if key.rule == "rubric":
        return key.shown
    return key.right[0] if key.rule in ("exact", "edit") else key.right


@every_kind
def test_two_hundred_seeds_make_two_hundred_items(slug, level, language):
    shown = {
        json.dumps(item.as_json()["content"], ensure_ascii=False)
        for item in items(slug, level, language, count=200)
    }

    assert len(shown) == 200


@every_kind
def test_the_same_seed_makes_the_same_item(slug, level, language):
    for seed, item in enumerate(items(slug, level, language, count=3)):
        assert make(slug, level, language, seed).as_json() == item.as_json()


@every_kind
def test_the_right_answer_earns_everything(slug, level, language):
    for item in items(slug, level, language):
        result = scoring.score(item.as_json()["key"], best_answer(item))

        assert result.score == pytest.approx(1), {name: one.missed for name, one in result.fields.items()}


@every_kind
def test_guessing_earns_what_the_item_says(slug, level, language):
    rng = np.random.default_rng(7)
    earned, said = [], []
    for item in items(slug, level, language, count=20):
        key = item.as_json()["key"]
        for _ in range(40):
            guess = {field.name: random_answer(field, item.key[field.name], rng) for field in item.fields}
            earned.append(scoring.score(key, guess).score)
            said.append(item.chance)

    assert np.mean(earned) == pytest.approx(np.mean(said), abs=0.04)


@every_kind
def test_the_words_are_short_and_complete(slug, level, language):
    for item in items(slug, level, language):
        assert len(item.instructions.split()) <= 80
        assert item.example and item.hint
        assert set(item.feedback) == set(item.key) == {field.name for field in item.fields}
        assert all(item.feedback.values())


@every_kind
def test_no_slot_is_left_open_and_no_option_is_doubled(slug, level, language):
    for item in items(slug, level, language):
        assert not re.search(
            r"\{\w+\}|\{\{|\|", " ".join((item.instructions, item.example, *item.feedback.values()))
        )
        assert not re.search(r"\{\w+\}", texts_of(item).replace('{"', ""))
        for field in item.fields:
            labels = [option.label for option in field.options]
            assert len(set(labels)) == len(labels)


@every_kind
def test_spanish_contracts_and_agrees(slug, level, language):
    if language == "en":
        return
    for item in items(slug, level, language, count=200):
        text = texts_of(item).lower()
        assert not UNCONTRACTED.search(text)
        assert not DISAGREEING.search(text)
        assert "  " not in text


@every_kind
def test_no_answer_is_right_most_of_the_time(slug, level, language):
    """Whoever always clicks the same option must not get far."""
    every = items(slug, level, language, count=200)
    for field in every[0].fields:
        keys = [item.key[field.name] for item in every]
        if keys[0].rule == "choice":
            values = [key.right for key in keys]
            assert max(values.count(value) for value in values) < 0.65 * len(values)
