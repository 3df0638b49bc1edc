"""Within-worker change: what each task type did to the same worker's later answers.

A generalised linear mixed model, linearised (Breslow and Clayton 1993): the logit of an answer at type j is

    q_j . (u_w + sum over earlier attempts at k of e G_k) + beta_j + trend t,

with the worker's own skills u_w given a variance so wide that differences between workers say nothing (so
good workers who choose hard tasks do not make those look useful), beta_j the type's easiness, a common
trend for time on the platform, and e how much an attempt could teach (zone of proximal development,
repetition). Only the sums A = X' V^-1 X and b = X' V^-1 y leave this file: they add up over workers, on one
machine or on many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.gains import zone
from escalera.engine.log import Columns
from escalera.engine.planning import SAME_TYPE_AGAIN

WIDE_GENERAL = 30.0
WIDE_SKILL = 30.0
LONGEST_LIFE = 200
MOST_PAIRS = 2500
EASINESS_VARIANCE = 9.0
TREND_VARIANCE = 0.003**2


@dataclass(frozen=True)
class Sums:
    """Sufficient statistics: pairs (P, 2) of (type, skill) whose gain is measured, A (P+T+1, P+T+1), b
    (P+T+1,).

    The last T + 1 unknowns are the types' easiness and the trend. evidence (P,) is the information on each
    gain in attempts; skill (W, K) each worker's skills estimated at the start.
    """

    pairs: IntArray = field(repr=False)
    curvature: FloatArray = field(repr=False)
    slope: FloatArray = field(repr=False)
    evidence: FloatArray = field(repr=False)


@dataclass(frozen=True)
class Fit:
    """Current values of the unknowns: gains (T, K), easiness (T,), trend, newcomers' covariance (K, K)."""

    gains: FloatArray
    easiness: FloatArray
    trend: float


def measurable(catalogue: Catalogue, log: Columns, claimed: FloatArray) -> IntArray:
    """Return the pairs (P, 2) to measure: every pair in small catalogues, else declared or claimed ones,
    most done first, at most 2,500."""
    done = np.bincount(log.row, minlength=len(catalogue.task_types))
    likely = (catalogue.weights > 0) | (claimed > 0)
    if likely.size <= MOST_PAIRS // 4:
        likely = np.ones_like(likely)
    pairs = np.argwhere(likely & (done > 0)[:, None])
    if len(pairs) > MOST_PAIRS:
        pairs = pairs[np.argsort(-done[pairs[:, 0]], kind="stable")[:MOST_PAIRS]]
    return pairs


def sums(log: Columns, fit: Fit, *, catalogue: Catalogue, pairs: IntArray) -> Sums:
    """Return the sufficient statistics of all gains at the linearisation `fit`; one pass over the log."""
    size = len(pairs) + len(catalogue.task_types) + 1
    curvature, slope, evidence = np.zeros((size, size)), np.zeros(size), np.zeros(len(pairs))
    for life in lives(log, fit, catalogue=catalogue):
        design = life.design(pairs)
        through = life.whitened(design)
        curvature += design.T @ through
        slope += through.T @ life.response
        evidence += np.abs(design[:, : len(pairs)]).T @ life.precision
    return Sums(pairs=pairs, curvature=curvature, slope=slope, evidence=evidence)


