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

# Hopes and surprises fade by this factor at each attempt that trains the skill.
HOPE_KEPT = 0.9
# Logits of hope before a stall is taken seriously.
HOPE_PATIENCE = 0.5


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
    share = trust * engagement(ability, chance=chance, score=score)
    z = np.asarray(float(weights @ informed.mean) - difficulty)
    slowed = share * zone(z) * room(informed.mean) * came_true(belief.memory.hopes, catalogue.skills)
    hoped = gains.mean[row] * slowed
    learnt = informed.practised(hoped, variance=gains.variance[row] * slowed**2 + (0.1 * hoped) ** 2)
    memory = belief.memory
    if score is not None:
        name = catalogue.task_types[row]
        memory = memory.with_attempt(Seen(name, catalogue.families[row], score))
        hopes = _hopes(memory.hopes, catalogue.skills, hoped=hoped, surprise=informed.mean - belief.mean)
        memory = replace(memory, hopes=hopes)
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
    surprise: FloatArray,
) -> Mapping[str, tuple[float, float]]:
    fresh = dict(hopes)
    for at in np.flatnonzero(hoped > 1e-6):
        before, came = fresh.get(skills[at], (0.0, 0.0))
        fresh[skills[at]] = (HOPE_KEPT * before + float(hoped[at]), HOPE_KEPT * came + float(surprise[at]))
    return MappingProxyType(fresh)


def came_true(hopes: Mapping[str, tuple[float, float]], skills: tuple[str, ...]) -> FloatArray:
    """Return per skill (K,) the share of hoped-for gains that lately came true, in [0.1, 1]."""
    share = np.ones(len(skills))
    for at, skill in enumerate(skills):
        if skill in hopes:
            hoped, surprise = hopes[skill]
            share[at] = np.clip((hoped + surprise + HOPE_PATIENCE) / (hoped + HOPE_PATIENCE), 0.1, 1.0)
    return share


def expected(belief: Belief, *, row: int, catalogue: Catalogue, gains: Gains, share: float = 1.0) -> Belief:
    """Return the belief as expected after an attempt whose outcome is not known: for planning ahead.

    The mean moves by the gain (times `share`), the covariance shrinks as an answer of expected score would make it.
    """
    weights = catalogue.weights[row]
    z = float(weights @ belief.mean) - float(catalogue.difficulty[row])
    ability, chance = 1.0 / (1.0 + np.exp(-z)), float(catalogue.chance[row])
    right = chance + (1.0 - chance) * ability
    information = ((1.0 - chance) * ability * (1.0 - ability)) ** 2 / max(right * (1.0 - right), 1e-9)
    slope = belief.covariance @ weights
    cut = information / (1.0 + float(weights @ slope) * information)
    gain = gains.mean[row] * share * zone(np.asarray(z)) * room(belief.mean)
    seen = Seen(catalogue.task_types[row], catalogue.families[row], HIT)
    return Belief(
        mean=belief.mean + gain,
        covariance=belief.covariance - cut * np.outer(slope, slope),
        memory=belief.memory.with_attempt(seen),
    )
