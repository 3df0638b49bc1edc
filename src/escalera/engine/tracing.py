"""What an attempt changes in a belief: forgetting before it, evidence from it, learning by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, FloatArray
from escalera.engine.gains import Gains, room, zone
from escalera.engine.memory import HIT, Seen

# Hopes and movements fade by this factor at each attempt that trains the skill.
HOPE_KEPT = 0.9
# Logits of hope before a stall is taken seriously.
HOPE_PATIENCE = 0.4
# What skills change by themselves between two attempts (logits squared): beliefs stay able to learn.
WANDER = 0.001
WANDER_FULL = 0.03
# People learn at different rates: a gain arrives give or take this share.
RATE_DIFFERS = 0.5


def attempted(
    belief: Belief,
    *,
    row: int,
    catalogue: Catalogue,
    gains: Gains,
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
    informed = belief
    if score is not None:
        informed = belief.update(
            weights, difficulty=difficulty, score=score, chance=chance, trust=trust, help=help
        )
    memory = belief.memory
    if score is not None:
        memory = memory.with_attempt(Seen(catalogue.task_types[row], catalogue.families[row], score, chance))
    share = trust * engagement(ability, chance=chance, score=score) * memory.better_than_guessing()
    z = np.asarray(float(weights @ informed.mean) - difficulty)
    hoped = share * gains.mean[row] * zone(z) * room(informed.mean)
    gained = hoped * came_true(belief, catalogue.skills)
    unsure = (RATE_DIFFERS * hoped) ** 2 + WANDER * np.minimum(hoped / WANDER_FULL, 1.0)
    learnt = informed.practised(gained, variance=unsure)
    if score is not None:
        moved = informed.mean - belief.mean + gained
        memory = replace(
            memory, hopes=_hopes(belief.memory.hopes, catalogue.skills, hoped=hoped, moved=moved)
        )
    return replace(learnt, memory=memory)


def engagement(ability: float, *, chance: float, score: float | None) -> float:
    """Return how likely the person worked on the item rather than guessed; doing alone teaches nothing.

    Bayes' rule for a right answer (Corbett and Anderson 1995's guess), 1 - chance for a wrong one.
    """
    if score is None:
        return 0.5
    earned = ability / (ability + chance * (1.0 - ability))
    return score * earned + (1.0 - score) * (1.0 - chance)


def _hopes(
    hopes: Mapping[str, tuple[float, float]],
    skills: tuple[str, ...],
    *,
    hoped: FloatArray,
    moved: FloatArray,
) -> Mapping[str, tuple[float, float]]:
    fresh = dict(hopes)
    for at in np.flatnonzero(hoped > 1e-6):
        before, came = fresh.get(skills[at], (0.0, 0.0))
        fresh[skills[at]] = (HOPE_KEPT * before + float(hoped[at]), HOPE_KEPT * came + float(moved[at]))
    return MappingProxyType(fresh)


def came_true(belief: Belief, skills: tuple[str, ...]) -> FloatArray:
    """Return per skill (K,) the share of hoped-for gains that lately came true, in [0.1, 1].

    The less sure the belief, the longer the patience: a first correction of a wrong guess is no stall.
    """
    share, deviation = np.ones(len(skills)), belief.deviation
    for at, skill in enumerate(skills):
        if skill in belief.memory.hopes:
            hoped, moved = belief.memory.hopes[skill]
            patience = HOPE_PATIENCE + deviation[at]
            share[at] = np.clip((moved + patience) / (hoped + patience), 0.1, 1.0)
    return share


def expected(
    belief: Belief, *, row: int, catalogue: Catalogue, gains: Gains, share: float = 1.0, times: int = 1
) -> Belief:
    """Return the belief as expected after `times` attempts whose outcomes are not known: for planning
    ahead.

    The mean moves by the gain (times `share`), the covariance shrinks as an answer of expected score would
    make it.
    """
    weights = catalogue.weights[row]
    z = float(weights @ belief.mean) - float(catalogue.difficulty[row])
    ability, chance = 1.0 / (1.0 + np.exp(-z)), float(catalogue.chance[row])
    right = chance + (1.0 - chance) * ability
    information = ((1.0 - chance) * ability * (1.0 - ability)) ** 2 / max(right * (1.0 - right), 1e-9)
    slope = belief.covariance @ weights
    cut = times * information / (1.0 + float(weights @ slope) * times * information)
    gain = times * gains.mean[row] * share * zone(np.asarray(z)) * room(belief.mean)
    memory, seen = belief.memory, Seen(catalogue.task_types[row], catalogue.families[row], HIT)
    for _ in range(min(times, 2)):
        memory = memory.with_attempt(seen)
    return Belief(
        mean=belief.mean + gain,
        covariance=belief.covariance - cut * np.outer(slope, slope),
        memory=memory,
    )
