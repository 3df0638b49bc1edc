"""How useful each task type is, read off who recommended what among the types they did.

A type's usefulness u has mean 1 and is nothing for some, log-normal for the others. An honest worker speaks of
each type they did in proportion to its use: they name it once at least with probability
1 - exp(-pace (u + MISTAKEN)), so that silence of who did a type counts as much as praise, and a worker's own
talkativeness (pace) does not: what is left is a choice among the types they did (Plackett 1975; Luce 1959).
Everything is a sum over a grid of u, so neither saturation nor the many useless types are approximated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray

USES = np.concatenate([[0.0], np.geomspace(0.06, 8.0, 36)])
# What an honest worker still says of a type that teaches nothing, and how often the wrong skill is named.
MISTAKEN, OTHER_SKILL = 0.1, 0.2
# Asked about a pair: how often nothing is called something, and something nothing.
FALSE_YES, FALSE_NO = (0.05, 0.1, 0.2, 0.4), 0.1
TURNS = (0.4, 0.7, 1.0, 1.5, 2.2)
USELESS, SPREADS = (0.05, 0.2, 0.4), (0.4, 0.7, 1.0)
ROUNDS, PACES = 6, 8


@dataclass(frozen=True)
class Said:
    """What was said on T types, read with the labels (T, K) as shares: claims c of worker, row, skill and
    sign (C,); and who did what, worker and row (E,), of the W workers who spoke. asked: every claim answers a
    question, otherwise people spoke up."""

    worker: IntArray = field(repr=False)
    row: IntArray = field(repr=False)
    skill: IntArray = field(repr=False)
    sign: FloatArray = field(repr=False)
    did: IntArray = field(repr=False)
    labels: FloatArray = field(repr=False)
    workers: int
    asked: bool

    def praise(self, row: int) -> IntArray:
        """Return which claims say that a type taught something."""
        return self._praise.get(row, np.zeros(0, dtype=np.int64))

    @cached_property
    def _praise(self) -> dict[int, IntArray]:
        yes = np.flatnonzero(self.sign > 0)
        yes = yes[np.argsort(self.row[yes], kind="stable")]
        rows, first = np.unique(self.row[yes], return_index=True)
        return dict(zip(rows.tolist(), np.split(yes, first[1:]), strict=False))

    def mass(self, use: FloatArray) -> FloatArray:
        """Return how readily each skill of each type is named at uses (T,), shape (T, K): what a type teaches
        most by far, and a wrong skill the likelier the less it teaches."""
        right = use[:, None] * self.part + OTHER_SKILL / self.part.shape[1]
        mass: FloatArray = (use + MISTAKEN)[:, None] * right / (use + OTHER_SKILL)[:, None]
        return mass

    @cached_property
    def part(self) -> FloatArray:
        """The labels as shares of each type, (T, K)."""
        part: FloatArray = self.labels / np.maximum(self.labels.sum(axis=1, keepdims=True), 1e-12)
        return part


@dataclass(frozen=True)
class Crowd:
    """How people speak: prior (G,) of u on the grid, pace (W,) of each worker, and for those who were asked
    how often they say yes to nothing, and how quickly yes turns likely with use."""

    prior: FloatArray
    pace: FloatArray
    false_yes: float = 0.1
    turn: float = 1.0


@dataclass(frozen=True)
class Use:
    """What is known of each type's use: mean and variance (T,), and variance before anything was said; parts
    (T, G) on the grid."""

    mean: FloatArray
    variance: FloatArray
    before: float
    parts: FloatArray = field(repr=False)


def read(said: Said, trust: FloatArray, *, heed: float = 1.0) -> tuple[Use, Crowd]:
    """Return each type's use given how far each worker is trusted (W,) in [0, 1]; heed in [0, 1] is how much
    all claims count. The prior and how people speak maximise the claims' own likelihood (empirical Bayes)."""
    crowd, likely = Crowd(prior_of(0.2, 0.7), np.ones(said.workers)), np.zeros((len(said.labels), USES.size))
    for _ in range(1 if said.asked else ROUNDS):
        if not said.asked:
            crowd = replace(crowd, pace=_pace(said, crowd, _use(likely, crowd.prior).mean))
        crowd, likely = _best(said, crowd, trust, heed)
    return _use(likely, crowd.prior), crowd


def prior_of(useless: float, spread: float) -> FloatArray:
    """Return the prior (G,) on the grid: a share is useless, the others log-normal; the mean is 1."""
    places = np.log(USES[1:])
    middle = -np.log(1.0 - useless) - 0.5 * spread**2
    part = np.exp(-0.5 * ((places - middle) / spread) ** 2)
    return np.concatenate([[useless], (1.0 - useless) * part / part.sum()])


