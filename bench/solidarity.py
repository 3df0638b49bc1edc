"""Tips by measured effect, and help by the broker, in simulated programmes: python -m bench.solidarity

Paired seeds: the same world, people and luck under each way. 500 people work towards three skills; tips are
written by people of whom nobody or a third gives bad advice; votes follow what pleases, what helped, and success.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np

from bench import report
from escalera.engine import simulation as sim
from escalera.lab.solidarity import brokering, tipping
from escalera.lab.solidarity.living import Lived, live

WORKERS, SEEDS, BUDGET = 500, 10, 1500.0
# Alone, most people get there, and not at once.
REACHED, FEWEST_MINUTES = 0.8, 120.0
T_95 = {2: 12.7062, 3: 4.3027, 10: 2.2622}
TIPS: dict[str, Callable[[int], tipping.Way]] = {
    "effect": tipping.ByEffect,
    "votes": tipping.ByVotes,
    "none": lambda types: tipping.NoTips(),
}
HELP: dict[str, Callable[[], brokering.Broker]] = {
    "broker": brokering.Matched,
    "random": brokering.Anybody,
    "none": brokering.Nobody,
}


@dataclass(frozen=True)
class Unit:
    """One life of a programme: which tips and help, the share of bad advice, and the seed."""

    tips: str
    help: str
    bad: float
    seed: int
    workers: int


def measure(*, short: bool, seed: int) -> report.Section:
    """Live every way; `short` with few people and two seeds."""
    seeds = range(seed, seed + (2 if short else SEEDS))
    workers = 60 if short else WORKERS
    units = [
        Unit(tips, "none", bad, at, workers)
        for at in seeds
        for bad in (0.0, 1 / 3)
        for tips in TIPS
        if tips != "none" or not bad
    ] + [Unit("none", how, 0.0, at, workers) for at in seeds for how in HELP if how != "none"]
    with ProcessPoolExecutor(1 if short else 2) as pool:
        lived = dict(zip(units, pool.map(run, units), strict=True))

    def minutes(tips: str, how: str, bad: float) -> np.ndarray:
        # Where no tip is shown, bad ones make no difference.
        shown = bad if tips != "none" else 0.0
        return np.array([lived[Unit(tips, how, shown, at, workers)].minutes.mean() for at in seeds])

    figures = []
    for bad, name in ((0.0, "honest advice"), (1 / 3, "a third of bad advice")):
        ways = {way: minutes(way, "none", bad) for way in TIPS}
        figures += _beats(f"tips, {name}", ways, "effect", ("votes", "none"))
    ways = {how: minutes("none", how, 0.0) for how in HELP}
    figures += _beats("help", ways, "broker", ("random", "none"))
    load = {how: [lived[Unit("none", how, 0.0, at, workers)] for at in seeds] for how in ("broker", "random")}
    figures += _load(load)
    return report.Section(
        "solidarity",
        "Tips and help in simulation",
        seed,
        figures,
        notes=[
            f"{len(seeds)} paired seeds, {workers} people, budget {BUDGET:g} minutes; minutes are means over people, "
            "the budget where somebody never gets there; notes are 95 % intervals over seeds (Student).",
            "Whether a tip pleases is independent of whether it helps, which is the worst case for votes.",
            "Spread of load: the share of all help given by the tenth who gives most; alike would be .1.",
        ],
    )


def run(unit: Unit) -> Lived:
    """Live one unit."""
    world, goal = _world(unit.seed)
    types = len(world.catalogue.task_types)
    return live(
        world,
        goal,
        workers=unit.workers,
        budget=BUDGET,
        tips=tipping.Tips.written(types, bad=unit.bad, rng=np.random.default_rng([unit.seed, 4])),
        way=TIPS[unit.tips](types),
        broker=HELP[unit.help](),
        seed=unit.seed,
    )


@cache
def _world(seed: int) -> tuple[sim.World, dict[str, float]]:
    """The seed's first world whose goal REACHED of the people reach in the budget by themselves, and not in less
    than FEWEST_MINUTES on average."""
    for draw in range(100):
        rng = np.random.default_rng([seed, draw, 3])
        world = sim.make(
            rng=rng, prerequisites=0.4, useless=0.2, mislabelled=0.05, strength=0.26, shape="bell"
        )
        goal = {str(skill): 0.55 for skill in rng.choice(world.catalogue.skills, size=3, replace=False)}
        types = len(world.catalogue.task_types)
        tips = tipping.Tips.written(types, bad=0.0, rng=rng)
        alone = live(
            world,
            goal,
            workers=40,
            budget=BUDGET,
            tips=tips,
            way=tipping.NoTips(),
            broker=brokering.Nobody(),
            seed=seed,
        )
        if alone.ready >= REACHED and alone.minutes.mean() >= FEWEST_MINUTES:
            return world, goal
    raise report.CannotMeasure(f"no realistic world for seed {seed}")


def _beats(name: str, ways: dict[str, np.ndarray], ours: str, others: tuple[str, ...]) -> list[report.Figure]:
    figures = [
        report.Figure(
            f"{name}: minutes to job-ready by {ours}",
            float(ways[ours].mean()),
            None,
            "lower",
            "min",
            peers={other: float(ways[other].mean()) for other in others},
        )
    ]
    for other in others:
        saved = ways[other] - ways[ours]
        low, _, note = _interval(saved)
        figures.append(
            report.Figure(
                f"{name}: {ours} saves against {other} (lower end of the interval)",
                low,
                0.0,
                "higher",
                "min",
                note=note,
            )
        )
    return figures


def _load(load: dict[str, list[Lived]]) -> list[report.Figure]:
    tenth = {how: np.array([one.top_tenth for one in lives]) for how, lives in load.items()}
    solved = {how: float(np.mean([one.solved for one in lives])) for how, lives in load.items()}
    low, _, note = _interval(tenth["random"] - tenth["broker"])
    return [
        report.Figure(
            "help: share given by the tenth who gives most",
            float(tenth["broker"].mean()),
            float(tenth["random"].mean()),
            "lower",
            peers={"random": float(tenth["random"].mean())},
        ),
        report.Figure("help: that share, random less broker (lower end)", low, 0.0, "higher", note=note),
        report.Figure(
            "help: share of it that solved something",
            solved["broker"],
            None,
            "higher",
            peers={"random": solved["random"]},
        ),
    ]


def _interval(values: np.ndarray) -> tuple[float, float, str]:
    half = T_95.get(values.size, 2.0) * values.std(ddof=1) / np.sqrt(values.size)
    low, high = float(values.mean() - half), float(values.mean() + half)
    return low, high, f"{values.mean():.3g} ({low:.3g} to {high:.3g})"


if __name__ == "__main__":
    report.main(measure)
