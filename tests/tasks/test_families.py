"""Laws that hold for every item family, level and language."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

import escalera.tasks
from escalera.tasks import scoring
from escalera.tasks.families import MODULES, REGISTRY, guessing
from escalera.tasks.families.family import RULES, WIDGETS, Item, Picture, Sound
from solving import solved

EVERY = [(slug, level, language) for slug in REGISTRY for level in (1, 2, 3) for language in ("en", "es")]
every_kind = pytest.mark.parametrize(("slug", "level", "language"), EVERY)
# Their items show the other language on purpose.
BILINGUAL = {"translation-check"}
WITH_OPTIONS = ("choice", "compare", "choices", "ranking", "spans", "boxes")
ENGLISH = set(
    re.findall(r"\w+", "the and with your which is are of this that you what who how was not from does")
)
# Without el, los, las: they stand in names of towns and shops.
SPANISH = set(re.findall(r"\w+", "una tu cual es esta este qué cuál para por pero como más tiene hay"))


@cache
def many(slug: str, level: int, language: str) -> tuple[Item, ...]:
    return tuple(REGISTRY[slug].make(level, language, np.random.default_rng(seed)) for seed in range(200))


def items(slug: str, level: int, language: str) -> tuple[Item, ...]:
    return many(slug, level, language)[:30]


def right_answer(item: Item) -> dict[str, Any]:
    answer = solved(item.as_json()["key"])
    typed = {field.name for field in item.fields if field.widget in ("text", "longtext")}
    return {
        name: ", ".join(one) if name in typed and isinstance(one, list) else one
        for name, one in answer.items()
    }


def shown_texts(item: Item) -> str:
    content = item.as_json()["content"]
    texts = [content["instructions"], content["example"], content["hint"]]
    texts += [
        part.get(name, "") for part in content["stimulus"] for name in ("text", "who", "alt", "caption")
    ]
    texts += [field[name] for field in content["fields"] for name in ("label", "hint")]
    texts += [option["label"] for field in content["fields"] for option in field["options"]]
    return " ".join([*texts, *item.feedback.values()])


def test_every_module_that_is_named_holds_a_family():
    assert len(REGISTRY) == len(MODULES) >= 24


@pytest.mark.parametrize("slug", REGISTRY)
def test_a_family_has_three_levels_with_skills_and_words_in_both_languages(slug):
    family = REGISTRY[slug]

    assert family.slug == slug
    assert [level.number for level in family.levels] == [1, 2, 3]
    for level in family.levels:
        assert 1 <= len(level.skills) <= 8
        assert sum(level.skills.values()) == pytest.approx(1)
        assert 0.5 <= level.minutes <= 10
        for words in (family.title, level.title, level.can_do):
            assert words.en and words.es


@every_kind
def test_the_right_answer_scores_one(slug, level, language):
    for item in items(slug, level, language):
        result = scoring.score(item.as_json()["key"], right_answer(item))

        assert result.score == pytest.approx(1), result.fields


@every_kind
def test_a_blank_answer_scores_zero(slug, level, language):
    for item in items(slug, level, language):
        blank = {field.name: [] if field.widget == "choices" else "  " for field in item.fields}

        assert scoring.score(item.as_json()["key"], blank).score == 0
        assert scoring.score(item.as_json()["key"], {}).score == 0


@every_kind
def test_blind_answers_earn_what_the_items_say(slug, level, language):
    rng = np.random.default_rng(7)
    made = items(slug, level, language)
    earned = [_blind(item, rng) for item in made for _ in range(15)]
    said = float(np.mean([item.chance for item in made]))

    assert 0 <= said <= 0.67
    assert float(np.mean(earned)) == pytest.approx(said, abs=0.05)


def _blind(item: Item, rng: np.random.Generator) -> float:
    answer = {field.name: guessing.random_answer(field, item.key[field.name], rng) for field in item.fields}
    return scoring.score(item.as_json()["key"], answer).score or 0.0


@every_kind
def test_the_same_seed_makes_the_same_item_and_it_travels_as_json(slug, level, language):
    for seed in (0, 11):
        once = REGISTRY[slug].make(level, language, np.random.default_rng(seed)).as_json()
        again = REGISTRY[slug].make(level, language, np.random.default_rng(seed)).as_json()

        assert once == again
        assert json.loads(json.dumps(once)) == once


@every_kind
def test_two_hundred_items_show_no_repeat(slug, level, language):
    contents = [json.dumps(item.as_json()["content"]) for item in many(slug, level, language)]

    assert len(set(contents)) == 200


@every_kind
def test_instructions_are_short_and_everything_has_words(slug, level, language):
    for item in items(slug, level, language):
        assert 5 <= len(item.instructions.split()) <= 80
        assert item.example and item.hint and item.stimulus
        for field in item.fields:
            assert field.label.strip() and field.widget in WIDGETS
            assert item.feedback[field.name].strip()
            assert item.key[field.name].rule in RULES
            assert len({option.value for option in field.options}) == len(field.options)
            assert len({option.label for option in field.options}) == len(field.options)
            assert bool(field.options) == (field.widget in WITH_OPTIONS)
        assert set(item.key) == {field.name for field in item.fields}


@every_kind
def test_no_field_bears_a_name_that_the_player_sends_itself(slug, level, language):
    own = {
        "id",
        "want",
        "seconds",
        "wall_seconds",
        "answered_at",
        "shown_at",
        "helped",
        "csrfmiddlewaretoken",
    }

    assert not own & {field.name for item in items(slug, level, language) for field in item.fields}


@every_kind
def test_the_right_option_is_offered(slug, level, language):
    for item in items(slug, level, language):
        for field in item.fields:
            right = item.key[field.name].right
            wanted = right if isinstance(right, list | tuple) else [right]
            if field.options and item.key[field.name].rule in ("choice", "set", "ranking"):
                assert set(wanted) <= {option.value for option in field.options}


@every_kind
def test_an_item_speaks_one_language(slug, level, language):
    if slug in BILINGUAL:
        pytest.skip("shows both languages on purpose")
    foreign = ENGLISH if language == "es" else SPANISH
    for item in items(slug, level, language):
        words = re.findall(r"[a-záéíóúñü']+", shown_texts(item).lower())

        assert [word for word in words if word in foreign] == []


@every_kind
def test_the_place_of_the_right_option_tells_nothing(slug, level, language):
    for name, widget in {(field.name, field.widget) for field in items(slug, level, language)[0].fields}:
        if widget not in ("choice", "compare"):
            continue
        made = many(slug, level, language)
        keys = [item.key[name].right for item in made if name in item.key]
        most = max(keys.count(value) for value in set(keys)) / len(keys)

        assert most < 0.75, f"{name} is nearly always the same answer"


@every_kind
def test_pictures_are_small_safe_and_described(slug, level, language):
    for item in items(slug, level, language):
        for picture in (part for part in item.stimulus if isinstance(part, Picture)):
            assert len(picture.svg.encode()) <= 60_000
            assert 20 <= len(picture.alt) <= 400
            assert {picture.width, picture.height} <= set(range(100, 1200))
            for element in ElementTree.fromstring(picture.svg).iter():
                assert element.tag.split("}")[1] in {"svg", "g", "path", "rect", "circle", "ellipse", "text"}
                assert not {"style", "href", "onload", "id"} & set(element.attrib)
            assert not _given_away(picture.alt, item)


def _given_away(alt: str, item: Item) -> list[str]:
    """Amounts and names of things that are asked for and already stand in the description."""
    shown = [key.shown for key in item.key.values() if key.rule in ("number", "exact", "edit") and key.shown]
    return [answer for answer in shown if re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", alt)]


@every_kind
def test_sounds_exist_and_their_size_is_told_truly(slug, level, language):
    static = Path(escalera.tasks.__file__).parent / "static"
    for item in items(slug, level, language):
        for sound in (part for part in item.stimulus if isinstance(part, Sound)):
            assert (static / sound.file).stat().st_size == sound.bytes <= 15_000
            assert 0.5 < sound.seconds < 10
