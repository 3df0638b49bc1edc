"""Whatever arrives as an answer: no exception, a score between 0 and 1, and quickly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.tasks.scoring import score

KEY = {
    "exact": {"rule": "exact", "right": ["Oaxaca", "oax"]},
    "number": {"rule": "number", "right": 84.5},
    "edit": {"rule": "edit", "right": "Calle Hidalgo 12"},
    "wer": {"rule": "wer", "right": "the bus leaves at nine"},
    "choice": {"rule": "choice", "right": "good"},
    "set": {"rule": "set", "right": ["a", "b"]},
    "ranking": {"rule": "ranking", "right": ["a", "b", "c"]},
    "rubric": {
        "rule": "rubric",
        "right": [
            {"kind": "greeting", "says": ""},
            {"kind": "farewell", "says": ""},
            {"kind": "contains", "of": ["refund*", "money"], "says": ""},
            {"kind": "language", "of": "en", "says": ""},
            {"kind": "own_words", "of": "Where is my money?", "says": ""},
            {"kind": "min_words", "n": 3, "says": ""},
            {"kind": "max_words", "n": 80, "says": ""},
            {"kind": "no_shouting", "says": ""},
        ],
    },
    "peer": {"rule": "peer", "right": None},
    "spans": {"rule": "spans", "right": ["name:1-2", "date:4"]},
    "boxes": {"rule": "boxes", "right": ["cup 10 10 60 60", "cup 100 100 180 170"]},
    "cells": {"rule": "cells", "right": ["B2=105.00|105", "C3=Ana"]},
}
ODD = [
    None,
    True,
    0,
    -1e308,
    float("nan"),
    float("inf"),
    10**5000,
    b"bytes",
    {},
    {"a": 1},
    [],
    [[]],
    [None, {}, ["a"]],
    "\x00",
    "a\x00b",
    "\ud800",
    "‮84.50",
    "<script>alert(1)</script>",
    "'; DROP TABLE attempt; --",
    "ﷺ" * 2000,
    "é" * 1_000_000,
    "9" * 1_000_000,
    "1," * 500_000,
    "a " * 500_000,
    "$" * 1_000_000,
    ["a"] * 100_000,
    ["x" * 1_000_000],
    ["name:9999999999999999999-1"] * 5,
    ["name:0-0", "name:9-1", "name:-3", "name:1-2-3", ":", "name:1e9"],
    [f"name:{first}-9999" for first in range(5000)],
    ["cup 1e9 1 2 3", "cup nan nan nan nan", "cup 0 0 0 0", "cup -1 -1 9 9", "cup 9 9 1 1", "cup 1 2 3"],
    [f"cup {left} 0 9999 9999.999" for left in range(5000)],
    ["B2=", "=", "B2", "Z999=" + "9" * 100_000, "b2=x", "B2=a=b|c"],
]


def assert_sound(result):
    assert result.score is None or 0 <= result.score <= 1
    for field in result.fields.values():
        assert field.score is None or 0 <= field.score <= 1
        assert len(field.given) <= 25_000
        assert "\x00" not in field.given
        field.given.encode("utf-8")


@pytest.mark.parametrize("place", range(len(ODD)))
def test_odd_answers_are_scored_and_never_raise(place):
    begun = time.process_time()

    assert_sound(score(KEY, dict.fromkeys(KEY, ODD[place])))

    assert time.process_time() - begun < 2


@pytest.mark.parametrize("answer", [None, [], "text", 7, {"other": "x"}, {1: 2}])
def test_an_answer_that_is_no_form_scores_zero(answer):
    assert score(KEY, answer).score == 0


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(answer=st.dictionaries(st.sampled_from(sorted(KEY)), anything))
def test_no_answer_at_all_makes_scoring_fail(answer):
    assert_sound(score(KEY, answer))


def test_a_cut_answer_says_so():
    assert score(KEY, {"edit": "Calle Hidalgo 12" + " " * 9000 + "x"}).fields["edit"].note == "cut"
