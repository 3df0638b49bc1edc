"""From strengths to what an author is told: a score, how sure, and whether there is enough to say it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from escalera.engine.judgement.strengths import Strengths, logistic
from escalera.engine.normal import above

Z_80 = 1.2815515655446004  # the middle 80 % of a Gaussian


@dataclass(frozen=True)
class Rule:
    """When to stop comparing a piece.

    Sure means: compared at least `least` times, and either the score's deviation is at most `deviation`, or
    the chance that the piece lies on the other side of `level` is at most `wrong_side`. After `most`
    comparisons a verdict is given anyway, and says that it is not sure.
    """

    level: float = 0.6
    least: int = 4
    most: int = 16
    deviation: float = 0.1
    wrong_side: float = 0.1


@dataclass(frozen=True)
class Verdict:
    """Score in [0, 1] with its middle 80 %, the chance of standing on the wrong side of the level, the times
    compared, and whether that is sure and final."""

    score: float
    low: float
    high: float
    wrong_side: float
    times: int
    is_sure: bool
    is_final: bool


def verdict(found: Strengths, piece: int, *, times: int, rule: Rule) -> Verdict:
    """Return what can be said of a piece that was compared `times` times.

    The score is logistic(strength): anchors of score q stand at logit q, so that the scale is theirs. Its
    deviation is that of the strength times score (1 - score) (delta method).
    """
    mean, deviation = float(found.mean[piece]), float(found.deviation[piece])
    low, score, high = (_logistic(mean + z * deviation) for z in (-Z_80, 0.0, Z_80))
    line = np.log(rule.level / (1 - rule.level))
    over = float(above(np.array(line), mean=np.array(mean), deviation=np.array(deviation)))
    wrong_side = min(over, 1 - over)
    is_sure = times >= rule.least and (
        deviation * score * (1 - score) <= rule.deviation or wrong_side <= rule.wrong_side
    )
    return Verdict(score, low, high, wrong_side, times, is_sure, is_sure or times >= rule.most)


def share_beaten(found: Strengths, piece: int, others: Collection[int]) -> float | None:
    """Return the expected share of `others` that the piece is better than, in [0, 1]; None without others."""
    rest = np.array(sorted(set(others) - {piece}), dtype=np.int64)
    if not rest.size:
        return None
    mean, variance = found.gap(np.full(rest.size, piece), rest)
    return float(np.mean(above(np.zeros(rest.size), mean=mean, deviation=np.sqrt(variance))))


def _logistic(x: float) -> float:
    return float(logistic(np.array(x)))
