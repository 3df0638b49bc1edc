"""How well learning gains are recovered in development worlds whose truth is known.

The estimand is the gain at its best in logits (right difficulty, not repeated, nothing missing), averaged over
workers, on every pair that the catalogue declares. Intervals are mean +- 1.645 deviations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench import report, small_logs
from escalera.engine import Catalogue, Recommendation, TaskType, Tutor
from escalera.engine import simulation as sim
from escalera.engine.catalogue import FloatArray
from escalera.engine.gains import Gains
from escalera.engine.log import Attempt, columns
from escalera.engine.simulation.world import Shape

WORLDS: tuple[Shape, ...] = ("tent", "bell", "flat", "threshold")
Z_90 = 1.645
SKILLS, FAMILIES = 5, 6
RATE_MEAN = float(np.exp(0.3**2 / 2.0))


def measure(*, short: bool, seed: int) -> report.Section:
    """Return recovery figures; short: one small world of each kind."""
    seeds = range(seed, seed + (1 if short else 10))
    workers = 100 if short else 120
    found = [_recovery(shape, at, workers) for shape in WORLDS for at in seeds]
    shapes, few = WORLDS, range(seed, seed + (1 if short else 5))
    by_shape = {
        shape: float(np.mean([each.covered for each in found if each.shape == shape])) for shape in shapes
    }
    return report.Section(
        name="gains",
        title="Learning gains",
        seed=seed,
        figures=[
            *_recovered(found),
            *_peers(few, short=short),
            *_confounded(few),
            *_labels(few, 200 if short else 600),
            *_needs(few, 100 if short else 300),
            *small_logs.figures(seed, short=short),
        ],
        notes=[
            f"Worlds {', '.join(shapes)}; {len(seeds)} seeds; 24 task types; {workers} workers x 30 random attempts.",
            "Asked peers say yes with probability .1 + .8 (1 - exp(-gain / .15)) for each skill a type declares.",
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
    world = sim.make(
        rng=rng, shape=shape, prerequisites=0.0, mislabelled=0.0, skills=SKILLS, families=FAMILIES
    )
    log = sim.random_log(world, workers=workers, attempts=30, rng=rng)
    gains = Tutor(world.catalogue).learn(log).gains
    declared = world.catalogue.weights > 0
    truth = world.gains * RATE_MEAN
    away = np.abs(gains.mean - truth)[declared]
    return Recovery(
        shape,
        float(np.mean(away <= Z_90 * np.sqrt(gains.variance[declared]))),
        _error(gains.mean, truth, declared),
        _error(Gains.declared(world.catalogue).mean, truth, declared),
        _error(practice_counts(world, log), truth, declared),
        _error(learning_curves(world, log), truth, declared),
    )


def _error(estimate: FloatArray, truth: FloatArray, declared: np.ndarray) -> float:
    return float(np.sqrt(np.mean((estimate - truth)[declared] ** 2)))


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


def _peers(seeds: Sequence[int], *, short: bool) -> list[report.Figure]:
    # Whoever draws types at random repeats some: 16 workers x 24 attempts put 10 workers to each of 24 types.
    figures = []
    for said in (10,) if short else (2, 5, 10):
        pairs = [_with_and_without(seed, workers=16, said=said) for seed in seeds]
        figures.append(
            _ratio(f"honest peers / without, 10 workers a type, {said} asked", pairs, 0.6, said == 10)
        )
    pairs = [_with_and_without(seed, workers=16) for seed in seeds]
    figures.append(_ratio("honest peers / without, 10 workers a type, 6 claims a type", pairs, 0.6, True))
    if not short:
        for what, said in (("all asked", 10), ("6 claims a type", 0)):
            pairs = [_with_and_without(seed, workers=10, said=said) for seed in seeds]
            figures.append(
                _ratio(f"honest peers / without, 10 attempts (6 workers) a type, {what}", pairs, 0.6, True)
            )
        pairs = [_with_and_without(seed, workers=200, bad=1.0 / 3.0) for seed in seeds]
        figures.append(_ratio("a third colluding / without, 200 attempts a type", pairs, 1.05, True))
    return figures


def _ratio(what: str, pairs: Sequence[tuple[float, float]], floor: float, held: bool) -> report.Figure:
    heard, alone = np.mean(pairs, axis=0)
    return report.Figure(f"error with {what}", float(heard / alone), floor if held else None, "lower")


def _with_and_without(seed: int, *, workers: int, bad: float = 0.0, said: int = 0) -> tuple[float, float]:
    rng = np.random.default_rng([seed, workers])
    world = sim.make(
        rng=rng, prerequisites=0.0, mislabelled=0.0, strength=0.2, spread=0.6, skills=SKILLS, families=8
    )
    types = len(world.catalogue.task_types)
    # As many attempts at a type as there are workers, on average.
    log = sim.random_log(world, workers=workers, attempts=types, rng=rng)
    claims = (
        asked(world, log, share=said / 10, rng=rng)
        if said
        else sim.recommendations(world, log, count=6 * types, bad=bad, rng=rng)
    )
    declared, truth = world.catalogue.weights > 0, world.gains * RATE_MEAN
    tutor = Tutor(world.catalogue)
    heard, alone = tutor.learn(log, claims).gains.mean, tutor.learn(log).gains.mean
    return _error(heard, truth, declared), _error(alone, truth, declared)


def asked(
    world: sim.World, log: Sequence[Attempt], *, share: float, rng: np.random.Generator
) -> list[Recommendation]:
    """Return what honest workers answer when, after that share of the types they did, they are asked about
    each skill the type declares."""
    answers = []
    for worker, name in sorted({(row.worker, row.task_type) for row in log}):
        row = world.catalogue.type_at(name)
        if rng.random() >= share:
            continue
        for skill in np.flatnonzero(world.catalogue.weights[row] > 0):
            likely = 0.1 + 0.8 * (1.0 - np.exp(-world.gains[row, skill] / 0.15))
            yes = bool(rng.random() < likely)
            answers.append(Recommendation(worker, name, world.catalogue.skills[skill], yes))
    return answers


def _confounded(seeds: Sequence[int]) -> list[report.Figure]:
    return [
        report.Figure(
            f"gain of a useless type that good workers choose (log odds {strength:g} a logit)",
            float(np.mean([_useless(seed, strength) for seed in seeds])),
            0.08,
            "lower",
            "logits",
            note="a type that teaches has .4",
        )
        for strength in (1.0, 2.0, 4.0)
    ]


def _useless(seed: int, strength: float, workers: int = 200) -> float:
    """Return the gain found of a type that teaches nothing and that good workers choose."""
    types = [TaskType(name, {"a": 1}, level=0.4, chance=0.1) for name in ("teaches", "useless", "checks")]
    types += [TaskType(f"other-{n}", {"b": 1}, level=0.4, chance=0.1) for n in range(3)]
    catalogue = Catalogue.of(skills=["a", "b"], task_types=types)
    truth, useless = np.zeros((6, 2)), catalogue.type_at("useless")
    truth[catalogue.type_at("teaches"), 0] = 0.4
    world = sim.World(
        catalogue=catalogue, gains=truth, weights=catalogue.weights, needs=np.zeros((2, 2), bool)
    )
    log = []
    for number in range(workers):
        rng = np.random.default_rng([seed, number])
        person, share = sim.Person.born(world, rng=rng), np.ones(6)
        share[useless] = 6.0 / (1.0 + np.exp(-strength * (person.skills[0] + 1.2)))
        for _ in range(30):
            row = int(rng.choice(6, p=share / share.sum()))
            score, seconds = person.attempt(row, rng=rng)
            log.append(Attempt(f"w{number}", catalogue.task_types[row], score, seconds))
    return float(Tutor(catalogue).learn(log).gains.mean[useless, 0])


def _needs(seeds: Sequence[int], workers: int) -> list[report.Figure]:
    """Hidden prerequisites: how often a true one is given a higher probability than a false one; and kinds."""
    areas, kinds = [], []
    for seed in seeds:
        rng = np.random.default_rng([seed, 11])
        world = sim.make(rng=rng, mislabelled=0.0, kinds=2, skills=SKILLS, families=FAMILIES)
        gains = (
            Tutor(world.catalogue).learn(sim.random_log(world, workers=workers, attempts=30, rng=rng)).gains
        )
        off = ~np.eye(SKILLS, dtype=bool)
        true, false = gains.needs[world.needs & off], gains.needs[~world.needs & off]
        above = (true[:, None] > false).mean() + 0.5 * (true[:, None] == false).mean() if true.size else 0.5
        areas.append(float(above))
        kinds.append(len(gains.kinds.share))
    return [
        report.Figure(
            "hidden prerequisites, area under the curve (.5 = blind)", float(np.mean(areas)), None, "higher"
        ),
        report.Figure("kinds of workers found where there are 2", float(np.mean(kinds)), None, "higher"),
    ]


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