@dataclass(frozen=True)
class Life:
    """One worker's scored attempts (n rows) at a linearisation: exposure (n, T) before each, response
    (n,) with the linear predictor added back, precision (n,) of the working response, weights q (n, K)."""

    rows: IntArray
    exposure: FloatArray
    response: FloatArray
    precision: FloatArray
    weights: FloatArray
    time: FloatArray

    def design(self, pairs: IntArray) -> FloatArray:
        """Return the columns of gains, easiness and trend, shape (n, P + T + 1)."""
        gains = self.exposure[:, pairs[:, 0]] * self.weights[:, pairs[:, 1]]
        easiness = np.zeros_like(self.exposure)
        easiness[np.arange(self.rows.size), self.rows] = 1.0
        return np.hstack([gains, easiness, self.time[:, None]])

    def covariance(self) -> FloatArray:
        """Return V: noise plus the worker's own skills, held so widely that only change counts."""
        shared = self.weights.sum(axis=1)
        own = WIDE_GENERAL * np.outer(shared, shared) + WIDE_SKILL * self.weights @ self.weights.T
        own[np.diag_indices_from(own)] += 1.0 / self.precision
        return own

    def whitened(self, columns: FloatArray) -> FloatArray:
        """Return V^-1 columns."""
        solved: FloatArray = np.linalg.solve(self.covariance(), columns).astype(np.float64)
        return solved

    def own_skills(self, residual: FloatArray, prior: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return mean (K,) and covariance (K, K) of the worker's own skills given residuals (n,) and a
        prior (K, K)."""
        seen = prior @ self.weights.T
        noise = self.weights @ seen + np.diag(1.0 / self.precision)
        back = np.linalg.solve(noise, seen.T)
        return back.T @ residual, prior - seen @ back


def lives(log: Columns, fit: Fit, *, catalogue: Catalogue) -> Iterator[Life]:
    """Yield each worker's life, linearised; those longer than 200 attempts in pieces with their own start.

    A life comes as two halves (every second attempt): exposure and linearisation of each look at the other.
    """
    for rows in log.lives:
        for start in range(rows.start, rows.stop, LONGEST_LIFE):
            piece = slice(start, min(start + LONGEST_LIFE, rows.stop))
            for half in (0, 1):
                life = _life(log, piece, fit, catalogue, half)
                if life is not None:
                    yield life


def _life(log: Columns, piece: slice, fit: Fit, catalogue: Catalogue, half: int) -> Life | None:
    """Return every second attempt, linearised by the others: a worker's luck must not return as a gain."""
    rows, score = log.row[piece], log.score[piece]
    mine = np.isfinite(score) & (np.arange(rows.size) % 2 == half)
    others = np.isfinite(score) & ~mine
    if mine.sum() < 2 or others.sum() < 2:
        return None
    weights, time = catalogue.weights[rows], np.arange(rows.size, dtype=np.float64)
    exposure = _exposure(rows, fit.easiness[rows], len(catalogue.task_types))
    grown = (exposure @ fit.gains * weights).sum(axis=1) + fit.easiness[rows] + fit.trend * time
    own = _rough_own(score, grown, weights, catalogue.chance[rows], others)
    exposure = _exposure(rows, grown + own, len(catalogue.task_types))
    grown = (exposure @ fit.gains * weights).sum(axis=1) + fit.easiness[rows] + fit.trend * time
    response, precision = working(score, grown + own, catalogue.chance[rows])
    return Life(
        rows=rows[mine],
        exposure=exposure[mine],
        response=response[mine],
        precision=precision[mine],
        weights=weights[mine],
        time=time[mine],
    )


def working(score: FloatArray, predictor: FloatArray, chance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return working response (with the predictor added) and precision of graded answers with guessing,
    both (n,)."""
    ability = np.clip(1.0 / (1.0 + np.exp(-predictor)), 0.03, 0.97)
    right = chance + (1.0 - chance) * ability
    steep = (1.0 - chance) * ability * (1.0 - ability)
    return predictor + (score - right) / steep, steep**2 / (right * (1.0 - right))


def _exposure(rows: IntArray, predictor: FloatArray, types: int) -> FloatArray:
    """Return the summed teaching power of earlier attempts at each type, (n, T), before each attempt."""
    each = np.zeros((rows.size, types))
    again = np.array([np.sum(rows[max(0, at - 8) : at] == rows[at]) for at in range(rows.size)])
    each[np.arange(rows.size), rows] = zone(predictor) * SAME_TYPE_AGAIN**again
    before: FloatArray = np.vstack([np.zeros((1, types)), np.cumsum(each, axis=0)[:-1]])
    return before


def _rough_own(
    score: FloatArray, predictor: FloatArray, weights: FloatArray, chance: FloatArray, scored: FloatArray
) -> FloatArray:
    """Return a first estimate of q.u_w for each attempt, (n,), so that the linearisation fits the person."""
    response, precision = working(score, predictor, chance)
    seen = weights[scored]
    prior = 0.8 * np.eye(weights.shape[1]) + 0.5
    noise = seen @ prior @ seen.T + np.diag(1.0 / precision[scored])
    own = prior @ seen.T @ np.linalg.solve(noise, (response - predictor)[scored])
    result: FloatArray = weights @ own
    return result
