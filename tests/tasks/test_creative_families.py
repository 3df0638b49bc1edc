"""Laws of the families of creative work, beyond those of every family."""

import json
import re

import pytest

from creative_items import SLUGS, best_answer, every_kind, every_text, items, judged, rubrics
from escalera.skills import starter
from escalera.tasks import scoring
from escalera.tasks.families import REGISTRY

UNCONTRACTED = re.compile(r"\b(de el|a el) [a-z]")


def texts_of(item):
    content = item.as_json()["content"]
    told = [content["stimulus"], content["fields"], item.feedback]
    return json.dumps(told, ensure_ascii=False) + item.instructions + item.example + item.hint


@every_kind
def test_the_right_answer_earns_everything(slug, level, language):
    for item in items(slug, level, language, count=60):
        result = judged(item)

        assert result.score == pytest.approx(1), {name: one.missed for name, one in result.fields.items()}


@every_kind
def test_no_slot_is_left_open_and_spanish_contracts(slug, level, language):
    for item in items(slug, level, language, count=60):
        text = texts_of(item)

        assert not re.search(r"\{\w+\}", text)
        assert "  " not in re.sub(r"<svg.*?</svg>", "", text)
        assert not UNCONTRACTED.search(text) or language == "en"


@every_kind
def test_a_page_stays_light(slug, level, language):
    """Pictures are requests of their own; the words of an item must leave room for the page around them."""
    for item in items(slug, level, language):
        content = item.as_json()["content"]
        for part in content["stimulus"]:
            part.pop("svg", None)

        assert len(json.dumps(content, ensure_ascii=False).encode()) < 6_000
        assert len(json.dumps(item.as_json()["key"]).encode()) < 12_000


@every_text
def test_what_is_made_waits_for_peers_and_is_answered_at_once(slug, language):
    for item in items(slug, 3, language, count=60):
        result = judged(item)

        assert len(result.waiting) == 1
        assert rubrics(item)
        assert result.score == pytest.approx(1)


@every_text
def test_leaving_out_what_peers_would_judge_costs(slug, language):
    for item in items(slug, 3, language, count=12):
        name = next(name for name, key in item.key.items() if key.rule == "peer")

        assert judged(item, **{name: "  "}).score < 0.8


@every_text
def test_the_example_wins_nothing(slug, language):
    for item in items(slug, 3, language, count=12):
        for name in rubrics(item):
            for part in (item.example, *re.split(r"[|“”]", item.example)):
                assert judged(item, **{name: part}).fields[name].score < 0.6, part


@every_text
def test_the_table_pasted_wins_nothing(slug, language):
    for item in items(slug, 3, language, count=12):
        tables = [part for part in item.stimulus if hasattr(part, "rows")]
        rows = [" ".join(row) for table in tables for row in table.rows]
        texts = [part.text for part in item.stimulus if hasattr(part, "text")]
        for name in rubrics(item):
            assert judged(item, **{name: " ".join([*texts, *rows])}).fields[name].score < 0.6


@every_text
def test_an_added_right_fact_lowers_nothing(slug, language):
    """Half of the right text, then all of it: more that is right never earns less."""
    for item in items(slug, 3, language, count=12):
        for name in rubrics(item):
            said = re.findall(r"[^.?!·]+[.?!·]?", item.key[name].shown)
            scores = [
                judged(item, **{name: "".join(said[:count])}).fields[name].score
                for count in range(1, len(said) + 1)
            ]

            assert scores == sorted(scores)
            assert scores[-1] == pytest.approx(1)


@every_text
def test_an_invented_number_costs_where_numbers_are_facts(slug, language):
    more = {"en": " There are 733 of them.", "es": " Son 733."}[language]
    for item in items(slug, 3, language, count=12):
        for name in rubrics(item):
            kinds = {criterion["kind"] for criterion in item.key[name].right}
            if "known_numbers" in kinds:
                text = item.key[name].shown + more

                assert judged(item, **{name: text}).fields[name].score < 1


@every_text
def test_boasts_and_shouting_cost(slug, language):
    boast = {"en": " The best in the world", "es": " Lo mejor del mundo"}[language]
    for item in items(slug, 3, language, count=12):
        for name in rubrics(item):
            text = item.key[name].shown
            loud = judged(item, **{name: text.upper()}).fields[name].score

            assert loud < 1
            if any("best" in str(criterion.get("of")) for criterion in item.key[name].right):
                assert judged(item, **{name: text + boast}).fields[name].score < 1


@every_text
def test_what_is_missing_is_said_in_words(slug, language):
    for item in items(slug, 3, language, count=12):
        for name in rubrics(item):
            result = judged(item, **{name: "x"}).fields[name]

            assert result.missed
            assert all(one.strip() for one in result.missed)


@every_kind
def test_random_words_of_the_item_earn_little(slug, level, language):
    """Bags of the item's own words are no answer, in the right language or not."""
    if level < 3:
        return
    for item in items(slug, level, language, count=20):
        bag = " ".join(sorted(re.findall(r"\w+", item.instructions + item.hint)))
        for name in rubrics(item):
            assert judged(item, **{name: bag}).fields[name].score < 0.6


def test_each_family_trains_skills_that_exist():
    known = {one.id for one in starter.load().trainable()}

    for slug in SLUGS:
        for level in REGISTRY[slug].levels:
            assert set(level.skills) <= known


def test_the_best_answer_of_one_item_is_not_the_best_of_another():
    for slug in SLUGS:
        first, second = items(slug, 3, "es")[:2]
        for name in rubrics(first):
            other = scoring.score(second.as_json()["key"], best_answer(first)).fields[name]

            assert other.score < 1
