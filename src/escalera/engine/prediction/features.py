"""The columns the heads read: easiness, filtered belief, situations, counts and recent history."""

from __future__ import annotations

import numpy as np

from escalera.engine.prediction import contexts, filtering, recency
from escalera.engine.prediction.attempts import Floats
from escalera.engine.prediction.histories import Timeline
from escalera.engine.prediction.ladder import SLOW, Ladder

Columns = dict[str, Floats]

FAST = filtering.Drift(ability=0.6, ability_step=0.02, skill=1.0, skill_step=0.08)


def describe(timeline: Timeline, ladder: Ladder) -> Columns:
    """Every column (N,) of every row, from the ladder and the worker's earlier rows."""
    columns = easiness(timeline, ladder)
    columns |= belief(timeline, columns["ease"])
    columns |= situations(timeline, ladder, columns["slow ability"])
    columns |= counts(timeline)
    columns |= recency.describe(timeline, 1.0 / (1.0 + np.exp(-columns["ease"])))
    return columns


def easiness(timeline: Timeline, ladder: Ladder) -> Columns:
    attempts = timeline.attempts
    return {
        "typical ease": ladder.typical(attempts),
        "type support": np.log1p(ladder.task_type.support_of(attempts.task_type)),
        "item ease": ladder.item.of(attempts.item),
        "item support": np.log1p(ladder.item.support_of(attempts.item)),
        "ease": ladder.ease(attempts),
    }


def belief(timeline: Timeline, ease: Floats) -> Columns:
    """Filtered ability and skill under slow and fast change."""
    columns: Columns = {}
    for name, drift in (("slow", SLOW), ("fast", FAST)):
        held = filtering.run(timeline.attempts, timeline.order, ease, drift)
        columns[f"{name} logit"] = ease + held[:, 0] + held[:, 2]
        for place, part in enumerate(("ability", "ability variance", "skill", "skill variance")):
            columns[f"{name} {part}"] = held[:, place]
    return columns


def situations(timeline: Timeline, ladder: Ladder, ability: Floats) -> Columns:
    columns: Columns = {}
    for name, keys in contexts.keys(timeline, ability).items():
        columns[name] = ladder.situations[name].of(keys)
        columns[f"{name} support"] = np.log1p(ladder.situations[name].support_of(keys))
    run = contexts.block(timeline)
    columns["block seen"] = np.log1p(run.seen)
    columns["block share"] = (run.wins + 1.0) / (run.seen + 2.0)
    columns["earlier block seen"] = np.log1p(run.earlier_seen)
    columns["earlier block share"] = (run.earlier_wins + 1.0) / (run.earlier_seen + 2.0)
    return columns


def counts(timeline: Timeline) -> Columns:
    """Log counts of wins, fails and exposures: worker, task type, item and skill."""
    score = np.nan_to_num(timeline.attempts.score)
    fail = np.where(timeline.attempts.known, 1.0 - score, 0.0)
    columns: Columns = {}
    for name, groups in (("worker", timeline.worker), ("type", timeline.task_type), ("item", timeline.item)):
        columns |= _tally(name, groups.total(score), groups.total(fail), groups.count())
    return columns | _tally(
        "skill",
        timeline.skill_total(score),
        timeline.skill_total(fail),
        timeline.skill_count(),
    )


def _tally(name: str, wins: Floats, fails: Floats, seen: Floats) -> Columns:
    return {
        f"{name} wins": np.log1p(wins),
        f"{name} fails": np.log1p(fails),
        f"{name} seen": np.log1p(seen),
        f"{name} share": (wins + 1.0) / (wins + fails + 2.0),
    }
