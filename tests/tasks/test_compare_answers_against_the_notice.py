import numpy as np
import pytest

from escalera.tasks.families import REGISTRY
from escalera.tasks.families.compare_answers.criteria import CRITERIA, LIMIT


def made(level, language="en", count=80):
    return [
        REGISTRY["compare-answers"].make(level, language, np.random.default_rng(seed))
        for seed in range(count)
    ]


def answers(item):
    return [part.text for part in item.stimulus if getattr(part, "who", "").startswith("AI answer")]


def test_the_line_that_decides_is_a_line_of_the_notice():
    for item in made(1):
        assert item.key["line"].shown in item.stimulus[0].text.split("\n")


def test_right_answers_give_the_same_value_and_wrong_ones_another():
    for item in made(1):
        line, verdict = item.key["line"].shown, item.key["better"].right
        figures = [word.strip(".,:") for word in line.split() if word[0].isdigit()]
        if not figures:
            continue
        agree = [figures[0] in answer.replace(".", " ").split() for answer in answers(item)]
        assert agree == [verdict in ("a", "both"), verdict in ("b", "both")]


def test_the_answer_with_something_false_is_where_the_false_statements_are():
    sides = {"a": {"A"}, "b": {"B"}, "both": {"A", "B"}, "neither": set()}
    for item in made(2):
        false = {value[0] for value in item.key["statements"].right if value != "none"}
        assert false == sides[item.key["answer"].right]


def test_only_answers_marked_too_long_are_too_long():
    for language in ("en", "es"):
        for item in made(3, language):
            told = [part.text for part in item.stimulus[3:]]
            for letter, answer in zip("ab", told, strict=True):
                too_long = len(answer.split()) > LIMIT
                assert too_long == ("short" in item.key[f"breaks_{letter}"].right), answer


def test_the_first_criterion_on_which_they_differ_decides():
    for item in made(3):
        broken = {letter: item.key[f"breaks_{letter}"].right for letter in "ab"}
        decisive = next(one for one in CRITERIA if (one in broken["a"]) != (one in broken["b"]))

        assert item.key["decides"].right == decisive
        assert decisive not in broken[item.key["best"].right]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_nobody_needs_more_than_the_page(level):
    for item in made(level, count=20):
        assert len(item.stimulus[0].text.split("\n")) >= 5
