"""Columns of what a worker did lately: decayed surprises, lags, streaks, gaps, pace and help."""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction.attempts import Floats
from escalera.engine.prediction.histories import Timeline

Columns = dict[str, Floats]

HALF_LIVES = (1.5, 4.0, 12.0, 40.0)  # rows
HOUR, DAY, WEEK = 3600.0, 86400.0, 604800.0


def describe(timeline: Timeline, expected: Floats) -> Columns:
    """All columns (N,); `expected` (N,) is the worker-free probability of success."""
    attempts = timeline.attempts
    surprise = np.where(attempts.known, np.nan_to_num(attempts.score) - expected, 0.0)
    lean = np.where(attempts.known, np.nan_to_num(attempts.score) - 0.5, 0.0)
    return (
        surprises(timeline, surprise)
        | fading(timeline, surprise)
        | lags(timeline, lean)
        | gaps(timeline)
        | pace(timeline)
    )


def surprises(timeline: Timeline, surprise: Floats) -> Columns:
    known = timeline.attempts.known.astype(float)
    columns: Columns = {}
    for half in HALF_LIVES:
        columns[f"worker surprise {half}"] = timeline.worker.decayed(surprise, half)
        columns[f"worker scored {half}"] = timeline.worker.decayed(known, half)
        columns[f"skill surprise {half}"] = timeline.skill_decayed(surprise, half)
    columns["type surprise"] = timeline.task_type.decayed(surprise, 12.0)
    columns["item surprise"] = timeline.item.decayed(surprise, 2.0)
    return columns


def fading(timeline: Timeline, surprise: Floats) -> Columns:
    """Surprises and exposures forgotten by the clock instead of by rows."""
    at, ones = timeline.attempts.at, np.ones(len(timeline.attempts))
    columns: Columns = {}
    for name, half in (("hour", HOUR), ("day", DAY), ("week", WEEK)):
        for what, values in (("surprise", surprise), ("seen", ones)):
            columns[f"item {what} {name}"] = np.log1p(timeline.item.faded(values, at, half).clip(-0.9))
            columns[f"skill {what} {name}"] = timeline.skill_faded(values, at, half)
    for name, half in (("hour", HOUR), ("day", DAY)):
        columns[f"worker seen {name}"] = np.log1p(timeline.worker.faded(ones, at, half))
        columns[f"worker surprise {name}"] = timeline.worker.faded(surprise, at, half)
    return columns


def lags(timeline: Timeline, lean: Floats) -> Columns:
    sign = np.sign(lean)
    columns = {
        "worker streak": _damped(timeline.worker.streak(sign)),
        "item streak": _damped(timeline.item.streak(sign)),
        "skill streak": _damped(timeline.over_skills(lambda groups, rows: groups.streak(sign[rows]))),
    }
    for lag in (1, 2, 3):
        columns[f"worker lag {lag}"] = timeline.worker.lagged(lean, lag)
        columns[f"item lag {lag}"] = timeline.item.lagged(lean, lag)
        columns[f"skill lag {lag}"] = timeline.skill_lagged(lean, lag)
    return columns


def gaps(timeline: Timeline) -> Columns:
    """Rows and seconds since the worker, the skill and the item were last seen, log(1 + gap), -1 if never."""
    columns: Columns = {}
    for name, now in (("rows", timeline.worker.count()), ("seconds", timeline.attempts.at)):
        columns[f"worker gap {name}"] = _since(now, timeline.worker.lagged(now, 1, np.nan))
        columns[f"item gap {name}"] = _since(now, timeline.item.lagged(now, 1, np.nan))
        columns[f"skill gap {name}"] = _since(now, timeline.skill_lagged(now, 1, np.nan))
    return columns


def pace(timeline: Timeline) -> Columns:
    """Seconds of earlier attempts and help taken in them."""
    attempts = timeline.attempts
    log = np.log1p(np.clip(attempts.seconds, 0.0, 3600.0))
    timed, log = (~np.isnan(log)).astype(float), np.nan_to_num(log)
    helped = np.nan_to_num(attempts.help)
    weight = timeline.worker.decayed(timed, 8.0)
    return {
        "last seconds": timeline.worker.lagged(log),
        "usual seconds": timeline.worker.decayed(log, 8.0) / np.maximum(weight, 1e-9),
        "skill seconds": timeline.skill_lagged(log),
        "last help": timeline.worker.lagged(helped),
        "usual help": timeline.worker.decayed(helped, 8.0),
        "skill help": timeline.skill_decayed(helped, 4.0),
    }


def _damped(run: Floats) -> Floats:
    return np.sign(run) * np.log1p(np.abs(run))


def _since(now: Floats, then: Floats) -> Floats:
    return np.nan_to_num(np.log1p(np.maximum(now - then, 0.0)), nan=-1.0)
