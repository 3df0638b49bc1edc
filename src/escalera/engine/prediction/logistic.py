"""L2-penalised logistic regression over dense or sparse columns (limited-memory BFGS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize

from escalera.engine.prediction.attempts import Floats


@dataclass(frozen=True)
class Logistic:
    weights: Floats  # (D,)
    intercept: float

    def logit(self, x: Any) -> Floats:
        """Logit of each row of x (N, D), dense or scipy.sparse; (N,)."""
        return np.asarray(x @ self.weights.astype(x.dtype), dtype=float) + self.intercept


def mean(lines: Sequence[Logistic]) -> Logistic:
    """The line whose logit is the mean of the lines' logits."""
    weights = np.mean([line.weights for line in lines], axis=0)
    return Logistic(weights, float(np.mean([line.intercept for line in lines])))


def fit(x: Any, y: Floats, *, penalty: float | Floats, steps: int = 100) -> Logistic:
    """Fit to x (N, D) and scores y (N,) in [0, 1]; `penalty` is a number or (D,), none on the intercept."""
    turned = x.T if isinstance(x, np.ndarray) else x.T.tocsr()
    kind = x.dtype

    def loss(packed: Floats) -> tuple[float, Floats]:
        weights = packed[:-1]
        z = np.asarray(x @ weights.astype(kind), dtype=float) + packed[-1]
        off = 1.0 / (1.0 + np.exp(-z)) - y
        slope = np.append(turned @ off.astype(kind) + penalty * weights, off.sum())
        value = np.logaddexp(0.0, z).sum() - y @ z + 0.5 * (penalty * weights * weights).sum()
        return float(value) / y.size, slope / y.size

    mean = np.clip(y.mean(), 1e-3, 1 - 1e-3)
    start = np.append(np.zeros(x.shape[1]), np.log(mean / (1 - mean)))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return Logistic(found[:-1], float(found[-1]))
