"""The engine's hot loops compiled by numba where it is installed: the same functions, the same results."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from typing import Any, cast

import numpy as np

from escalera.engine import prediction
from escalera.engine.prediction import Attempts, kernels
from escalera.engine.prediction.kernels import Kernels, Loop

TINY = prediction.Effort(folds=2, epochs=1, visits=1)


def available() -> bool:
    return find_spec("numba") is not None


@cache
def loops() -> Kernels:
    """Compiled loops, plain ones where numba is missing; each is compiled when first called, and kept on disk."""
    if not available():
        return kernels.PLAIN
    import numba

    def made(loop: Loop, written: int) -> Loop:
        return cast(Loop, numba.njit(cache=True, nogil=True)(loop))

    return Kernels.of(made)


@cache
def warm() -> Kernels:
    """The loops, all called once, so that what follows is not held up."""
    rng = np.random.default_rng(0)
    log = _any_log(rng.random(60))
    prediction.fit(log, rng=rng, effort=TINY, kernels=loops()).predict(log, kernels=loops())
    return loops()


def _any_log(score: Any) -> Attempts:
    rows = np.arange(score.size)
    few, ones = rows % 4, np.ones(score.size)
    return Attempts(rows // 10, few, few, np.arange(score.size + 1), few, score, ones, ones, ones)
