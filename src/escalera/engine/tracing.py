"""What an attempt changes in a belief: evidence from it, learning by it, and what it says about the learner."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from escalera.engine import arriving
from escalera.engine.arriving import Rows
from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.effects import Effects
from escalera.engine.memory import HIT, Seen

# What skills change by themselves between two attempts (logits squared): beliefs stay able to learn.
WANDER = 0.001
WANDER_FULL = 0.03
# What is left over of a gain's scatter from attempt to attempt, as a share of it.
SCATTER = 0.25
# What an attempt leaves of an effect; a skill that stalled may have been unlocked since.
SKILL_KEPT = 0.985
OTHERS_KEPT = 0.998


def attempted(
    belief: Belief,
    *,
    row: int,
    catalogue: Catalogue,
    rows: Rows,
    score: float | None,
    chance: float,
    trust: float,
    help: bool,
) -> Belief:
    """Return the belief after one attempt at the catalogue's task type `row`: evidence first, then learning.

    score in [0, 1], None where nobody has judged it yet (then only learning, and half of it).
    """
    weights, difficulty = catalogue.weights[row], float(catalogue.difficulty[row])
    ability = 1.0 / (1.0 + np.exp(difficulty - float(weights @ belief.mean)))
    informed, memory = belief, belief.memory
    if score is not None:
        informed = belief.update(
            weights, difficulty=difficulty, score=score, chance=chance, trust=trust, help=help
        )
        memory = memory.with_attempt(Seen(catalogue.task_types[row], catalogue.families[row], score, chance))
    share = trust * engagement(float(ability), chance=chance, score=score) * memory.better_than_guessing()
    return replace(_practised(informed, row, catalogue, rows, share), memory=memory)


def _practised(belief: Belief, row: int, catalogue: Catalogue, rows: Rows, share: float) -> Belief:
    started = arriving.starting(belief.effects, rows, row=row, catalogue=catalogue)
    belief = replace(belief, effects=started)
    at, one = rows.skill[row], np.array([row])
    left, times = arriving.again(catalogue, rows, belief.memory)
    usual = share * left[row] * usual_gain(belief, row, catalogue, rows)
    loads = arriving.loading(started, rows, row=row, times=float(times[row]), catalogue=catalogue)
    gained = usual * arriving.factor(started, rows, one, times[one], catalogue)[0]
    gain, unsure = np.zeros(belief.mean.size), np.zeros(belief.mean.size)
    gain[at] = gained
    unsure[at] = (SCATTER * gained) ** 2 + WANDER * np.minimum(usual / WANDER_FULL, 1.0)
    moved = usual > 0
    learnt = belief.practised(gain, variance=unsure, at=at[moved], loading=usual[moved, None] * loads[moved])
    return replace(learnt, effects=faded(learnt.effects))


def usual_gain(belief: Belief, row: int, catalogue: Catalogue, rows: Rows) -> FloatArray:
    """Return the gains (R,) of an attempt now, but for repetition and this worker's own effects."""
    at, weights = rows.skill[row], catalogue.weights[row]
    z = float(weights @ belief.mean) - float(catalogue.difficulty[row])
    zone = arriving.in_zone(rows.form, np.asarray(z), np.asarray(weights @ belief.covariance @ weights))
    usual: FloatArray = rows.gain[row] * zone * rows.form.room(belief.mean[at])
    return usual * arriving.gate(belief, rows)[at] if len(rows.needs) else usual


def faded(effects: Effects) -> Effects:
    """Return the effects one attempt later."""
    skill = np.array([name.startswith("skill:") for name in effects.names])
    return effects.fading(np.where(skill, SKILL_KEPT, OTHERS_KEPT), np.where(skill, arriving.SKILL**2, 0.0))


def engagement(ability: float, *, chance: float, score: float | None) -> float:
    """Return how likely the person worked on the item rather than guessed; doing alone teaches nothing.

    Against what is usual at this ability. Bayes' rule for a right answer (Corbett and Anderson 1995's guess),
    1 - chance for a wrong one.
    """
    if score is None:
        return 0.5
    earned, right = ability / (ability + chance * (1.0 - ability)), chance + (1.0 - chance) * ability
    usual = right * earned + (1.0 - right) * (1.0 - chance)
    return (score * earned + (1.0 - score) * (1.0 - chance)) / usual


def expected(
    belief: Belief,
    *,
    row: int,
    catalogue: Catalogue,
    at: IntArray,
    gain: FloatArray,
    times: int = 1,
) -> Belief:
    """Return the belief as expected after `times` attempts whose outcomes are not known: for planning
    ahead.

    gain (R,) is what one of them brings to the skills `at` (R,); the covariance shrinks as answers of expected
    score would make it.
    """
    weights = catalogue.weights[row]
    z = float(weights @ belief.mean) - float(catalogue.difficulty[row])
    ability, chance = 1.0 / (1.0 + math.exp(-min(max(z, -30.0), 30.0))), float(catalogue.chance[row])
    right = chance + (1.0 - chance) * ability
    information = ((1.0 - chance) * ability * (1.0 - ability)) ** 2 / max(right * (1.0 - right), 1e-9)
    slope = belief.covariance @ weights
    cut = times * information / (1.0 + float(weights @ slope) * times * information)
    mean = belief.mean.copy()
    mean[at] += times * gain
    memory, seen = belief.memory, Seen(catalogue.task_types[row], catalogue.families[row], HIT)
    for _ in range(min(times, 2)):
        memory = memory.with_attempt(seen)
    return Belief(mean, belief.covariance - slope[:, None] * (cut * slope), memory, belief.effects)
