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
from bench import solidarity_figures as telling
from escalera.engine import simulation as sim
from escalera.lab.solidarity import brokering, tipping
from escalera.lab.solidarity.crowd import HELPED
from escalera.lab.solidarity.living import Lived, live

WORKERS, SEEDS, BUDGET, LITTLE = 500, 10, 1500.0, 0.35
# Alone, most people get there, and not at once.
REACHED, FEWEST_MINUTES = 0.8, 120.0
TIPS: dict[str, Callable[[int], tipping.Way]] = {
    "effect": tipping.ByEffect,
    "votes": tipping.ByVotes,
    "none": lambda types: tipping.NoTips(),
    # By effect, but nobody is shown none so that effects stay measured: tells what that share costs.
    "always": lambda types: tipping.ByEffect(types, none=0.0),
}
HELP: dict[str, Callable[[], brokering.Broker]] = {
    "broker": brokering.Matched,
    "random": brokering.Anybody,
    "none": brokering.Nobody,
    # Tells what it costs to share help out, and what the load is without.
    "unshared": lambda: brokering.Matched(shared=False),
}
BAD = {"honest advice": 0.0, "a third of bad advice": 1 / 3}
# What solved help moves a skill (logits), as we guess it, and less than half of it.
MOVED = {"help": HELPED, f"help worth {LITTLE:g} logits": LITTLE}


@dataclass(frozen=True)
class Unit:
    """One life of a programme: which tips and help, the share of bad advice, and the seed."""

    tips: str
    help: str
    bad: float
    seed: int
    workers: int
    helped: float = HELPED


def measure(*, short: bool, seed: int) -> report.Section:
    """Live every way; `short` with few people and two seeds."""
    seeds = range(seed, seed + (2 if short else SEEDS))
    workers = 60 if short else WORKERS
    units = [one for at in seeds for one in _units(at, workers)]
    with ProcessPoolExecutor(1 if short else 2) as pool:
        found = dict(zip(units, pool.map(run, units), strict=True))

    def lived(tips: str, how: str, bad: float = 0.0, helped: float = HELPED) -> list[Lived]:
        # Where no tip is shown bad ones make no difference, nor does help where there is none.
        bad, helped = (bad if tips != "none" else 0.0), (helped if how != "none" else HELPED)
        return [found[Unit(tips, how, bad, at, workers, helped)] for at in seeds]

    figures = []
    for name, bad in BAD.items():
        by_way = {way: lived(way, "none", bad) for way in TIPS}
        figures += telling.beats(f"tips, {name}", by_way, "effect", ("votes", "none"))
        figures += telling.costs(f"tips, {name}", by_way)
    for name, moved in MOVED.items():
        by_way = {how: lived("none", how, helped=moved) for how in ("broker", "random", "none")}
        figures += telling.beats(name, by_way, "broker", ("random", "none"), asked=moved == HELPED)
    figures += telling.load({how: lived("none", how) for how in ("broker", "random", "unshared")})
    return report.Section(
        "solidarity",
        "Tips and help in simulation",
        seed,
        figures,
        notes=[
            f"{len(seeds)} paired seeds, {workers} people, budget {BUDGET:g} minutes; minutes are means over people, "
            "the budget where somebody never gets there; notes are 95 % intervals over seeds (Student).",
            "Whether a tip pleases is independent of whether it helps, which is the worst case for votes.",
            "Pairing: how much less the variance of the difference is than the sum of both variances.",
            "A moment is one in which a tip may help. Spread of load: the share of all help given by the tenth who gives "
            "most (alike would be .1), and the Gini coefficient of help given (alike: 0). Without help there is no load.",
            "unshared: the broker without `helping.share_out`.",
        ],
    )


def _units(seed: int, workers: int) -> list[Unit]:
    tips = [
        Unit(way, "none", bad, seed, workers)
        for bad in BAD.values()
        for way in TIPS
        if way != "none" or not bad
    ]
    helped = [
        Unit("none", how, 0.0, seed, workers, moved)
        for moved in MOVED.values()
        for how in HELP
        if how not in ("none", "unshared" if moved != HELPED else "none")
    ]
    return tips + helped


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
        helped=unit.helped,
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


if __name__ == "__main__":
    report.main(measure)
