"""The situations a row can be in, each named by one integer key: what it is, and what the worker just did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction.attempts import Attempts, Floats, Ints
from escalera.engine.prediction.histories import Groups, Timeline

# How many rows' worth of doubt (on the scale of p (1 - p)) shrinks the effect of each kind of situation.
RIDGE = {
    "item after": 4.0,
    "item after skill": 4.0,
    "item by ability": 4.0,
    "item practised": 5.0,
    "item again": 5.0,
    "follows": 4.0,
    "follows after": 4.0,
    "second after": 5.0,
    "skills after": 6.0,
    "practice": 6.0,
    "progress": 5.0,
    "last three": 5.0,
    "block": 5.0,
    "block and before": 5.0,
    "block and last three": 5.0,
    "after block": 5.0,
    "place after block": 5.0,
}
ABSENT = 4.0


@dataclass(frozen=True)
class Block:
    """The run of a worker's rows on one set of skills that a row stands in, and the run before it."""

    wins: Floats  # (N,) in this block before the row
    seen: Floats
    earlier_skills: Ints  # (N,) the skill set of the block before, -1 where there is none
    earlier_wins: Floats
    earlier_seen: Floats


def block(timeline: Timeline) -> Block:
    attempts, worker = timeline.attempts, timeline.worker
    skills, score = attempts.skill_set(), np.nan_to_num(attempts.score)
    last = worker.lagged_code(skills)
    begins = (last != skills) | (worker.count() == 0)
    run = np.empty(len(attempts), dtype=np.int64)
    run[timeline.order] = np.cumsum(begins[timeline.order])
    groups = Groups(run)
    wins, seen = groups.total(score), groups.count()
    first = groups.first()
    earlier = (worker.lagged(wins + score)[first], worker.lagged(seen + 1.0)[first])
    return Block(wins, seen, last[first], *earlier)


def keys(timeline: Timeline, ability: Floats) -> dict[str, Ints]:
    """The key of each row (N,) for every kind of situation, from earlier rows only."""
    run = block(timeline)
    return _by_item(timeline, ability) | _by_practice(timeline, run) | _by_block(timeline, run)


def outcome(attempts: Attempts) -> Floats:
    """Wrong 0, half right 1, right 2, unknown 3 (N,)."""
    return np.where(attempts.known, np.round(np.nan_to_num(attempts.score) * 2.0), 3.0)


def _by_item(timeline: Timeline, ability: Floats) -> dict[str, Ints]:
    attempts, worker, item = timeline.attempts, timeline.worker, timeline.attempts.item
    code = outcome(attempts)
    last = _code(worker.lagged(code, 1, ABSENT))
    last_item = worker.lagged_code(item)
    on_skill = bucket(timeline.skill_lagged(code, 1, ABSENT), 0.5, 1.5, 2.5, 3.5)
    again = _code(timeline.item.lagged(code, 1, ABSENT))
    return {
        "item after": mixed(item, last),
        "item after skill": mixed(item, on_skill),
        "item by ability": mixed(item, bucket(ability, -0.6, -0.2, 0.2, 0.6)),
        "item again": mixed(item, again, bucket(timeline.item.count(), 0.5, 1.5, 3.5)),
        "follows": mixed(last_item, item),
        "follows after": mixed(last_item, item, last),
        "second after": mixed(worker.lagged_code(last_item), item),
    }


def _by_practice(timeline: Timeline, run: Block) -> dict[str, Ints]:
    attempts, worker = timeline.attempts, timeline.worker
    skills, code, score = attempts.skill_set(), outcome(attempts), np.nan_to_num(attempts.score)
    wins = timeline.skill_total(score)
    fails = timeline.skill_count() - wins
    edges = (0.5, 1.5, 2.5, 4.5, 8.5, 16.5)
    lags = [_code(timeline.skill_lagged(code, k, ABSENT)) for k in (1, 2, 3)]
    outside = bucket(wins - run.wins, 0.5, 2.5), bucket(wins + fails - run.seen, 0.5, 2.5)
    return {
        "item practised": mixed(attempts.item, bucket(wins, 0.5, 1.5, 3.5), bucket(fails, 0.5, 1.5, 3.5)),
        "skills after": mixed(worker.lagged_code(skills), skills, _code(worker.lagged(code, 1, ABSENT))),
        "practice": mixed(skills, bucket(wins, *edges), bucket(fails, *edges)),
        "progress": mixed(skills, bucket(worker.count(), 0.5, 3.5, 10.5, 30.5, 100.5, 300.5, 1000.5)),
        "last three": mixed(skills, *lags),
        "block and before": mixed(_block_key(skills, run), *outside),
    }


def _by_block(timeline: Timeline, run: Block) -> dict[str, Ints]:
    attempts = timeline.attempts
    skills, code = attempts.skill_set(), outcome(attempts)
    lags = [_code(timeline.worker.lagged(code, lag, ABSENT)) for lag in (1, 2, 3)]
    place = np.minimum(run.seen, 4.0)
    share = bucket(run.earlier_wins / np.maximum(run.earlier_seen, 1.0), 0.01, 0.34, 0.67, 0.99)
    return {
        "block": _block_key(skills, run),
        "block and last three": mixed(skills, *lags, _code(np.minimum(place, 3.0))),
        "after block": mixed(skills, run.earlier_skills, bucket(run.earlier_seen, 0.5, 1.5, 3.5, 6.5), share),
        "place after block": mixed(skills, run.earlier_skills, _code(place)),
    }


def _block_key(skills: Ints, run: Block) -> Ints:
    edges = (0.5, 1.5, 2.5, 3.5, 5.5, 8.5)
    return mixed(skills, bucket(run.wins, *edges), bucket(run.seen - run.wins, *edges))


def mixed(*columns: Ints) -> Ints:
    """One key (N,) for several integer columns, by multiplying and shifting: the same in every log."""
    key = np.zeros(columns[0].size, dtype=np.int64)
    for column in columns:
        key = (key ^ (column + np.int64(0x51ED27))) * np.int64(-7046029254386353131)
        key ^= key >> 31
    return key


def bucket(values: Floats, *edges: float) -> Ints:
    return np.searchsorted(np.asarray(edges), values, side="right").astype(np.int64)


def _code(values: Floats) -> Ints:
    return np.asarray(np.round(values), dtype=np.int64)
