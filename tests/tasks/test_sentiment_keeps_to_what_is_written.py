import numpy as np
import pytest

from escalera.tasks.families import REGISTRY


def made(level, language="es", count=80):
    return [REGISTRY["sentiment"].make(level, language, np.random.default_rng(seed)) for seed in range(count)]


@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_sentence_that_shows_it_stands_in_the_review(level):
    for item in made(level):
        shown = item.key["words"]

        assert shown.right == "none" or shown.shown in item.stimulus[0].text


def test_an_aspect_nobody_spoke_of_has_no_sentence():
    for item in made(2):
        assert (item.key["opinion"].right == "unsaid") == (item.key["words"].right == "none")


def test_a_review_of_facts_alone_has_no_opinion():
    for item in made(1):
        assert (item.key["opinion"].right == "neutral") == (item.key["words"].right == "none")


def test_praise_and_complaint_without_a_verdict_are_mixed_and_nothing_else_is():
    for item in made(3):
        assert (item.key["opinion"].right == "mixed") == (item.key["reason"].right == "both")


def test_nobody_meets_themselves_in_their_own_review():
    for level in (1, 2, 3):
        for item in made(level):
            author = item.stimulus[0].who.removeprefix("Reseña de ")
            assert author not in item.stimulus[0].text.replace(",", " ").replace(".", " ").split()
