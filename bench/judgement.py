"""How well comparisons find the true order, beside simpler ways: python -m bench.judgement [--worlds 20]

Pieces have a true strength (deviation 1.5 logits); honest judges put the better one first with the
probability that Bradley and Terry give it. A third of the judges may answer the other way round, or by
chance. Everybody has answered a few gold pairs. The mean of ratings gets as many looks at a piece: each judge
gives one to five stars, with the doubt of the same judge (a logistic of scale 1 around the truth) and
their own severity (deviation 1).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.stats import spearmanr

from escalera.engine.catalogue import FloatArray
from escalera.engine.judgement import Comparisons, Fit, Gold, Prior, fit, next_pair, open_pairs, strengths

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


def mean_agreement(name: str, looks: int, *, worlds: int, golds: int = 4) -> dict[str, float]:
    every = [agreement(seed, name, looks, golds) for seed in range(worlds)]
    return {way: float(np.mean([one[way] for one in every])) for way in WAYS}


def main() -> None:
    reading = argparse.ArgumentParser(description=__doc__)
    reading.add_argument("--worlds", type=int, default=20)
    worlds = reading.parse_args().worlds
    for name in WORLDS:
        print(f"{name}\n  {'comparisons a piece':>20}  " + "  ".join(f"{way:>20}" for way in WAYS))
        for looks in (4, 8, 12, 16, 20, 24):
            found = mean_agreement(name, looks, worlds=worlds)
            print(f"  {looks:>20}  " + "  ".join(f"{found[way]:>20.3f}" for way in WAYS))


if __name__ == "__main__":
    main()
