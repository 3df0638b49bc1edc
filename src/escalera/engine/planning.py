"""What to do next: a covering problem over task types, solved greedily and anew for every page.

Each goal skill s lacks deficit d_s = b_s + z(.8) sd_s - m_s. An attempt at type k makes progress
min(d_s, gain + z(.8) (sd_s - sd'_s)) on it: learning, and knowing better. Greedy takes the most progress
for its cost, which is Wolsey's (1982) rule for submodular covering.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from escalera.engine.belief import Belief
from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray
from escalera.engine.gains import Gains, room, zone
from escalera.engine.normal import Z_READY, above

MOST_SKILLS_A_TYPE = 8
# A prerequisite is wanted a quarter of the scale below the skill that needs it.
PREREQUISITE_STEP = 1.5
# Below this share of hoped-for gains a skill has stalled; lower skills get this much of its attention.
STALLED = 0.5
SUSPICION = 0.5
CERTAINTY_BELOW = 0.2
SAME_TYPE_AGAIN = 0.85
SAME_FAMILY_AGAIN = 0.95


@dataclass(frozen=True)
class Rows:
    """Weights and gains in padded sparse rows, shape (T, R) with R <= 8; `skill` holds the columns."""

    skill: IntArray
    weight: FloatArray
    gain: FloatArray
    variance: FloatArray

    @classmethod
    def of(cls, catalogue: Catalogue, gains: Gains) -> Rows:
        """Keep each type's strongest skills (by weight and gain)."""
        strength = catalogue.weights + np.abs(gains.mean) / max(float(np.max(gains.mean, initial=0.0)), 1e-9)
        width = int(min(MOST_SKILLS_A_TYPE, max(1, int((strength > 0).sum(axis=1).max(initial=1)))))
        skill = np.argpartition(-strength, min(width, strength.shape[1]) - 1, axis=1)[:, :width]
        rows = np.arange(len(skill))[:, None]
        return cls(
            skill=skill.astype(np.int64),
            weight=catalogue.weights[rows, skill],
            gain=gains.mean[rows, skill],
            variance=gains.variance[rows, skill],
        )

    def only(self, rows: IntArray) -> Rows:
        """Return a few of the rows."""
        return Rows(self.skill[rows], self.weight[rows], self.gain[rows], self.variance[rows])


@dataclass(frozen=True)
class Need:
    """What is still wanted of each skill, shape (K,): the aimed difficulty, its attention in [0, 1], the
    share of gains that arrives (`gate`: unmet prerequisites and stalls), and the goal skill it is wanted
    for."""

    aim: FloatArray
    attention: FloatArray
    gate: FloatArray
    wanted_for: IntArray

    def deficit(self, mean: FloatArray, deviation: FloatArray) -> FloatArray:
        """Return d_s = b_s + z(.8) sd_s - m_s, at least 0, shape (K,)."""
        lacking: FloatArray = np.maximum(self.aim + Z_READY * deviation - mean, 0.0)
        return lacking


def need(
    belief: Belief, target: FloatArray, *, prerequisites: BoolArray, arrived: FloatArray | None = None
) -> Need:
    """Return what the goal asks of each skill now; target (K,) in logits, -inf where nothing is asked.

    Prerequisites of a skill that is not reached are wanted too, PREREQUISITE_STEP below it. When practice
    of a skill stalls (`arrived` (K,), the share of hoped-for gains that came true), its gains count for
    less and attention spreads to every lower skill: one of them may be a prerequisite nobody declared.
    """
    aim, wanted_for, attention = target.copy(), np.arange(target.size), np.isfinite(target).astype(np.float64)
    deviation = belief.deviation
    open_goals = np.flatnonzero(np.isfinite(target) & (belief.mean < target + Z_READY * deviation))
    _descend(list(open_goals), aim, wanted_for, attention, prerequisites)
    gate = _gate(belief, aim, prerequisites)
    if arrived is not None:
        gate = gate * arrived
        _spread(open_goals, arrived, aim, wanted_for, attention)
    return Need(aim=aim, attention=attention, gate=gate, wanted_for=wanted_for)


def _descend(
    front: list[int], aim: FloatArray, wanted_for: IntArray, attention: FloatArray, prerequisites: BoolArray
) -> None:
    while front:
        skill = front.pop()
        for earlier in np.flatnonzero(prerequisites[skill]):
            lower = aim[skill] - PREREQUISITE_STEP
            if lower > aim[earlier] + 1e-9:
                if not np.isfinite(aim[earlier]):
                    wanted_for[earlier] = wanted_for[skill]
                aim[earlier], attention[earlier] = lower, 1.0
                front.append(int(earlier))


