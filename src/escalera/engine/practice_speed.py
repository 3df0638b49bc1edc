"""Speed as a second outcome: by how much one earlier attempt at a type changes the log of the seconds.

log seconds = type + worker + slope_k x min(earlier attempts, 10), slopes around a common mean (empirical
Bayes, DerSimonian and Laird 1986). Type and worker are taken out by alternating projections.
"""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.log import Columns

USUAL_SLOPE, SLOPE_VARIANCE = -0.03, 0.02**2
MOST_EARLIER = 10
FEWEST = 50
SWEEPS = 12


def slopes(log: Columns, types: int) -> tuple[FloatArray, FloatArray]:
    """Return the change of log seconds by one earlier attempt, (T,), and its variance (T,). Little data:
    -.03 give or take .02."""
    known = np.flatnonzero(np.isfinite(log.seconds) & (log.seconds > 0))
    if known.size < FEWEST:
        return np.full(types, USUAL_SLOPE), np.full(types, SLOPE_VARIANCE)
    row, worker = log.row[known], log.worker[known]
    taken = np.log(log.seconds[known])
    earlier = np.minimum(_earlier(log, types)[known], MOST_EARLIER)
    taken, earlier = _within(taken, row, worker), _within(earlier, row, worker)
    design = np.bincount(row, weights=earlier**2, minlength=types).astype(np.float64)
    product = np.bincount(row, weights=earlier * taken, minlength=types).astype(np.float64)
    common = float(product.sum() / max(float(design.sum()), 1e-9))
    noise = float(np.mean((taken - common * earlier) ** 2))
    return _shrunk(product, design, noise)


def _shrunk(product: FloatArray, design: FloatArray, noise: float) -> tuple[FloatArray, FloatArray]:
    own = product / np.maximum(design, 1e-9)
    error = noise / np.maximum(design, 1e-9)
    trust = 1.0 / (error + SLOPE_VARIANCE)
    # The common slope, itself held near the usual one as firmly as four types would.
    firm = 4.0 / SLOPE_VARIANCE
    common = float((trust @ own + firm * USUAL_SLOPE * 0.25) / (trust.sum() + firm * 0.25))
    between = float(np.clip(((own - common) ** 2 - error) @ trust**2 / (trust @ trust), 1e-5, 0.05**2))
    kept = between / (between + error)
    return common + kept * (own - common), between * (1.0 - kept) + 1.0 / (trust.sum() + firm * 0.25)


def _earlier(log: Columns, types: int) -> FloatArray:
    """Return how often the same worker did the same type before each row, (N,)."""
    code = log.worker * types + log.row
    order = np.argsort(code, kind="stable")
    sorted_code = code[order]
    first = np.searchsorted(sorted_code, sorted_code)
    count = np.empty(code.size)
    count[order] = np.arange(code.size) - first
    return count


def _within(value: FloatArray, row: IntArray, worker: IntArray) -> FloatArray:
    for _ in range(SWEEPS):
        for code in (row, worker):
            many = np.maximum(np.bincount(code), 1)
            value = value - (np.bincount(code, weights=value) / many)[code]
    return value
