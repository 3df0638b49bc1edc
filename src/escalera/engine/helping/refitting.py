"""What closed requests say about who helps well: slope, height, and each helper's own effect.

P(solved) = logistic(slope ahead + at_equal + effect_h), effect_h ~ Normal(0, spread^2)               (1)

A logistic regression with random intercepts (Breslow and Clayton 1993), its maximum found by Newton's method
in the prior of `Success`; the spread by expectation-maximisation on the Laplace approximation.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.helping.success import USUAL, Success

# How far the guesses 4 and 1 may be off, and helpers from each other, before anything is seen (logits).
PRIOR_DEVIATION = np.array([2.0, 1.0])
SPREAD, SPREAD_ROWS = 0.5, 10.0
ROUNDS, STEPS, CLOSE = 25, 30, 1e-8


@dataclass(frozen=True)
class Refit:
    """The line, and effect (H,) with its deviation (H,) of each helper, in logits; spread between helpers."""

    success: Success
    effect: FloatArray = field(repr=False)
    deviation: FloatArray = field(repr=False)
    spread: float


def refit(
    ahead: FloatArray, helper: IntArray, solved: FloatArray, *, helpers: int, prior: Success = USUAL
) -> Refit:
    """Return (1) fitted to N closed requests: levels ahead (N,), helper (N,) by number below `helpers`, solved
    (N,) in [0, 1] (1: solved, or the share of tries after the help that went well).

    Without rows it is the prior. Raises ValueError for shapes or values that do not fit.
    """
    if not ahead.shape == helper.shape == solved.shape or ahead.ndim != 1:
        raise ValueError("ahead, helper and solved need one and the same length")
    if solved.size and not (solved.min() >= 0.0 and solved.max() <= 1.0 and helper.max() < helpers):
        raise ValueError("solved lies in [0, 1] and helpers are numbered from 0")
    rows, centre = np.column_stack([ahead, np.ones(ahead.size)]), np.array([prior.slope, prior.at_equal])
    line, effect, spread = centre.copy(), np.zeros(helpers), SPREAD**2
    for _ in range(ROUNDS):
        line, effect, curve = _newton(rows, helper, solved, centre, line, effect, spread)
        doubt = _doubt(curve)
        # A loose inverse-gamma guess: with few helpers nothing is known about their spread.
        spread = float(((effect**2 + doubt).sum() + SPREAD_ROWS * SPREAD**2) / (helpers + SPREAD_ROWS))
    slope, height = np.sqrt(np.diag(np.linalg.inv(_reduced(curve))))
    fitted = Success(float(line[0]), float(line[1]), float(slope), float(height))
    return Refit(fitted, effect, np.sqrt(doubt), float(np.sqrt(spread)))


@dataclass(frozen=True)
class _Curve:
    """Minus the Hessian: line (2, 2), across (2, H), own (H,), which is diagonal."""

    line: FloatArray
    across: FloatArray
    own: FloatArray


def _newton(
    rows: FloatArray,
    helper: IntArray,
    solved: FloatArray,
    centre: FloatArray,
    line: FloatArray,
    effect: FloatArray,
    spread: float,
) -> tuple[FloatArray, FloatArray, _Curve]:
    precision = 1.0 / PRIOR_DEVIATION**2
    for _ in range(STEPS):
        likely = 1.0 / (1.0 + np.exp(-(rows @ line + effect[helper])))
        bent, off = likely * (1.0 - likely), solved - likely
        many = effect.size
        curve = _Curve(
            rows.T @ (bent[:, None] * rows) + np.diag(precision),
            np.stack([np.bincount(helper, bent * column, many) for column in rows.T]),
            np.bincount(helper, bent, many).astype(float) + 1.0 / spread,
        )
        push = rows.T @ off + precision * (centre - line)
        own = np.bincount(helper, off, many) - effect / spread
        step = np.linalg.solve(_reduced(curve), push - curve.across @ (own / curve.own))
        moved = (own - step @ curve.across) / curve.own
        # Far from the maximum a full step may overshoot; two logits never do.
        short = min(1.0, 2.0 / max(float(np.abs(step).max()), float(np.abs(moved).max(initial=0.0)), 1e-12))
        line, effect = line + short * step, effect + short * moved
        if np.abs(step).max() < CLOSE:
            break
    return line, effect, curve


def _reduced(curve: _Curve) -> FloatArray:
    """What is left for the line after the helpers are taken out (Schur complement), (2, 2)."""
    left: FloatArray = curve.line - (curve.across / curve.own) @ curve.across.T
    return left


def _doubt(curve: _Curve) -> FloatArray:
    """Variance of each helper's effect, (H,)."""
    through = curve.across / curve.own
    doubt: FloatArray = 1.0 / curve.own + (through * np.linalg.solve(_reduced(curve), through)).sum(axis=0)
    return doubt
