"""How well learning gains are recovered in development worlds whose truth is known.

The estimand is the gain at its best in logits (right difficulty, not repeated, nothing missing), averaged over
workers, on every pair that the catalogue declares. Intervals are mean +- 1.645 deviations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench import report
from escalera.engine import Tutor
from escalera.engine import simulation as sim
from escalera.engine.catalogue import FloatArray
from escalera.engine.gains import Gains
from escalera.engine.log import Attempt, columns
from escalera.engine.simulation.world import Shape

WORLDS: tuple[Shape, ...] = ("tent", "bell", "flat", "threshold", "harder")
Z_90 = 1.645
RATE_MEAN = float(np.exp(0.3**2 / 2.0))


def measure(*, short: bool, seed: int) -> report.Section:
    """Return recovery figures; short: one small world of each kind."""
    seeds = range(seed, seed + (1 if short else 10))
    workers = 150 if short else 600
    shapes = WORLDS[:2] if short else WORLDS
    found = [_recovery(shape, at, workers) for shape in shapes for at in seeds]
    by_shape = {
        shape: float(np.mean([each.covered for each in found if each.shape == shape])) for shape in shapes
    }
    return report.Section(
        name="gains",
        title="Learning gains",
        seed=seed,
        figures=[*_recovered(found), *_peers(seeds), *_labels(seeds, workers)],
        notes=[
            f"Worlds {', '.join(shapes)}; {len(seeds)} seeds; {workers} workers x 45 random attempts.",
            "Covered by world: " + ", ".join(f"{name} {share:.2f}" for name, share in by_shape.items()),
            "Hidden prerequisites and kinds of workers can hardly be told from logs of this size: see "
            "docs/algorithms/gains.md.",
        ],
    )


@dataclass(frozen=True)
class Recovery:
    """One world: share covered, and root mean square errors of ours and of peers."""

    shape: str
    covered: float
    ours: float
    declared: float
    practice_counts: float
    curves: float


def _recovery(shape: Shape, seed: int, workers: int) -> Recovery:
    rng = np.random.default_rng([seed, WORLDS.index(shape)])
    world = sim.make(rng=rng, shape=shape, prerequisites=0.0, mislabelled=0.0)
    log = sim.random_log(world, workers=workers, attempts=45, rng=rng)
    gains = Tutor(world.catalogue).learn(log).gains
    asked = world.catalogue.weights > 0
    truth = world.gains * RATE_MEAN
    away = np.abs(gains.mean - truth)[asked]
    return Recovery(
        shape,
        float(np.mean(away <= Z_90 * np.sqrt(gains.variance[asked]))),
        _error(gains.mean, truth, asked),
        _error(Gains.declared(world.catalogue).mean, truth, asked),
        _error(practice_counts(world, log), truth, asked),
        _error(learning_curves(world, log), truth, asked),
    )


def _error(estimate: FloatArray, truth: FloatArray, asked: np.ndarray) -> float:
    return float(np.sqrt(np.mean((estimate - truth)[asked] ** 2)))


def practice_counts(world: sim.World, log: Sequence[Attempt]) -> FloatArray:
    """Return gains (T, K) by regressing scores on counts of earlier attempts at each type of the same skill, as
    performance factor analysis does (Pavlik, Cen and Koedinger 2009), one count for each type; linear, ridge."""
    table, types = columns(log, world.catalogue), len(world.catalogue.task_types)
    weights = world.catalogue.weights
    design, target = np.zeros((table.row.size, 2 * types)), table.score - table.score.mean()
    for life in table.lives:
        rows = table.row[life]
        done = np.zeros((rows.size, types))
        done[np.arange(rows.size), rows] = 1.0
        earlier = np.cumsum(done, axis=0) - done
        design[life, :types] = earlier * (weights[rows] @ weights.T)
        design[life, types:] = done
    left = design.T @ design + 10.0 * np.eye(2 * types)
    slope = np.linalg.solve(left, design.T @ target)[:types]
    # A share of right answers moves by about a seventh of a logit here.
    return np.maximum(slope, 0.0)[:, None] * 7.0 * weights


def learning_curves(world: sim.World, log: Sequence[Attempt]) -> FloatArray:
    """Return gains (T, K) as the slope of scores at a type over earlier attempts at that same type."""
    table, weights = columns(log, world.catalogue), world.catalogue.weights
    count: dict[tuple[int, int], int] = {}
    earlier = np.zeros(table.row.size)
    for at, pair in enumerate(zip(table.worker.tolist(), table.row.tolist(), strict=True)):
        earlier[at] = count.get(pair, 0)
        count[pair] = count.get(pair, 0) + 1
    slope = np.zeros(len(weights))
    for row in range(len(weights)):
        mine = table.row == row
        if mine.sum() > 2 and earlier[mine].std() > 0:
            slope[row] = np.polyfit(earlier[mine], table.score[mine], 1)[0]
    return np.maximum(slope, 0.0)[:, None] * 7.0 * weights


def _recovered(found: Sequence[Recovery]) -> list[report.Figure]:
    def mean(name: str) -> float:
        return float(np.mean([getattr(each, name) for each in found]))

    covered = mean("covered")
    return [
        report.Figure("90 % intervals cover (lower bound .85)", covered, 0.85, "higher"),
        report.Figure("90 % intervals cover (upper bound .95)", covered, 0.95, "lower"),
        report.Figure(
            "error of gains",
            mean("ours"),
            None,
            "lower",
            "logits",
            peers={
                "declared gains": mean("declared"),
                "practice counts": mean("practice_counts"),
                "naive learning curves": mean("curves"),
            },
        ),
    ]


def _peers(seeds: Sequence[int]) -> list[report.Figure]:
    few = [_with_and_without(seed, workers=10, bad=0.0) for seed in seeds]
    many = [_with_and_without(seed, workers=190, bad=1.0 / 3.0) for seed in seeds]
    honest, adverse = (float(np.divide(*np.mean(pairs, axis=0))) for pairs in (few, many))
    return [
        report.Figure("error with honest peers / without, 10 workers a type", honest, 0.6, "lower"),
        report.Figure("error with a third colluding / without, 200 attempts a type", adverse, 1.05, "lower"),
    ]


def _with_and_without(seed: int, *, workers: int, bad: float) -> tuple[float, float]:
    rng = np.random.default_rng([seed, workers])
    world = sim.make(rng=rng, prerequisites=0.0, mislabelled=0.0, strength=0.2, spread=0.6)
    log = sim.random_log(world, workers=workers, attempts=42, rng=rng)
    claims = sim.recommendations(world, log, count=400, bad=bad, rng=rng)
    asked, truth = world.catalogue.weights > 0, world.gains * RATE_MEAN
    tutor = Tutor(world.catalogue)
    heard, alone = tutor.learn(log, claims).gains.mean, tutor.learn(log).gains.mean
    return _error(heard, truth, asked), _error(alone, truth, asked)


def _labels(seeds: Sequence[int], workers: int) -> list[report.Figure]:
    from escalera.engine import labels

    found = right = wrong = 0
    for seed in seeds:
        rng = np.random.default_rng([seed, 9])
        world = sim.make(rng=rng, mislabelled=0.15)
        log = columns(sim.random_log(world, workers=workers, attempts=45, rng=rng), world.catalogue)
        repaired, _ = labels.repaired(log, world.catalogue)
        false = ~np.all(np.isclose(world.weights, world.catalogue.weights), axis=1)
        changed = ~np.all(np.isclose(repaired.weights, world.catalogue.weights), axis=1)
        wrong, found, right = wrong + false.sum(), found + changed.sum(), right + (false & changed).sum()
    return [
        report.Figure("changed labels that were wrong", float(right / max(found, 1)), None, "higher"),
        report.Figure("wrong labels that were found", float(right / max(wrong, 1)), None, "higher"),
    ]


if __name__ == "__main__":
    report.main(measure)
