"""Levels are shown as four small steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalera.look import levels


@pytest.mark.parametrize(("level", "step"), [(0.0, 1), (0.25, 1), (0.3, 2), (0.55, 3), (0.8, 4), (1.0, 4)])
def test_a_required_level_asks_for_a_step(level, step):
    assert levels.step_of(level) == step


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_choosing_a_step_and_showing_it_again_is_the_same_step(step):
    assert levels.step_of(levels.level_of(step)) == step


@given(st.floats(0, 1))
def test_nobody_is_shown_more_steps_than_a_job_asks_at_the_same_level(level):
    assert levels.steps_reached(level) <= levels.step_of(level)


def test_the_picture_fills_what_one_has_and_outlines_what_is_missing():
    picture = levels.steps_picture(have=1, want=3)

    assert [picture.count(f'class="{css}"') for css in ("done", "want", "empty")] == [1, 2, 1]


def test_the_picture_says_in_words_what_it_shows():
    assert 'aria-label="Level 1 of 4, asks for 3"' in levels.steps_picture(have=1, want=3)
    assert 'aria-label="Asks for level 3 of 4"' in levels.level_picture(want=0.55)
