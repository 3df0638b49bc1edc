"""How well comparisons of peers find the true order, beside simpler ways.

Pieces have a true strength (deviation 1.5 logits); honest judges put the better one first with the
probability that Bradley and Terry give it. A third of the judges may answer the other way round, or by
chance. Everybody has answered a few gold pairs. The mean of ratings gets as many looks at a piece: each judge
gives one to five stars, with the doubt of the same judge (a logistic of scale 1 around the truth) and
their own severity (deviation 1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import spearmanr

from bench import report
from escalera.engine.catalogue import FloatArray
from escalera.engine.judgement import Comparisons, Fit, Gold, Prior, fit, next_pair, open_pairs, strengths

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOOKS, FLOOR = (8, 16, 24), 0.85
PIECES, JUDGES, CAP = 20, 24, 5
RIGHT_ON_GOLD = {"honest": 0.9, "reversed": 0.1, "chance": 0.5}
WAYS = ("ours", "pairs by chance", "plain Bradley-Terry", "share of wins", "mean of ratings")
WORLDS: Mapping[str, tuple[str, float]] = {
    "all honest": ("honest", 0.0),
    "a third by chance": ("chance", 1 / 3),
    "a third the other way round": ("reversed", 1 / 3),
}


@dataclass
class World:
    rng: np.random.Generator
    sort: str
    share: float
    golds: int = 4
    truth: FloatArray = field(init=False)
    kinds: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.truth = self.rng.normal(0, 1.5, PIECES)
        odd = round(JUDGES * self.share)
        self.kinds = [
            str(one) for one in self.rng.permutation([self.sort] * odd + ["honest"] * (JUDGES - odd))
        ]

    def gold(self) -> Gold:
        right = np.array([self.rng.binomial(self.golds, RIGHT_ON_GOLD[kind]) for kind in self.kinds], float)
        return Gold(right, self.golds - right)

    def answer(self, judge: int, first: int, second: int) -> tuple[int, int, int]:
        chance = 1 / (1 + np.exp(self.truth[second] - self.truth[first]))
        chance = {"honest": chance, "reversed": 1 - chance, "chance": 0.5}[self.kinds[judge]]
        return (first, second, judge) if self.rng.random() < chance else (second, first, judge)

    def ratings(self, looks: int) -> FloatArray:
        """Mean stars of each piece after so many looks, each judge in turn."""
        severity = self.rng.normal(0, 1, JUDGES)
        stars = np.zeros(PIECES)
        for look in range(looks * PIECES):
            piece, judge = look % PIECES, (look // PIECES + look) % JUDGES
            seen = self.truth[piece] * (-1 if self.kinds[judge] == "reversed" else 1)
            seen = 0.0 if self.kinds[judge] == "chance" else seen
            given = seen + severity[judge] + self.rng.logistic(0, 1)
            stars[piece] += np.clip(np.round(3 + given / 1.5), 1, 5)
        return stars / looks


@dataclass
class Run:
    """Judges answer in turns; `chosen` says whether the engine chooses the pairs."""

    world: World
    chosen: bool = True
    rows: list[tuple[int, int, int]] = field(default_factory=list)

    def go(self, looks: int) -> tuple[Fit, Comparisons]:
        world, gold = self.world, self.world.gold()
        prior, seen = Prior(np.zeros(PIECES), np.full(PIECES, 1.5)), [[] for _ in range(JUDGES)]
        found = fit(self.compared(), prior=prior, gold=gold)
        while len(self.rows) < looks * PIECES // 2:
            judge = len(self.rows) % JUDGES
            pairs = open_pairs(pieces=range(PIECES), wanted=range(PIECES), seen=seen[judge], cap=CAP)
            trusted = float(found.discrimination[judge])
            pair = next_pair(found, pairs, wanted=range(PIECES), discrimination=trusted, rng=world.rng)
            if pair is None:
                break
            shown = (pair.first, pair.second) if self.chosen else tuple(world.rng.choice(pairs))
            seen[judge].append((int(shown[0]), int(shown[1])))
            self.rows.append(world.answer(judge, *seen[judge][-1]))
            if len(self.rows) % 5 == 0:
                found = fit(self.compared(), prior=prior, gold=gold)
        return found, self.compared()

    def compared(self) -> Comparisons:
        return Comparisons.of(self.rows, pieces=PIECES, judges=JUDGES)


def agreement(seed: int, name: str, looks: int, golds: int = 4) -> dict[str, float]:
    """Rank correlation (Spearman) with the truth, for each way, in one world."""
    sort, share = WORLDS[name]
    world = World(np.random.default_rng(seed), sort, share, golds)
    found, compared = Run(world).go(looks)
    by_chance, _ = Run(world, chosen=False).go(looks)
    prior = Prior(np.zeros(PIECES), np.full(PIECES, 1.5))
    plain = strengths(compared, discrimination=np.ones(JUDGES), prior=prior)
    wins = np.bincount(compared.better, minlength=PIECES) / np.maximum(compared.met, 1)
    placed = (found.strengths.mean, by_chance.strengths.mean, plain.mean, wins, world.ratings(looks))
    return {way: float(spearmanr(world.truth, one)[0]) for way, one in zip(WAYS, placed, strict=True)}


def mean_agreement(name: str, looks: int, *, worlds: int, golds: int = 4, first: int = 0) -> dict[str, float]:
    """Mean over worlds numbered from `first`."""
    every = [agreement(seed, name, looks, golds) for seed in range(first, first + worlds)]
    return {way: float(np.mean([one[way] for one in every])) for way in WAYS}


def measure(*, short: bool, seed: int) -> report.Section:
    """Rank correlations after so many comparisons a piece, in each sort of world."""
    worlds, looks = (1, (8,)) if short else (10, LOOKS)
    found = {
        (name, many): mean_agreement(name, many, worlds=worlds, first=seed)
        for name in WORLDS
        for many in looks
    }
    figures = [
        report.Figure(
            f"{name}: rank correlation with the truth, {many} comparisons a piece",
            ways["ours"],
            FLOOR if many == max(looks) and not short else None,
            "higher",
            peers={way: ways[way] for way in WAYS[1:]},
        )
        for (name, many), ways in found.items()
    ]
    return report.Section(
        "judgement",
        "Peer judgement",
        seed,
        figures,
        notes=[
            f"{PIECES} pieces, {JUDGES} judges with 4 gold answers each, means of {worlds} worlds. A comparison "
            "is of two pieces: n comparisons a piece are n / 2 judgements a piece."
        ],
        plots=[
            report.Plot(
                "order",
                lambda axes: draw(axes, found, looks),
                alt="Rank correlation with the truth by comparisons a piece, a third of judges the other way round",
            )
        ],
    )


def draw(axes: Axes, found: Mapping[tuple[str, int], Mapping[str, float]], looks: Sequence[int]) -> None:
    name = "a third the other way round"
    for way in WAYS:
        axes.plot(looks, [found[name, many][way] for many in looks], label=way)
    axes.set_title(f"Judges: {name}")
    axes.set_xlabel("comparisons a piece")
    axes.set_ylabel("rank correlation with the truth")
    axes.legend()


if __name__ == "__main__":
    report.main(measure)
