"""Random development worlds: one function with a switch for everything that may be otherwise."""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray, IntArray, difficulty_of
from escalera.engine.simulation.crowd import Economy
from escalera.engine.simulation.world import Shape, World

USUAL_WAGE = 3.4
LEVELS = (0.3, 0.55, 0.8)


def make(
    *,
    rng: np.random.Generator,
    skills: int = 10,
    families: int = 14,
    levels: tuple[float, ...] = LEVELS,
    prerequisites: float = 0.5,
    declared: bool = False,
    useless: float = 0.3,
    mislabelled: float = 0.1,
    chance: float = 0.2,
    dropout: float = 0.0,
    strength: float = 0.3,
    spread: float = 0.7,
    kinds: int = 1,
    kind_spread: float = 0.9,
    boredom: tuple[float, float] = (0.1, 0.6),
    family_boredom: float = 0.2,
    forgetting: float = 0.0,
    jump: float = 0.0,
    shape: Shape = "tent",
    gate: tuple[float, float] = (-1.0, 0.15),
    start: tuple[float, float] = (-1.2, 1.0),
) -> World:
    """Return a random world of logits: families x levels task types.

    prerequisites is the chance of a skill to need an earlier one, which the catalogue says only when
    `declared`; useless the share of types that teach nothing; mislabelled the share whose declared skill is
    wrong; strength and spread (of its log) the gain in logits at its best; kinds the number of latent kinds
    of workers and kind_spread how differently (log) families work for them; gate the level in logits and the
    floor of a prerequisite; the rest as in `World`.
    """
    count = families * len(levels)
    weights = _weights(_main_skills(families, skills, len(levels), rng), skills, rng)
    needs = _needs(skills, prerequisites, rng)
    catalogue = _catalogue(mislabel(weights, mislabelled, rng=rng), levels, chance, rng)
    power = np.exp(rng.normal(np.log(strength), spread, count)) * (rng.random(count) >= useless)
    return World(
        catalogue=with_prerequisites(catalogue, needs) if declared else catalogue,
        gains=power[:, None] * weights,
        weights=weights,
        needs=needs,
        start=start,
        gate_level=gate[0],
        gate_floor=gate[1],
        economy=Economy(leaving=dropout),
        boredom=boredom,
        family_boredom=family_boredom,
        forgetting=forgetting,
        jump=jump,
        shape=shape,
        factor=_kinds(kinds, kind_spread, catalogue, rng),
        share=(1.0 / kinds,) * kinds,
        slope=rng.uniform(0.08, 0.18, count),
    )


def mislabel(weights: FloatArray, share: float, *, rng: np.random.Generator) -> FloatArray:
    """Return the weights (T, K) as a catalogue would state them: a `share` of the rows names other skills."""
    said = weights.copy()
    for row in np.flatnonzero(rng.random(len(weights)) < share):
        said[row] = np.roll(weights[row], rng.integers(1, weights.shape[1]))
    return said


def with_prerequisites(catalogue: Catalogue, needs: BoolArray) -> Catalogue:
    """Return the catalogue with prerequisites (K, K) declared."""
    values = {name: getattr(catalogue, name) for name in Catalogue.__dataclass_fields__}
    return Catalogue(**values | {"prerequisites": needs})


def _catalogue(
    said: FloatArray, levels: tuple[float, ...], chance: float, rng: np.random.Generator
) -> Catalogue:
    count, skills = said.shape
    steps = len(levels)
    seconds = np.exp(rng.normal(np.log(90.0), 0.5, count))
    wage, paid = np.exp(rng.normal(0.0, 0.5, count)), rng.random(count) < 0.5
    wage *= USUAL_WAGE / np.median(wage[paid]) if np.any(paid) else USUAL_WAGE
    return Catalogue(
        skills=tuple(f"skill-{at}" for at in range(skills)),
        task_types=tuple(f"family-{at // steps}-{at % steps + 1}" for at in range(count)),
        families=tuple(f"family-{at // steps}" for at in range(count)),
        weights=said,
        difficulty=np.array([difficulty_of(level) for level in levels] * (count // steps)),
        chance=np.full(count, chance),
        seconds=seconds,
        pay=np.where(paid, seconds / 3600.0 * wage, 0.0),
        prerequisites=np.zeros((skills, skills), dtype=np.bool_),
    )


def _main_skills(families: int, skills: int, levels: int, rng: np.random.Generator) -> IntArray:
    more = rng.integers(skills, size=max(0, families - skills))
    main: IntArray = np.repeat(np.concatenate([np.arange(skills), more])[:families], levels)
    return main


def _weights(main: IntArray, skills: int, rng: np.random.Generator) -> FloatArray:
    weights = np.zeros((main.size, skills))
    weights[np.arange(main.size), main] = 1.0
    for row in np.flatnonzero(rng.random(main.size) < 0.4):
        other, share = rng.integers(skills), rng.uniform(0.2, 0.5)
        weights[row] *= 1.0 - share
        weights[row, other] += share
    return weights


def _needs(skills: int, chance: float, rng: np.random.Generator) -> BoolArray:
    needs = np.zeros((skills, skills), dtype=np.bool_)
    for skill in range(1, skills):
        if rng.random() < chance:
            needs[skill, rng.integers(skill)] = True
    return needs


def _kinds(kinds: int, spread: float, catalogue: Catalogue, rng: np.random.Generator) -> FloatArray | None:
    if kinds == 1:
        return None
    own = np.exp(rng.normal(0.0, spread, (kinds, int(catalogue.family_codes.max()) + 1)))
    factor: FloatArray = (own / own.mean(axis=0))[:, catalogue.family_codes]
    return factor