def _spread(
    open_goals: IntArray, arrived: FloatArray, aim: FloatArray, wanted_for: IntArray, attention: FloatArray
) -> None:
    for skill in open_goals:
        if arrived[skill] >= STALLED:
            continue
        unasked = attention < 1.0
        lower = float(aim[skill]) - PREREQUISITE_STEP
        wanted_for[unasked & (aim < lower)] = skill
        aim[unasked] = np.maximum(aim[unasked], lower)
        attention[unasked] = np.maximum(attention[unasked], SUSPICION * (1.0 - arrived[skill]))


def _gate(belief: Belief, aim: FloatArray, prerequisites: BoolArray) -> FloatArray:
    gate = np.ones(aim.size)
    for skill in np.flatnonzero(prerequisites.any(axis=1) & np.isfinite(aim)):
        earlier = np.flatnonzero(prerequisites[skill])
        lower = np.full(earlier.size, aim[skill] - PREREQUISITE_STEP)
        met = above(lower, mean=belief.mean[earlier], deviation=belief.deviation[earlier])
        gate[skill] = 0.3 + 0.7 * float(met.min())
    return gate


@dataclass(frozen=True)
class Appraisal:
    """Progress of each looked-at type: rows (N,) of the catalogue, progress (N, R) in logits, its total
    (N,) and deviation (N,), success chance (N,)."""

    rows: IntArray
    progress: FloatArray
    total: FloatArray
    deviation: FloatArray
    success: FloatArray


def appraise(
    belief: Belief, wanted: Need, *, rows: Rows, among: IntArray, catalogue: Catalogue, variety: FloatArray
) -> Appraisal:
    """Return the progress one attempt at each of the types `among` (N,) is expected to make.

    variety (N,) is the share of gains left after repetition.
    """
    few = rows.only(among)
    mean, spread = belief.mean[few.skill], np.diagonal(belief.covariance)[few.skill]
    z = (few.weight * mean).sum(axis=1) - catalogue.difficulty[among]
    arrives = (zone(z) * variety)[:, None] * room(mean) * wanted.gate[few.skill]
    clearer = np.sqrt(spread) - np.sqrt(
        spread - _variance_cut(few.weight, spread, z, catalogue.chance[among])
    )
    lacking = wanted.deficit(belief.mean, belief.deviation)[few.skill]
    attention = wanted.attention[few.skill]
    # Below its level, knowing a skill better brings nobody there; above it, that is all that is left.
    certainty = np.where(belief.mean >= wanted.aim, 1.0, CERTAINTY_BELOW)[few.skill] * Z_READY * clearer
    progress = np.minimum(few.gain * arrives + certainty, lacking) * attention
    progress *= (lacking > 0) & ((few.weight > 0) | (few.gain > 0))
    unsure = np.sqrt((few.variance * arrives**2 * (attention * (lacking > 0)) ** 2).sum(axis=1))
    success = catalogue.chance[among] + (1 - catalogue.chance[among]) / (1 + np.exp(-z))
    return Appraisal(
        rows=among, progress=progress, total=progress.sum(axis=1), deviation=unsure, success=success
    )


def _variance_cut(weight: FloatArray, spread: FloatArray, z: FloatArray, chance: FloatArray) -> FloatArray:
    ability = 1.0 / (1.0 + np.exp(-z))
    right = chance + (1.0 - chance) * ability
    information = ((1.0 - chance) * ability * (1.0 - ability)) ** 2 / np.maximum(right * (1.0 - right), 1e-9)
    along = (weight**2 * spread).sum(axis=1)
    cut: FloatArray = (weight * spread) ** 2 * (information / (1.0 + along * information))[:, None]
    return cut


def costs(seconds: FloatArray, pay: FloatArray, *, earnings_weight: float) -> FloatArray:
    """Return the cost of an attempt in minutes: time minus earnings_weight (minutes a unit of pay), at
    least a fifth."""
    minutes = seconds / 60.0
    cost: FloatArray = np.maximum(minutes - earnings_weight * pay, 0.2 * minutes)
    return cost


def variety_of(
    catalogue: Catalogue, among: IntArray, recent: Mapping[str, int], families: Mapping[str, int]
) -> FloatArray:
    """Return the share of gains left after repetition, (N,), from counts of task types and families done
    lately."""
    again = np.ones(len(catalogue.task_types))
    codes = catalogue.family_codes
    for name, times in recent.items():
        again[catalogue.type_at(name)] *= SAME_TYPE_AGAIN**times
    for family, times in families.items():
        again[codes == codes[catalogue.families.index(family)]] *= SAME_FAMILY_AGAIN**times
    share: FloatArray = again[among]
    return share
