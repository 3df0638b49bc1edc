import re
from typing import Any

import pytest

from escalera.reference.content import ContentError
from escalera.skills import starter

WORDS = {"en": "x", "es": "x"}
AGREED = {
    "read-documents",
    "enter-data",
    "work-with-numbers",
    "clean-data",
    "spell-and-punctuate",
    "transcribe-audio",
    "understand-spoken-language",
    "label-images",
    "pay-attention-to-detail",
    "judge-search-results",
    "moderate-content",
    "apply-guidelines",
    "read-sentiment",
    "explain-reasons",
    "check-translations",
    "write-in-spanish",
    "read-english",
    "evaluate-ai-answers",
    "check-facts",
    "use-spreadsheets",
    "reply-to-customers",
    "write-product-texts",
    "persuade-in-writing",
    "organise-information",
}

# What the families that are being written train; each loses its place here when its task types are in.
NEXT = {
    "annotate-text",
    "choose-photos",
    "correct-tables",
    "design-layouts",
    "draw-boxes",
    "find-ideas-for-customers",
    "give-feedback",
    "judge-work",
    "plan-a-calendar",
    "sort-expenses",
    "sort-messages",
    "speak-clearly",
    "tell-stories-from-data",
    "test-accessibility",
    "test-websites",
    "time-subtitles",
    "write-captions",
    "write-headlines",
    "write-scripts",
}


def skill(id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "group": "g", "label": WORDS, "description": WORDS, **more}


def table(*skills: dict[str, Any]) -> dict[str, Any]:
    return {"group": [{"id": "g", "label": WORDS}], "skill": list(skills)}


def test_the_skills_that_our_families_train_are_trainable():
    assert {one.id for one in starter.load().trainable()} == AGREED | NEXT


def test_there_are_at_least_a_hundred_and_fifty_skills_in_few_groups():
    known = starter.load()

    assert len(known.skills) >= 150
    assert len(known.groups) <= 8
    assert {one.group for one in known.skills} == {one.id for one in known.groups}


def test_every_skill_has_a_code_elsewhere():
    missing = [one.id for one in starter.load().skills if one.codes == starter.SkillCodes()]

    assert missing == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_skill_has_words_that_people_and_postings_use(language):
    for one in starter.load().skills:
        assert 4 <= len(one.phrases.in_(language)) <= 10, one.id
        assert len(one.synonyms.in_(language)) >= 3, one.id
        for words in (one.synonyms.in_(language), one.phrases.in_(language)):
            assert len(set(words)) == len(words), one.id
            assert all(word == word.strip() for word in words), one.id


def test_a_description_is_one_sentence():
    for one in starter.load().skills:
        for text in (one.description.en, one.description.es):
            assert text.endswith(".") and ". " not in text, one.id
            assert len(text) <= 110, one.id


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_skill_says_what_one_can_do_at_each_of_four_steps(language):
    for one in starter.load().skills:
        steps = one.levels.in_(language)

        assert len(set(steps)) == 4, one.id
        assert all(4 <= len(step) <= 90 and step[0].isupper() and step[-1] != "." for step in steps), one.id


def test_no_label_or_description_is_used_twice():
    skills = starter.load().skills

    for texts in ([one.label.en for one in skills], [one.label.es for one in skills]):
        assert len(set(texts)) == len(texts)


def test_spanish_is_mexican():
    iberian = re.compile(r"\b(ordenador|móvil|vosotros|vuestr\w*|coger|zumo|conducir)\b", re.I)
    texts = [
        f"{one.label.es} {one.description.es} {' '.join(one.phrases.es)}" for one in starter.load().skills
    ]

    assert [text for text in texts if iberian.search(text)] == []


def test_a_skill_without_tasks_is_taught_as_its_nearest_relative_or_not_at_all():
    skills = starter.load().by_id()

    assert skills["enter-data"].taught_as == "enter-data"
    assert skills["type-quickly"].taught_as == "enter-data"
    assert skills["draw-illustrations"].taught_as is None


def test_an_unknown_prerequisite_is_refused():
    with pytest.raises(ContentError, match="a: prerequisites: unknown: b"):
        starter.parse(table(skill("a", prerequisites=["b"])))


def test_skills_that_need_each_other_are_refused():
    with pytest.raises(ContentError, match="in a circle"):
        starter.parse(table(skill("a", prerequisites=["b"]), skill("b", prerequisites=["a"])))


def test_the_same_skill_twice_is_refused():
    with pytest.raises(ContentError, match="more than once: a"):
        starter.parse(table(skill("a"), skill("a")))


def test_a_relative_that_cannot_be_trained_is_refused():
    with pytest.raises(ContentError, match="not a trainable skill"):
        starter.parse(table(skill("a", nearest="b"), skill("b")))


def test_three_levels_are_refused():
    with pytest.raises(ContentError, match="a: levels: 4 in each language"):
        starter.parse(table(skill("a", levels={"en": ["x"] * 4, "es": ["x"] * 3})))


def test_an_unknown_group_is_refused():
    with pytest.raises(ContentError, match="groups: unknown: h"):
        starter.parse(table(skill("a") | {"group": "h"}))


def test_a_missing_language_is_named():
    with pytest.raises(ContentError, match="a: label: 'es'"):
        starter.parse(table(skill("a") | {"label": {"en": "x"}}))
