"""The columns the heads read for each row: worker-free easiness, filtered belief and what came before."""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction import filtering
from escalera.engine.prediction.attempts import Floats
from escalera.engine.prediction.histories import Groups, Timeline
from escalera.engine.prediction.ladder import SLOW, Ladder, context_keys

Columns = dict[str, Floats]

HALF_LIVES = (1.5, 4.0, 12.0, 40.0)
FAST = filtering.Drift(ability=0.6, ability_step=0.02, skill=1.0, skill_step=0.08)


def describe(timeline: Timeline, ladder: Ladder) -> Columns:
    """Every column of every row, from the ladder and the worker's earlier rows."""
    attempts, columns = timeline.attempts, Columns()
    easiness(timeline, ladder, columns)
    belief(timeline, columns)
    for name, keys in context_keys(timeline, columns["slow ability"]).items():
        columns[name] = ladder.contexts[name].of(keys)
        columns[f"{name} support"] = np.log1p(ladder.contexts[name].support_of(keys))
    expected = 1.0 / (1.0 + np.exp(-columns["ease"]))
    counts(timeline, columns)
    recent(timeline, np.where(attempts.known, np.nan_to_num(attempts.score) - expected, 0.0), columns)
    pace(timeline, columns)
    return columns


def easiness(timeline: Timeline, ladder: Ladder, columns: Columns) -> None:
    attempts = timeline.attempts
    columns["typical ease"] = ladder.typical(attempts)
    columns["item ease"] = ladder.item.of(attempts.item)
    columns["item support"] = np.log1p(ladder.item.support_of(attempts.item))
    columns["type support"] = np.log1p(ladder.task_type.support_of(attempts.task_type))
    columns["ease"] = ladder.ease(attempts)


def belief(timeline: Timeline, columns: Columns) -> None:
    """Filtered ability and skill under slow and fast change."""
    for name, drift in (("slow", SLOW), ("fast", FAST)):
        held = filtering.run(timeline.attempts, timeline.order, columns["ease"], drift)
        columns[f"{name} logit"] = columns["ease"] + held[:, 0] + held[:, 2]
        for place, part in enumerate(("ability", "ability variance", "skill", "skill variance")):
            columns[f"{name} {part}"] = held[:, place]


def counts(timeline: Timeline, columns: Columns) -> None:
    """Log counts of wins, fails and exposures: worker, skill, task type, item."""
    score = np.nan_to_num(timeline.attempts.score)
    fail = np.where(timeline.attempts.known, 1.0 - score, 0.0)
    for name, groups in (("worker", timeline.worker), ("type", timeline.task_type), ("item", timeline.item)):
        wins, fails = groups.total(score), groups.total(fail)
        columns |= _tally(name, wins, fails, groups.count())
    columns |= _tally(
        "skill",
        timeline.over_skills(lambda g, p: g.total(score[p])),
        timeline.over_skills(lambda g, p: g.total(fail[p])),
        timeline.over_skills(lambda g, p: g.count()),
    )


def _tally(name: str, wins: Floats, fails: Floats, seen: Floats) -> Columns:
    return {
        f"{name} wins": np.log1p(wins),
        f"{name} fails": np.log1p(fails),
        f"{name} seen": np.log1p(seen),
        f"{name} share": (wins + 1.0) / (wins + fails + 2.0),
    }


def recent(timeline: Timeline, residual: Floats, columns: Columns) -> None:
    """Decayed residuals at several half-lives, lags, streaks and gaps."""
    attempts = timeline.attempts
    sign = np.where(attempts.known, np.nan_to_num(attempts.score) - 0.5, 0.0)
    known = attempts.known.astype(float)
    for half in HALF_LIVES:
        columns[f"worker residual {half}"] = timeline.worker.decayed(residual, half)
        columns[f"skill residual {half}"] = timeline.over_skills(
            lambda g, p, h=half: g.decayed(residual[p], h)
        )
        columns[f"worker scored {half}"] = timeline.worker.decayed(known, half)
    columns["worker streak"] = _damped(timeline.worker.streak(sign))
    columns["skill streak"] = _damped(timeline.over_skills(lambda g, p: g.streak(sign[p])))
    for lag in (1, 2, 3):
        columns[f"worker lag {lag}"] = timeline.worker.lagged(sign, lag)
        columns[f"skill lag {lag}"] = timeline.over_skills(lambda g, p, k=lag: g.lagged(sign[p], k))
    columns["item lag"] = timeline.item.lagged(sign)
    columns["item residual"] = timeline.item.decayed(residual, 2.0)
    columns["type residual"] = timeline.task_type.decayed(residual, 12.0)
    _gaps(timeline, columns)


def _damped(run: Floats) -> Floats:
    return np.sign(run) * np.log1p(np.abs(run))


def _gaps(timeline: Timeline, columns: Columns) -> None:
    """How many of the worker's rows, and how much time, since the skill, the item and the worker were last seen."""
    place = timeline.worker.count()
    at = timeline.attempts.at
    for name, now in (("rows", place), ("time", at)):
        columns[f"skill gap {name}"] = _since(
            now, timeline.over_skills(lambda g, p, n=now: g.lagged(n[p], 1, np.nan))
        )
        columns[f"item gap {name}"] = _since(now, timeline.item.lagged(now, 1, np.nan))
        columns[f"worker gap {name}"] = _since(now, timeline.worker.lagged(now, 1, np.nan))


def _since(now: Floats, then: Floats) -> Floats:
    return np.nan_to_num(np.log1p(np.maximum(now - then, 0.0)), nan=-1.0)


def pace(timeline: Timeline, columns: Columns) -> None:
    """Seconds of earlier attempts and help taken in them."""
    attempts = timeline.attempts
    log = np.log1p(np.clip(attempts.seconds, 0.0, 3600.0))
    timed = ~np.isnan(log)
    log = np.nan_to_num(log)
    columns["last seconds"] = timeline.worker.lagged(log)
    columns["skill seconds"] = timeline.over_skills(lambda g, p: g.lagged(log[p]))
    weight = timeline.worker.decayed(timed * 1.0, 8.0)
    columns["usual seconds"] = timeline.worker.decayed(log, 8.0) / np.maximum(weight, 1e-9)
    helped = np.nan_to_num(attempts.help)
    columns["last help"] = timeline.worker.lagged(helped)
    columns["usual help"] = timeline.worker.decayed(helped, 8.0)
    columns["skill help"] = timeline.over_skills(lambda g, p: g.decayed(helped[p], 4.0))
