"""What is known of tips that were shown: where, to whom with what expected, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray

NONE = -1


@dataclass(frozen=True)
class Arms:
    """T tips (or helpers): place (T,) where each may be shown, by number below `places` (a task type, a common
    mistake); votes (T, 2) for and against."""

    place: IntArray
    places: int
    votes: IntArray | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return self.place.size

    @property
    def liked(self) -> FloatArray:
        """What votes say, (T,), in [-1, 1]; four votes of doubt are added."""
        if self.votes is None:
            return np.zeros(len(self))
        said: FloatArray = (self.votes[:, 0] - self.votes[:, 1]) / (self.votes.sum(axis=1) + 4.0)
        return said


@dataclass(frozen=True)
class Outcomes:
    """N attempts at places where a tip may be shown: place (N,), arm (N,) the tip that was shown (NONE for
    none), value (N,) what came of it, expected (N,) what was expected before, and noise (N,) the variance of
    value around it, up to a factor. All of one measure: scores in [0, 1], or seconds in logs.
    """

    place: IntArray = field(repr=False)
    arm: IntArray = field(repr=False)
    value: FloatArray = field(repr=False)
    expected: FloatArray = field(repr=False)
    noise: FloatArray = field(repr=False)

    def __post_init__(self) -> None:
        if len({part.shape for part in (self.place, self.arm, self.value, self.expected, self.noise)}) != 1:
            raise ValueError("outcomes need one and the same length in all their parts")


def scores(
    place: Sequence[int] | IntArray, arm: Sequence[int] | IntArray, score: FloatArray, expected: FloatArray
) -> Outcomes:
    """Return outcomes in score: `score` and the probability `expected` by the belief, both (N,) in [0, 1]."""
    # Where right and wrong are nearly certain, chance outside the belief keeps the variance up.
    noise = np.maximum(expected * (1.0 - expected), 0.05)
    return Outcomes(_numbers(place), _numbers(arm), score, expected, noise)


def log_seconds(
    place: Sequence[int] | IntArray, arm: Sequence[int] | IntArray, seconds: FloatArray, usual: FloatArray
) -> Outcomes:
    """Return outcomes in log seconds: seconds taken and those usual for this worker and type, both (N,)."""
    return Outcomes(_numbers(place), _numbers(arm), np.log(seconds), np.log(usual), np.ones(seconds.size))


def _numbers(of: Sequence[int] | IntArray) -> IntArray:
    return np.asarray(of, dtype=np.int64)
