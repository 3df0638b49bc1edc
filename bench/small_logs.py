"""Is what a small log teaches better than what was declared? Part by part, in ten different development worlds.

Half a thousand, 3,600 and 27,000 random attempts, with recommendations of which a quarter comes from liars. Errors
are root mean squares over everything of a part and over worlds, ours over the declared one's: 1 = learned nothing.
Difficulties are declared right in these worlds, so they are told with an error of .4 logits instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from bench import report
from escalera.engine import Catalogue, Tutor
from escalera.engine import simulation as sim
from escalera.engine.catalogue import FloatArray

SIZES = ((11, 60), (80, 200), (600, 400))
DIFFICULTY_ERROR = 0.4
WORLDS: tuple[dict[str, Any], ...] = (
    {},
    {"shape": "bell"},
    {"kinds": 2},
    {"shape": "threshold", "skills": 8, "families": 12, "mislabelled": 0.2},
    {"shape": "flat", "strength": 0.2},
    {"prerequisites": 0.8},
    {"kinds": 3, "shape": "bell", "mislabelled": 0.2},
    {"skills": 6, "families": 10, "strength": 0.4},
    {"shape": "harder", "strength": 0.25},
    {"strength": 0.15, "spread": 0.9},
)
# What workers' own rates make of a gain on average.
RATE_MEAN = float(np.exp(0.3**2 / 2.0))


def figures(seed: int, *, short: bool) -> list[report.Figure]:
    """Return errors of each part of a fit over those of the declared one, by size of the log."""
    found = []
    for workers, claims in SIZES[:1] if short else SIZES:
        errors = np.array([_errors(at, seed, workers, claims) for at in range(2 if short else len(WORLDS))])
        ours, declared = np.sqrt((errors**2).mean(axis=0)).T
        found += [
            report.Figure(
                f"error of {part} / declared, {45 * workers:,} attempts", float(a / b), 1.0, "lower"
            )
            for part, a, b in zip(PARTS, ours, declared, strict=True)
        ]
    return found


PARTS = ("gains", "labels", "difficulties (declared .4 off)", "newcomers' means")


def _errors(at: int, seed: int, workers: int, claims: int) -> list[tuple[float, float]]:
    """Return for each part the root mean square error of what was learned, and of what was declared."""
    rng = np.random.default_rng([seed, at, 77])
    world = sim.make(rng=rng, **WORLDS[at])
    told = _told(world.catalogue, rng)
    log = sim.random_log(world, workers=workers, attempts=45, rng=rng)
    said = sim.recommendations(world, log, count=claims, bad=0.27, rng=rng)
    before = Tutor(told)
    after = before.learn(log, said)
    pairs: Sequence[tuple[FloatArray, FloatArray, Any]] = (
        (after.gains.mean, before.gains.mean, RATE_MEAN * world.gains),
        (after.catalogue.weights, told.weights, world.weights),
        (after.catalogue.difficulty, told.difficulty, world.catalogue.difficulty),
        (after.newcomer().mean, before.newcomer().mean, world.start[0]),
    )
    return [(_error(ours - truth), _error(declared - truth)) for ours, declared, truth in pairs]


def _told(catalogue: Catalogue, rng: np.random.Generator) -> Catalogue:
    off = rng.normal(0.0, DIFFICULTY_ERROR, len(catalogue.difficulty))
    return replace(catalogue, difficulty=catalogue.difficulty + off)


def _error(away: FloatArray) -> float:
    return float(np.sqrt(np.mean(away**2)))
