"""What peers say a task type teaches: counted by how far each recommender can be believed.

Claims about a pair (type, skill) are counts with an exposure (how many people did the type), so a gamma
prior of weight n0 around the declared weights gives a ratio: 1 = as useful as usual (Clayton and Kaldor
1987). A recommender's reliability is beta-binomial: the share of the claims that the rest of the evidence
bears out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Columns, Recommendation
from escalera.engine.prior import Usefulness

# Before any evidence three of four recommenders are taken to be honest, with the weight of four claims.
HONEST, DISHONEST = 3.0, 1.0
# Peers notice what a task teaches with mistakes: that many of them never make it certain.
LEAST_DOUBT = 0.25
# Fewer pairs asked about do not tell how people answer; gains spread about as far as their mean.
FEWEST_PAIRS = 6
TRUTHS_SPREAD = 0.9


@dataclass(frozen=True)
class Voices:
    """Claims that count: recommender (C,), type row (C,), skill column (C,), sign (C,) +1 taught, -1 did not.

    Each person counts once for a pair, and only for types they did. did (T,) counts people who did each type.
    """

    workers: tuple[str, ...]
    worker: IntArray = field(repr=False)
    row: IntArray = field(repr=False)
    skill: IntArray = field(repr=False)
    sign: FloatArray = field(repr=False)
    did: FloatArray = field(repr=False)

    @classmethod
    def of(cls, claims: Sequence[Recommendation], log: Columns, catalogue: Catalogue) -> Voices:
        """Keep claims of people who did the task type; a pair said twice by one person counts once, the
        last time."""
        did = log.did(catalogue)
        kept = {
            (claim.worker, catalogue.type_at(claim.task_type), catalogue.skill_at(claim.skill)): claim.taught
            for claim in claims
            if (claim.worker, catalogue.type_at(claim.task_type)) in did
        }
        workers = sorted({worker for worker, _, _ in kept})
        code = {worker: at for at, worker in enumerate(workers)}
        table = np.array([(code[w], r, s) for w, r, s in kept], dtype=np.int64).reshape(-1, 3)
        people = np.bincount([row for _, row in did], minlength=len(catalogue.task_types))
        return cls(
            workers=tuple(workers),
            worker=table[:, 0],
            row=table[:, 1],
            skill=table[:, 2],
            sign=np.array([1.0 if taught else -1.0 for taught in kept.values()]),
            did=people.astype(np.float64),
        )

    def counts(self, reliability: FloatArray, shape: tuple[int, ...]) -> FloatArray:
        """Return claims weighed by reliability (W,) for each pair, (T, K); "did not teach" takes away,
        never below 0."""
        counted = np.zeros(shape)
        if self.worker.size:
            np.add.at(counted, (self.row, self.skill), self.sign * reliability[self.worker])
        return np.maximum(counted, 0.0)

    @property
    def asked(self) -> bool:
        """Whether people were asked rather than spoke up: one in ten claims at least says that a task taught
        nothing, so that the share of those who say yes means something."""
        return bool(self.sign.size and np.mean(self.sign < 0) >= 0.1)

    def answers(self, reliability: FloatArray, shape: tuple[int, ...]) -> tuple[FloatArray, FloatArray]:
        """Return how many say yes, and how many say anything, of each pair, (T, K), weighed by reliability."""
        yes, said = np.zeros(shape), np.zeros(shape)
        trusted = reliability[self.worker]
        np.add.at(yes, (self.row, self.skill), trusted * (self.sign > 0))
        np.add.at(said, (self.row, self.skill), trusted)
        return yes, said

    def reliability(self, borne_out: FloatArray, measured: FloatArray) -> FloatArray:
        """Return each recommender's reliability (W,), given how far each pair (T, K) is borne out, in [0, 1],
        and how much of the doubt about it was measured away, in [0, 1]: where nothing was measured, a claim
        says nothing about who makes it."""
        # Naming pairs blindly is worth nothing; naming each type's best pair is worth all.
        blind, best = float(borne_out.mean()), float(borne_out.max(axis=1).mean())
        likely = np.clip((borne_out - blind) / max(best - blind, 1e-9), 0.0, 1.0)
        right = likely[self.row, self.skill]
        right = np.where(self.sign > 0, right, 1.0 - right)
        weight = measured[self.row, self.skill]
        good = np.bincount(self.worker, weights=right * weight, minlength=len(self.workers))
        many = np.bincount(self.worker, weights=weight, minlength=len(self.workers))
        share: FloatArray = (HONEST + good) / (HONEST + DISHONEST + many)
        return share**2


def usefulness(counts: FloatArray, did: FloatArray, declared: FloatArray, *, weight: float) -> Usefulness:
    """Return how useful each pair is against the usual, (T, K): 1 = as a declared main skill usually is.

    counts (T, K) weighed claims, did (T,) people who did each type, declared (T, K) in [0, 1], weight n0 in
    claims. The posterior of a gamma prior with n0 claims around the declared weight: its mean, and the share
    n0 / (n0 + claims a usual pair would have) of its variance.
    """
    # Claims beside the labels are partly mistakes, so the usual is counted on the labels.
    total = counts[declared > 0].sum()
    if total <= 0.0:
        return Usefulness(declared, np.ones_like(declared))
    # A pair of usual use gathers claims in proportion to the people who did its type.
    usual = did * total / max(float((did[:, None] * declared).sum()), 1e-9)
    ratio = (counts + weight * declared) / (usual[:, None] + weight)
    doubt = np.maximum(weight / (usual + weight), LEAST_DOUBT)
    return Usefulness(np.minimum(ratio, 6.0), np.broadcast_to(doubt[:, None], ratio.shape))


def usefulness_by_share(
    yes: FloatArray, said: FloatArray, declared: FloatArray, *, weight: float
) -> Usefulness:
    """Return how useful each pair is (T, K) from yes and no: yes (T, K) of said (T, K), weighed answers.

    Shares are beta-binomial over the pairs asked about (mean and spread by moments: Kleinman 1973), so few
    answers are drawn towards the mean. A pair's use rises with its share from the rate at which people say
    yes to what teaches nothing: that rate lies as far below the mean as the pairs' spread lets it (truths
    spread about as far as their mean). `weight` n0 is how little peers are heard: up to 5 fully.
    """
    asked = (said > 0) & (declared > 0)
    if asked.sum() < FEWEST_PAIRS:
        return usefulness_of_few(yes, said, declared)
    mean, between = _shares(yes[asked], said[asked])
    doubtful = mean * (1.0 - mean) / between**2
    known = np.where(asked, said / (said + doubtful), 0.0)
    away = known * (yes / np.maximum(said, 1e-9) - mean) / between
    heard = min(1.0, 5.0 / weight)
    ratio = declared * np.clip(1.0 + TRUTHS_SPREAD * heard * np.where(asked, away, 0.0), 0.1, 4.0)
    return Usefulness(ratio, 1.0 - known * heard * (1.0 - LEAST_DOUBT))


def usefulness_of_few(yes: FloatArray, said: FloatArray, declared: FloatArray) -> Usefulness:
    """Return how useful each pair is where too few pairs were asked about to learn how people answer: a beta
    prior of two yes and two no, against the half."""
    share = (yes + 2.0) / (said + 4.0)
    ratio = declared * np.where(said > 0, 2.0 * share, 1.0)
    return Usefulness(ratio, np.maximum(4.0 / (said + 4.0), LEAST_DOUBT))


def _shares(yes: FloatArray, said: FloatArray) -> tuple[float, float]:
    """Return mean and deviation between pairs of the probability to say yes."""
    mean = float(np.clip(yes.sum() / said.sum(), 0.02, 0.98))
    share, noise = yes / said, mean * (1.0 - mean) / said
    between = np.sum(said * ((share - mean) ** 2 - noise)) / said.sum()
    return mean, float(np.sqrt(np.clip(between, 0.05**2, mean * (1.0 - mean))))