def told(said: Said, crowd: Crowd) -> FloatArray:
    """Return the log likelihood (C, G) of each claim at every use of its type, the silence about everything else
    the same worker did left to `silence`."""
    if said.asked:
        return _answers(said, crowd)
    right = USES * said.part[said.row, said.skill][:, None] + OTHER_SKILL / said.part.shape[1]
    often = crowd.pace[said.worker, None] * (USES + MISTAKEN) * right / (USES + OTHER_SKILL)
    likely: FloatArray = np.where(said.sign[:, None] > 0, often + np.log(-np.expm1(-often)), -often)
    return likely


def silence(said: Said, crowd: Crowd) -> FloatArray:
    """Return what each worker's having done each type, (E,), takes off the log likelihood for every
    `USES + MISTAKEN`; nothing where people are asked."""
    return np.zeros(len(said.did)) if said.asked else crowd.pace[said.did[:, 0]]


def _answers(said: Said, crowd: Crowd) -> FloatArray:
    use = USES * said.labels[said.row, said.skill][:, None]
    yes = crowd.false_yes + (1.0 - FALSE_NO - crowd.false_yes) * -np.expm1(-crowd.turn * use)
    likely: FloatArray = np.log(np.where(said.sign[:, None] > 0, yes, 1.0 - yes))
    return likely


def _best(said: Said, crowd: Crowd, trust: FloatArray, heed: float) -> tuple[Crowd, FloatArray]:
    """Return how people speak, and the log likelihood (T, G) at every use, where both are likeliest."""
    tried = []
    for way in _ways(said, crowd):
        likely = heed * gathered(said, way, trust)
        for useless, spread in product(USELESS, SPREADS):
            prior = prior_of(useless, spread)
            height = _evidence(likely, prior) + _guess(way, spread)
            tried.append((height, replace(way, prior=prior), likely))
    _, best, likely = max(tried, key=lambda each: each[0])
    return best, likely


def _evidence(likely: FloatArray, prior: FloatArray) -> float:
    top = likely.max(axis=1, keepdims=True)
    return float((top[:, 0] + np.log(np.exp(likely - top) @ prior)).sum())


def _guess(way: Crowd, spread: float) -> float:
    """Log density of how people speak, loosely: few claims do not tell."""
    turn, false_yes = np.log(way.turn) / 0.5, np.log(way.false_yes / 0.1) / 0.7
    return -0.5 * float((np.log(spread / 0.7) / 0.4) ** 2 + turn**2 + false_yes**2)


def _ways(said: Said, crowd: Crowd) -> Iterator[Crowd]:
    if not said.asked:
        yield crowd
        return
    for false_yes, turn in product(FALSE_YES, TURNS):
        yield replace(crowd, false_yes=false_yes, turn=turn)


def gathered(said: Said, crowd: Crowd, trust: FloatArray) -> FloatArray:
    """Return the log likelihood (T, G) of all that was said of each type, each worker counted as trusted."""
    quiet = trust[said.did[:, 0]] * silence(said, crowd)
    total = -np.bincount(said.did[:, 1], quiet, len(said.labels))[:, None] * (USES + MISTAKEN)
    np.add.at(total, said.row, trust[said.worker, None] * told(said, crowd))
    return total


def _use(likely: FloatArray, prior: FloatArray) -> Use:
    parts = np.exp(likely - likely.max(axis=1, keepdims=True)) * prior
    parts /= parts.sum(axis=1, keepdims=True)
    mean = parts @ USES
    first = float(prior @ USES)
    return Use(mean, parts @ USES**2 - mean**2, float(prior @ USES**2) - first**2, parts)


def _pace(said: Said, crowd: Crowd, use: FloatArray) -> FloatArray:
    """Return how readily each worker speaks (W,): as often as they did, with one claim's weight on all
    workers' pace; use (T,) as far as it is known."""
    worker, row = said.did.T
    spoken = np.bincount(said.worker, weights=said.sign > 0, minlength=said.workers).astype(np.float64)
    pace, mass = crowd.pace, said.mass(use)[row]
    for _ in range(PACES):
        expected = np.bincount(
            worker, weights=-np.expm1(-pace[worker, None] * mass).sum(axis=1), minlength=said.workers
        )
        usual = float(spoken.sum() / max(float((expected / pace).sum()), 1e-9))
        pace = np.clip((spoken + 1.0) / (expected / pace + 1.0 / usual), 1e-3, 50.0)
    return pace
