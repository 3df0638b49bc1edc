"""What to do next: a covering problem over task types, solved greedily and anew for every page.

Each goal skill s lacks deficit d_s = b_s + z(.8) sd_s - m_s. An attempt at type k makes progress
min(d_s, gain + z(.8) (sd_s - sd'_s)) on it: learning, and knowing better. Progress is counted in the minutes
it saves: a logit of s is worth what it costs at the best available rate, its price. Greedy takes the most
minutes saved for a minute, which is Wolsey's (1982) rule for submodular covering with prices from the
covering's dual.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from escalera.engine.arriving import GATE_DOUBT, SKILL, Rows, gate, in_zone, unmet
from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.memory import MISS
from escalera.engine.normal import Z_READY

CERTAINTY_BELOW = 0.2
# The effect of a skill whose prerequisite is missing: this share of its gains does not arrive.
SHUT = -0.8
# How likely it is that a skill needs one that nobody declared or measured, all candidates together.
UNDECLARED = 0.3
MOST_ATTENTION = 6.0
LEAST_OPEN = 0.05
# From this Bayes factor on a skill counts as stalled.
STALLED = 1.5
# Each miss in a row beyond a few adds this much to the logarithm of that factor.
FEW_MISSES, PER_MISS = 3, 0.4
# How far above the level at which a prerequisite probably opens it is wanted, in logits.
MARGIN = 0.3
# Where nobody says what pay is worth, what a usual paid attempt earns counts for this share of its time.
EARNINGS_SHARE = 0.06


@dataclass(frozen=True)
class Need:
    """What is still wanted of each skill, shape (K,): the aimed difficulty (-inf: nothing), its attention (1
    for a goal, more or less for what may unlock one), the share of gains that prerequisites let through
    (`gate`), the price of a logit in minutes, and the goal skill it is wanted for."""

    aim: FloatArray
    attention: FloatArray
    gate: FloatArray
    price: FloatArray
    wanted_for: IntArray

    def deficit(self, mean: FloatArray, deviation: FloatArray) -> FloatArray:
        """Return d_s = b_s + z(.8) sd_s - m_s, at least 0, shape (K,)."""
        lacking: FloatArray = np.maximum(self.aim + Z_READY * deviation - mean, 0.0)
        return lacking


def need(
    belief: Belief,
    target: FloatArray,
    *,
    rows: Rows,
    catalogue: Catalogue,
    cost: FloatArray,
    factor: FloatArray,
) -> Need:
    """Return what the goal asks of each skill now; target (K,) in logits, -inf where nothing is asked.

    cost (T,) is what an attempt costs in minutes, factor (T, R) what this worker's effects make of each gain.
    A skill that may be holding a goal skill back (declared, learned, or suspected because practice stalls)
    gets attention in the measure of the minutes it is expected to save for each minute spent on it.
    """
    aim, wanted_for = target.copy(), np.arange(target.size)
    attention = np.isfinite(target).astype(np.float64)
    lacking = np.maximum(target + Z_READY * belief.deviation - belief.mean, 0.0)
    price = prices(belief, target, rows=rows, cost=cost, factor=factor, catalogue=catalogue)
    unlocking = _Unlocking(belief, rows, catalogue, price)
    front = [int(at) for at in np.flatnonzero(lacking > 0)]
    worth = np.where(lacking > 0, 1.0, 0.0)
    unlocking.spread(front, lacking, worth, aim, attention, wanted_for)
    return Need(aim=aim, attention=attention, gate=gate(belief, rows), price=price, wanted_for=wanted_for)


def prices(
    belief: Belief,
    target: FloatArray,
    *,
    rows: Rows,
    cost: FloatArray,
    factor: FloatArray,
    catalogue: Catalogue,
) -> FloatArray:
    """Return what a logit of each skill costs at the best available rate, (K,) minutes: no repetition, best
    fitting type on the way from here to the level, prerequisites met."""
    skill, weight = rows.skill, rows.weight
    mean = belief.mean[skill]
    z = (weight * mean).sum(axis=1) - rows.difficulty
    way = weight * np.maximum(np.where(np.isfinite(target), target, 0.0) - belief.mean, 0.0)[skill]
    fitting = np.clip(rows.form.zone_peak, z[:, None], z[:, None] + way)
    rate = rows.gain * factor * rows.form.zone(fitting) * rows.form.room(mean) / cost[:, None]
    best = np.zeros(target.size)
    np.maximum.at(best, skill.ravel(), rate.ravel())
    usual = float(best.sum()) / max(float((best > 0).sum()), 1.0) or 1.0
    price: FloatArray = 1.0 / np.maximum(best, 0.05 * usual)
    return price


class _Unlocking:
    """Which skills may hold others back, and what raising them is worth."""

    def __init__(self, belief: Belief, rows: Rows, catalogue: Catalogue, price: FloatArray) -> None:
        self._belief, self._rows, self._catalogue, self._price = belief, rows, catalogue, price

    @cached_property
    def _low(self) -> FloatArray:
        return unmet(self._belief, self._rows.form.gate_level)

    def spread(
        self,
        front: list[int],
        lacking: FloatArray,
        worth: FloatArray,
        aim: FloatArray,
        attention: FloatArray,
        wanted_for: IntArray,
    ) -> None:
        """Give attention to whatever may hold the skills in `front` back, and to what holds that back."""
        seen = set(front)
        while front:
            skill = front.pop(0)
            shut = self._shut(skill)
            if shut is None:
                continue
            saved = worth[skill] * lacking[skill] * self._price[skill]
            saved *= (1.0 - self._rows.form.gate_floor) / max(self._rows.form.gate_floor, 0.15)
            likely = np.flatnonzero(shut > 0.02)
            for other in likely.tolist():
                lower = self._level(shut[other])
                deviation = float(np.sqrt(self._belief.covariance[other, other]))
                distance = max(lower + Z_READY * deviation - float(self._belief.mean[other]), 0.2)
                value = min(shut[other] * saved / (distance * self._price[other]), MOST_ATTENTION)
                if not np.isfinite(aim[other]) and value > 0.05:
                    wanted_for[other] = wanted_for[skill]
                aim[other] = max(aim[other], lower)
                if value > attention[other]:
                    attention[other] = value
                if other not in seen and value > 0.3:
                    seen.add(other)
                    lacking[other], worth[other] = distance, min(value, 1.0)
                    front.append(other)

    def _level(self, shut: float) -> float:
        """Return the level to bring a suspect to: where it probably opens, higher when suspicion stays."""
        return self._rows.form.gate_level + MARGIN + GATE_DOUBT * min(shut, 1.0)

    def _shut(self, skill: int) -> FloatArray | None:
        """Return the probability (K,) that each skill is what holds this one back now; None: nothing does."""
        stalled = stall(self._belief, skill, self._catalogue)
        pairs = self._rows.needs[:, 0] == skill if len(self._rows.needs) else np.zeros(0, dtype=np.bool_)
        # Without any sign of a stall nobody chases what nobody declared.
        if stalled <= STALLED and not pairs.any():
            return None
        undeclared = UNDECLARED if stalled > STALLED else 0.0
        prior = np.full(self._low.size, undeclared / max(self._low.size - 1, 1))
        prior[self._rows.needs[pairs, 1]] = self._rows.probability[pairs]
        prior[skill] = 0.0
        odds = prior * self._low
        usual, odds = float(odds.sum()), odds * stalled
        shut: FloatArray = odds / max(1.0, 1.0 - usual + float(odds.sum()))
        return shut


def stall(belief: Belief, skill: int, catalogue: Catalogue) -> float:
    """Return the Bayes factor for "something is missing" from this worker's share of the skill's gains
    (Savage and Dickey's density ratio), and from misses in a row, where nothing can be learned any more."""
    effects, name = belief.effects, f"skill:{catalogue.skills[skill]}"
    if name not in effects.names:
        return 1.0
    at = effects.names.index(name)
    mean, variance = float(effects.mean[at]), max(float(effects.covariance[at, at]), 1e-4)
    now = -0.5 * (SHUT - mean) ** 2 / variance - 0.5 * math.log(variance)
    before = -0.5 * SHUT**2 / SKILL**2 - math.log(SKILL)
    hopeless = PER_MISS * max(_missed(belief, skill, catalogue) - FEW_MISSES, 0)
    return math.exp(min(max(now - before + hopeless, -6.0), 6.0))


def _missed(belief: Belief, skill: int, catalogue: Catalogue) -> int:
    """Return how many of the last attempts at types that ask for this skill most were missed in a row."""
    count = 0
    for seen in reversed(belief.memory.recent):
        if (
            catalogue.holds(seen.task_type)
            and catalogue.main_skills[catalogue.type_at(seen.task_type)] == skill
        ):
            if seen.score >= MISS:
                break
            count += 1
    return count


def has_stalled(belief: Belief, skills: IntArray, catalogue: Catalogue) -> bool:
    """Return whether practice of any of these skills shows signs that something is missing."""
    return any(stall(belief, int(at), catalogue) > STALLED for at in skills)


@dataclass(frozen=True)
class Appraisal:
    """Progress of each looked-at type: gain (N, R) in logits, the minutes it saves (N,) and their deviation
    (N,)."""

    gain: FloatArray
    total: FloatArray
    deviation: FloatArray


def appraise(
    belief: Belief, wanted: Need, *, rows: Rows, variety: FloatArray, factor: FloatArray
) -> Appraisal:
    """Return the minutes that one attempt at each of the types in `rows` (N of them) is expected to save.

    variety (N,) is the share of gains left after repetition, factor (N, R) this worker's effects on each gain.
    """
    skill, weight = rows.skill, rows.weight
    mean, spread = belief.mean[skill], np.diagonal(belief.covariance)[skill]
    z, doubt = (weight * mean).sum(axis=1) - rows.difficulty, (weight**2 * spread).sum(axis=1)
    arrives = (in_zone(rows.form, z, doubt) * variety)[:, None] * factor
    arrives *= (rows.form.room(belief.mean) * wanted.gate)[skill]
    cut = _variance_cut(weight, spread, doubt, z, rows.chance)
    clearer = np.sqrt(spread) - np.sqrt(np.maximum(spread - cut, 0.0))
    lacking = wanted.deficit(belief.mean, belief.deviation)[skill]
    # Below its level, knowing a skill better brings nobody there; above it, that is all that is left.
    certainty = np.where(belief.mean >= wanted.aim, 1.0, CERTAINTY_BELOW)[skill] * Z_READY * clearer
    gain = rows.gain * arrives
    # What is practised beyond the level is lost: d E[(b - theta)+] / dm = P(theta < b).
    open_still = np.maximum(1.0 - belief.reached(wanted.aim), LEAST_OPEN)
    worth = (wanted.attention * wanted.price * open_still)[skill]
    worth = worth * ((lacking > 0) & ((weight > 0) | (gain > 0)))
    total = (np.minimum(gain + certainty, lacking) * worth).sum(axis=1)
    unsure = np.sqrt((rows.variance * (arrives * worth) ** 2).sum(axis=1))
    return Appraisal(gain=gain, total=total, deviation=unsure)


def _variance_cut(
    weight: FloatArray, spread: FloatArray, doubt: FloatArray, z: FloatArray, chance: FloatArray
) -> FloatArray:
    ability = 1.0 / (1.0 + np.exp(-z))
    right = chance + (1.0 - chance) * ability
    information = ((1.0 - chance) * ability * (1.0 - ability)) ** 2 / np.maximum(right * (1.0 - right), 1e-9)
    cut: FloatArray = (weight * spread) ** 2 * (information / (1.0 + doubt * information))[:, None]
    return cut


def costs(seconds: FloatArray, pay: FloatArray, *, earnings_weight: float) -> FloatArray:
    """Return the cost of an attempt in minutes: time minus earnings_weight (minutes a unit of pay), at
    least a fifth."""
    minutes = seconds / 60.0
    cost: FloatArray = np.maximum(minutes - earnings_weight * pay, 0.2 * minutes)
    return cost


def usual_weight(seconds: FloatArray, pay: FloatArray) -> float:
    """Return how many minutes a unit of pay is worth by default; 0 where nothing pays.

    Seconds and pay (T,): a type of the median pay for its time counts 6 % shorter, in whatever unit pay is given.
    """
    paid = pay > 0
    if not paid.any():
        return 0.0
    return EARNINGS_SHARE / float(np.median(pay[paid] * 60.0 / seconds[paid]))
