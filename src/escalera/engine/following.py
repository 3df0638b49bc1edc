"""What each attempt did to the same worker's later answers: a filter over every life, and its derivatives.

Each worker's skills are a Gaussian that answers and gains move (assumed density, Minka 2001). An answer is
judged against what was predicted *before* it, so score terms are martingale differences: whatever the earlier
answers did to the prediction, their expectation is zero, and information adds up without cross terms (Heyde
1997, "Quasi-likelihood and its application", chapter 2). Luck can't come back as gain. Only sums leave this
file; they add up over workers, on one machine or on many.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.blocks import Block, blocks
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Columns
from escalera.engine.moments import Answer, Arrival, answer, arrival, gate, met
from escalera.engine.unknowns import Fit, Unknowns

# What is known of somebody in the middle of a long life: less than of a newcomer.
LATER_START = 3.0
RATE_DIFFERS = 0.4


@dataclass(frozen=True)
class Sums:
    """Sufficient statistics of U unknowns: curvature A (U, U), slope b (U,) so that the log likelihood is
    b'x - x'Ax/2 near the fit; between (U, U) the sum over workers of their own score's square;
    log_likelihood at the fit; workers and attempts counted; evidence (P,) in attempts."""

    curvature: FloatArray = field(repr=False)
    slope: FloatArray = field(repr=False)
    between: FloatArray = field(repr=False)
    evidence: FloatArray = field(repr=False)
    log_likelihood: float = 0.0
    workers: int = 0
    attempts: int = 0

    @classmethod
    def none(cls, unknowns: Unknowns) -> Sums:
        """Return the sums of nobody."""
        size = unknowns.size
        square = np.zeros((size, size))
        return cls(square, np.zeros(size), square.copy(), np.zeros(len(unknowns.pairs)))

    def __add__(self, other: Sums) -> Sums:
        return Sums(
            self.curvature + other.curvature,
            self.slope + other.slope,
            self.between + other.between,
            self.evidence + other.evidence,
            self.log_likelihood + other.log_likelihood,
            self.workers + other.workers,
            self.attempts + other.attempts,
        )


def sums_of(log: Columns, fit: Fit, *, catalogue: Catalogue, unknowns: Unknowns) -> Sums:
    """Return the sums of all lives in a log, read at `fit`; one pass, memory bounded."""
    total = Sums.none(unknowns)
    for block in blocks(log, catalogue, unknowns):
        total = total + Following(block, fit, catalogue, unknowns).sums()
    return total


class Following:
    """Follows the lives of a block: mean (B, K), covariance (B, K, K), and the derivative of the mean by
    every unknown (B, K, U + 1); the last place takes what padding writes."""

    def __init__(self, block: Block, fit: Fit, catalogue: Catalogue, unknowns: Unknowns) -> None:
        self.block, self.fit, self.catalogue, self.unknowns = block, fit, catalogue, unknowns
        many, skills = len(block.rows), unknowns.skills
        start = 1.0 + (LATER_START - 1.0) * block.later
        self.mean = np.tile(fit.mean, (many, 1))
        self.covariance = start[:, None, None] * fit.covariance
        self.moved = np.zeros((many, skills, unknowns.size + 1))
        self.moved[:, np.arange(skills), unknowns.means.start + np.arange(skills)] = 1.0
        if unknowns.confounded:
            self._choosing()
        self.score = np.zeros((many, unknowns.size + 1))
        self.total = Sums.none(unknowns)
        self.log_likelihood = 0.0
        self._width = int((catalogue.weights > 0).sum(axis=1).max(initial=1))
        self._main = np.argsort(-catalogue.weights, axis=1, kind="stable")[:, : self._width]

    def _choosing(self) -> None:
        row, skill = self.unknowns.pairs.T
        amount = self.block.chosen[:, row]
        places = self.unknowns.choosing.start + np.arange(len(row))
        self.moved[:, skill, places] = amount
        for at in range(self.unknowns.skills):
            mine = skill == at
            self.mean[:, at] += amount[:, mine] @ self.fit.choosing[mine]

    def sums(self) -> Sums:
        """Return the sums of the block's lives."""
        curvature = np.zeros((self.unknowns.size, self.unknowns.size))
        for at in range(self.block.rows.shape[1]):
            curvature += self._step(at)
        score = self.score[:, :-1]
        slope = score.sum(axis=0) + curvature @ self.unknowns.vector(self.fit)
        return Sums(
            curvature,
            slope,
            score.T @ score,
            np.diagonal(curvature)[: len(self.unknowns.pairs)].copy(),
            self.log_likelihood,
            len(score),
            int((self.block.rows >= 0).sum()),
        )

    def _step(self, at: int) -> FloatArray:
        live = np.flatnonzero(self.block.rows[:, at] >= 0)
        # Blocks are sorted by length, so the living are the last ones: a slice, no copies.
        some = slice(int(live[0]), len(self.block.rows))
        rows, scores = self.block.rows[some, at], self.block.score[some, at]
        weights = self.catalogue.weights[rows]
        along = np.einsum("bij,bj->bi", self.covariance[some], weights)
        spread = np.maximum(np.einsum("bi,bi->b", along, weights), 1e-9)
        level = np.einsum("bi,bi->b", self.mean[some], weights) - self.fit.difficulty[rows]
        seen = answer(level, spread, scores, self.catalogue.chance[rows])
        change = self._derivative(rows, some)
        self.score[some] += seen.pull[:, None] * change
        self.log_likelihood += float(seen.log_likelihood.sum())
        weighed = change[:, :-1] * np.sqrt(seen.information)[:, None]
        self._note(some, weighed)
        self._move(some, at, rows, weights, along, spread, level, seen, change)
        return weighed.T @ weighed

    def _note(self, some: slice, weighed: FloatArray) -> None:
        """See the derivatives of one answer each, (B, U), times the square root of its information."""

    def _derivative(self, rows: IntArray, some: slice) -> FloatArray:
        """Return the derivative of each predicted logit by every unknown, (B, U + 1)."""
        moved, every = self.moved[some], np.arange(len(rows))
        main = self._main[rows]
        change = np.zeros((len(rows), self.unknowns.size + 1))
        for at in range(self._width):
            skill = main[:, at]
            change += self.catalogue.weights[rows, skill][:, None] * moved[every, skill]
        change[every, self.unknowns.difficulties.start + rows] -= 1.0
        return change

    def _move(
        self,
        some: slice,
        at: int,
        rows: IntArray,
        weights: FloatArray,
        along: FloatArray,
        spread: FloatArray,
        level: FloatArray,
        seen: Answer,
        change: FloatArray,
    ) -> None:
        """Let the answer inform the belief and the attempt move the skills."""
        form, left = self.fit.form, seen.left
        mean = self.mean[some] + along * seen.pull[:, None]
        arrives = arrival(level + spread * seen.pull, spread * left, self.fit)
        repetition = (
            form.again ** self.block.again[some, at] * form.family_again ** self.block.family[some, at]
        )
        # What one attempt can teach before the zone has its say, by skill.
        open_share = form.room(mean) * gate(mean, self.covariance[some], self.fit) * repetition[:, None]
        power = self.fit.gains[rows] * open_share
        answered = along * ((1.0 - left) / spread)[:, None]
        slope = power * (arrives.slope * left)[:, None]
        self.mean[some] = mean + power * arrives.share[:, None]
        tilt = along * left[:, None]
        extra = arrives.left + arrives.slope**2 * spread * left + (RATE_DIFFERS * arrives.share) ** 2
        self.covariance[some] += (
            -answered[:, :, None] * along[:, None, :]
            + (power * arrives.slope[:, None])[:, :, None] * tilt[:, None, :]
            + tilt[:, :, None] * (power * arrives.slope[:, None])[:, None, :]
            + (power * extra[:, None])[:, :, None] * power[:, None, :]
        )
        self.moved[some] += (slope - answered)[:, :, None] * change[:, None, :]
        self._own_part(some, at, rows, open_share, power, arrives)

    def _own_part(
        self,
        some: slice,
        at: int,
        rows: IntArray,
        open_share: FloatArray,
        power: FloatArray,
        arrives: Arrival,
    ) -> None:
        moved, every, unknowns = self.moved[some], np.arange(len(rows)), self.unknowns
        for place in range(unknowns.column.shape[1]):
            skill = unknowns.skill[rows, place]
            moved[every, skill, unknowns.column[rows, place]] += arrives.share * open_share[every, skill]
        if unknowns.needing:
            self._held_back(some, power * arrives.share[:, None])

    def _held_back(self, some: slice, gained: FloatArray) -> None:
        unmet = 1.0 - met(self.mean[some], self.covariance[some], self.fit)
        held = -(1.0 - self.fit.form.gate_floor) * gained[:, :, None] * unmet[:, None, :]
        skills = self.unknowns.skills
        places = self.moved[some][:, :, self.unknowns.needs].reshape(len(held), skills, skills, skills)
        every = np.arange(skills)
        places[:, every, every, :] += held
        self.moved[some, :, self.unknowns.needs] = places.reshape(len(held), skills, skills**2)
