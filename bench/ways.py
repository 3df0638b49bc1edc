"""Which way works, in simulation: python -m bench.ways

Alone, in a pair, in a circle or by the broker: made-up programmes of 600 people who enter over a year. In one
world the best way differs by kind of people, in one no way does anything, in one circles hurt who has few hours.
Paired seeds: the same people and the same luck under each way of offering. The engine's priors and thresholds
were set before on other seeds.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from bench import report
from escalera.engine import ways
from escalera.lab.solidarity import ways as lived_ways
from escalera.lab.solidarity.ways import FACTORS, MANY, Lived, World, crowd, live

PEOPLE, SEEDS, COVERED = 600, 10, 40
T_95 = {2: 12.7062, 10: 2.2622, 40: 2.0227}
WORLDS: dict[str, Callable[[np.random.Generator], World]] = {
    "differs": lived_ways.differs,
    "same": lived_ways.same,
    "hurts": lived_ways.hurts,
}
NAMES = {"differs": "best way differs", "same": "nothing differs", "hurts": "circles hurt some"}
CIRCLE = ways.WAYS.index("circle")
# How much later than alone those may be on average whom circles hurt: set before anything was measured.
WEEKS_LATER, FALSELY = 1.0, 0.1


@dataclass(frozen=True)
class Told:
    """One programme: mean weeks by way of offering, those of whom circles hurt; coverage (kinds, overall) of 90 %
    intervals under each way of choosing; what stopped wrongly and rightly; share of periods that hurt."""

    weeks: dict[str, float]
    hurt: dict[str, float]
    covers: dict[str, tuple[float, float]]
    best_stopped: float
    stopped: float
    hurting: dict[str, float]


def measure(*, short: bool, seed: int) -> report.Section:
    """Live through every world; `short` through two small ones of each."""
    many, people = (2, 150) if short else (COVERED, PEOPLE)
    units = [(world, people, seed + at) for world in WORLDS for at in range(many)]
    with ProcessPoolExecutor(1 if short else 2) as pool:
        told = dict(zip(units, pool.map(run, units), strict=True))
    lives = {world: [told[unit] for unit in units if unit[0] == world] for world in WORLDS}
    figures = [*_sooner(lives["differs"]), *_harm(lives["hurts"]), *_nothing(lives["same"])]
    for world, ones in lives.items():
        figures += _covered(NAMES[world], ones)
    return report.Section(
        "ways",
        "Which way works, in simulation",
        seed,
        figures,
        notes=[
            f"{min(many, SEEDS)} paired seeds ({many} for coverage and for what stops), {people} people, {lived_ways.PERIODS} periods of four weeks; weeks to job-ready are "
            f"means over people, {lived_ways.PERIODS * lived_ways.WEEKS} where somebody left or never got there; "
            "notes are 95 % intervals over seeds (Student).",
            "personalised: what the engine offers while it learns, from nothing; random: each way by the same chance; "
            "best by kind: somebody who knows the truth from the start.",
            f"{lived_ways.TAKEN_UP:.0%} take a way up; an effect is that of being offered it.",
        ],
    )


def run(unit: tuple[str, int, int]) -> Told:
    """Live one programme under each way of offering."""
    name, size, seed = unit
    rng = np.random.default_rng([seed, 7])
    world = WORLDS[name](rng)
    people = crowd(size, rng)
    lives = {way: live(world, people, way=at, seed=seed) for at, way in enumerate(ways.WAYS)}
    lives["random"] = live(world, people, way=None, seed=seed)
    lives["personalised"] = live(world, people, way=None, seed=seed, learns=True)
    lives["best by kind"] = live(world, people, way=None, seed=seed, knows=True)
    hurt = people.factors[:, MANY] == 0
    ours = lives["personalised"]
    stopped = ways.stopped(ours.found) if ours.found else np.zeros(world.multiplies.shape, dtype=bool)
    best = world.multiplies.argmax(axis=1)
    return Told(
        weeks={way: float(one.weeks.mean()) for way, one in lives.items()},
        hurt={way: float(one.weeks[hurt].mean()) for way, one in lives.items()},
        covers={way: _covers(lives[way]) for way in ("personalised", "random")},
        best_stopped=float(stopped[np.arange(best.size), best].mean()),
        stopped=float(stopped.mean()),
        hurting={way: _hurting(lives[way]) for way in ("personalised", "random")},
    )


def _covers(one: Lived) -> tuple[float, float]:
    """Share of intervals that hold what offering did to the very periods they tell of: by kind, and overall."""
    found = one.found or ways.effects(one.seen, factors=FACTORS)
    kind, off = one.seen.kind, one.truth - one.truth[:, :1]
    truth = np.array([off[kind == at].mean(axis=0) for at in np.unique(kind)])
    low, high = (part[np.unique(kind)] for part in found.interval)
    by_kind = ((low <= truth) & (truth <= high))[:, 1:].mean()
    both = one.seen.shares > 0
    means = np.array([off[both[:, way] & both[:, 0], way].mean() for way in range(len(ways.WAYS))])
    low, high = ways.overall(one.seen).interval
    return float(by_kind), float(((low <= means) & (means <= high))[1:].mean())


def _hurting(one: Lived) -> float:
    """Of the periods of those whom circles hurt, the share in which they were offered one."""
    rows = one.seen.factors[:, MANY] == 0
    return float((one.seen.way[rows] == CIRCLE).mean())


def _sooner(lives: list[Told]) -> list[report.Figure]:
    lives = lives[:SEEDS]
    weeks = {way: np.array([one.weeks[way] for one in lives]) for way in lives[0].weeks}
    peers = {way: float(of.mean()) for way, of in weeks.items() if way != "personalised"}
    name, ours = NAMES["differs"], weeks["personalised"]
    figures = [
        report.Figure(
            f"{name}: weeks to job-ready, personalised",
            float(ours.mean()),
            None,
            "lower",
            "weeks",
            peers=peers,
        )
    ]
    for way in (*ways.WAYS, "random"):
        words = "random" if way == "random" else f"{way} for all"
        figures.append(_lower_end(f"{name}: weeks sooner than {words} (lower end)", weeks[way] - ours))
    gained, there = weeks["random"] - ours, weeks["random"] - weeks["best by kind"]
    share = float(gained.mean() / there.mean())
    what = f"{name}: share of what knowing all from the start would bring over random"
    return [*figures, report.Figure(what, share, None, "higher")]


def _harm(lives: list[Told]) -> list[report.Figure]:
    lives, name = lives[:SEEDS], NAMES["hurts"]
    later = np.array([one.hurt["personalised"] - one.hurt["alone"] for one in lives])
    _, high, note = _interval(later)
    peers = {
        way: float(np.mean([one.hurt[way] - one.hurt["alone"] for one in lives]))
        for way in ("random", "circle")
    }
    sooner = np.array([one.weeks["random"] - one.weeks["personalised"] for one in lives])
    return [
        report.Figure(
            f"{name}: weeks later than alone, those whom circles hurt (upper end)",
            high,
            WEEKS_LATER,
            "lower",
            "weeks",
            peers=peers,
            note=note,
        ),
        report.Figure(
            f"{name}: share of their periods in which they were offered a circle",
            float(np.mean([one.hurting["personalised"] for one in lives])),
            None,
            "lower",
            peers={"random": float(np.mean([one.hurting["random"] for one in lives]))},
        ),
        _lower_end(f"{name}: weeks sooner than random (lower end)", sooner),
        report.Figure(
            f"{name}: kinds whose best way was stopped",
            float(np.mean([one.best_stopped for one in lives])),
            FALSELY,
            "lower",
        ),
    ]


def _nothing(lives: list[Told]) -> list[report.Figure]:
    what = f"{NAMES['same']}: ways stopped for a kind, though none is worse"
    return [report.Figure(what, float(np.mean([one.stopped for one in lives])), FALSELY, "lower")]


def _covered(name: str, lives: list[Told]) -> list[report.Figure]:
    figures = []
    for way in ("personalised", "random"):
        for at, what in enumerate(("by kind", "overall")):
            values = np.array([one.covers[way][at] for one in lives])
            _, _, note = _interval(values)
            words = f"{name}, chosen {way}: 90 % intervals {what} cover"
            figures += [
                report.Figure(f"{words} (lower bound)", float(values.mean()), 0.85, "higher", note=note),
                report.Figure(f"{words} (upper bound)", float(values.mean()), 0.95, "lower", note=note),
            ]
    return figures


def _lower_end(what: str, values: np.ndarray) -> report.Figure:
    low, _, note = _interval(values)
    return report.Figure(what, low, 0.0, "higher", "weeks", note=note)


def _interval(values: np.ndarray) -> tuple[float, float, str]:
    half = T_95[values.size] * values.std(ddof=1) / np.sqrt(values.size)
    low, high = float(values.mean() - half), float(values.mean() + half)
    return low, high, f"{values.mean():.3g} ({low:.3g} to {high:.3g})"


if __name__ == "__main__":
    report.main(measure)
