"""What the loops find equals what one reads off the earlier rows, one by one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import simulated_logs
from escalera.engine.prediction import histories, meetings, recency
from escalera.engine.prediction.kernels import PLAIN
from escalera.engine.prediction.meetings import Meetings

LOG = simulated_logs.attempts(workers=8, rows_each=30, items=12)
UNKNOWN = float("nan")


def column(log, name):
    return histories.walk(log, Meetings.of(log, PLAIN), PLAIN).columns[histories.NAMES.index(name)]


def earlier(log, row, of):
    """Earlier rows of the same worker on the same item or task type, or all of them."""
    same = [k for k in range(row) if log.worker[k] == log.worker[row]]
    return same if of is None else [k for k in same if of[k] == of[row]]


GROUPS = {"worker": lambda log: None, "item": lambda log: log.item, "type": lambda log: log.task_type}


@pytest.mark.parametrize("group", GROUPS)
def test_wins_and_fails_are_those_of_earlier_rows(group):
    past = [LOG.score[earlier(LOG, row, GROUPS[group](LOG))] for row in range(len(LOG))]

    wins, fails = column(LOG, f"{group} wins"), column(LOG, f"{group} fails")

    np.testing.assert_allclose(np.expm1(wins), [p.sum() for p in past], atol=1e-4)
    np.testing.assert_allclose(np.expm1(fails), [(1 - p).sum() for p in past], atol=1e-4)


def test_this_workers_history_on_this_item_is_there():
    past = [earlier(LOG, row, LOG.item) for row in range(len(LOG))]

    np.testing.assert_allclose(np.expm1(column(LOG, "item seen")), [len(p) for p in past], atol=1e-4)
    np.testing.assert_allclose(
        column(LOG, "item lag 2"), [LOG.score[p[-2]] - 0.5 if len(p) > 1 else 0.0 for p in past]
    )


def test_time_since_the_last_attempt_is_there_where_times_are_given():
    past = [earlier(LOG, row, LOG.item) for row in range(len(LOG))]
    gaps = [LOG.at[row] - LOG.at[p[-1]] if p else -1.0 for row, p in enumerate(past)]

    found = column(LOG, "item gap seconds")

    np.testing.assert_allclose(np.where(found < 0, -1.0, np.expm1(found)), gaps, rtol=1e-4)
    assert (column(replace(LOG, at=np.full(len(LOG), UNKNOWN)), "item gap seconds") == -1).all()


def test_a_row_of_two_skills_has_the_mean_of_both():
    starts = LOG.skill_starts
    own = [set(LOG.skill[starts[row] : starts[row + 1]]) for row in range(len(LOG))]
    wins = [
        np.mean([sum(LOG.score[k] for k in earlier(LOG, row, None) if skill in own[k]) for skill in own[row]])
        for row in range(len(LOG))
    ]

    np.testing.assert_allclose(np.expm1(column(LOG, "skill wins")), wins, atol=1e-4)


@given(scores=st.lists(st.sampled_from([0.0, 1.0, 0.5, UNKNOWN]), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_a_streak_is_the_run_of_equal_outcomes_just_before(scores):
    log = replace(LOG.taken(np.arange(len(scores))), score=np.array(scores))
    log = replace(log, worker=np.zeros(len(scores), dtype=np.int64))

    found = column(log, "worker streak")

    for row in range(len(scores)):
        assert np.sign(found[row]) * np.expm1(abs(found[row])) == pytest.approx(_run(scores[:row]), abs=1e-4)


def _run(past):
    signs = [0 if score != score else np.sign(score - 0.5) for score in past]
    length = 0
    while length < len(signs) and signs[-1 - length] == signs[-1] != 0:
        length += 1
    return length * signs[-1] if signs else 0


def test_surprises_halve_with_every_half_life_of_rows():
    values, one = np.random.default_rng(0).normal(size=20), np.zeros(20, dtype=np.int64)

    found = recency.faded(meetings.slots(one, one, PLAIN), values, recency.HALF_LIVES, PLAIN)

    for half, plane in zip(recency.HALF_LIVES, found, strict=True):
        sums = [sum(values[k] * 0.5 ** ((row - k) / half) for k in range(row)) for row in range(20)]
        np.testing.assert_allclose(plane, sums, atol=1e-5)


def test_codes_far_apart_group_as_well():
    wide = replace(LOG, item=LOG.item * 10**11)

    np.testing.assert_array_equal(column(wide, "item wins"), column(LOG, "item wins"))
