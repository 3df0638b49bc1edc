"""An estimate with its interval, or "can't tell from this log" with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.off_policy import direct, estimators
from escalera.engine.off_policy.weighing import effective_sample, mean_weight, never_chosen, weights
from escalera.engine.off_policy.windows import Windows

LONGEST = 5
FEWEST = 500.0
RESAMPLES = 400
# A share of choices or outcomes that may be missing before the answer is "can't tell".
MISSING = 0.01
LEFT_EARLY = 0.05

Method = Literal["doubly robust", "self-normalised"]


@dataclass(frozen=True)
class Estimate:
    """What the policy is expected to bring, with an interval at `level`, from `effective` samples' worth."""

    value: float
    low: float
    high: float
    level: float
    effective: float
    method: Method


@dataclass(frozen=True)
class Unknown:
    """This log cannot say, and why."""

    reason: str
    effective: float = 0.0

    def __str__(self) -> str:
        return f"can't tell from this log: {self.reason}"


def evaluate(
    over: Windows,
    target: FloatArray,
    outcome: FloatArray,
    *,
    rng: np.random.Generator,
    method: Method = "doubly robust",
    level: float = 0.95,
    names: Sequence[str] = (),
) -> Estimate | Unknown:
    """Return the expected sum of an outcome over the horizon under the target policy.

    target (N, H, T) probabilities from `chances`, outcome (N, H) per decision (`Windows.score`, `.minutes`,
    `.at_the_end`). The interval resamples whole workers. `names` (T,) name task types in reasons. Unknown when
    propensities or outcomes are missing, the log never makes some choice of the policy, the horizon is above
    five, or the effective sample is below 500.
    """
    if reason := _unusable(over, outcome):
        return Unknown(reason)
    weight = weights(target, over.row, over.propensity)
    effective = effective_sample(weight)
    if reason := _never_made(over, target, weight, names) or _too_little(over, effective):
        return Unknown(reason, effective)
    if reason := _unbalanced(weight, over):
        return Unknown(reason, effective)
    found = _estimator(over, target, outcome, weight, method)
    tail = (1.0 - level) / 2.0
    low, high = np.quantile(found.resampled(rng=rng, times=RESAMPLES), (tail, 1.0 - tail))
    return Estimate(found.value, float(low), float(high), level, effective, method)


def _estimator(
    over: Windows, target: FloatArray, outcome: FloatArray, weight: FloatArray, method: Method
) -> estimators.Ratios:
    if method == "self-normalised":
        return estimators.self_normalised(outcome, weight, over.worker)
    chosen, value = direct.values(over, target, outcome)
    return estimators.doubly_robust(outcome, weight, chosen, value, over.worker)


def _unusable(over: Windows, outcome: FloatArray) -> str:
    if over.horizon > LONGEST:
        return f"{over.horizon} decisions ahead is too far; it is shown to hold for up to {LONGEST}"
    if not len(over):
        return f"nobody made {over.horizon} decisions"
    if (missing := int(np.isnan(over.propensity).sum())) > 0:
        return f"the propensity is missing in {missing} of {over.place.size} choices"
    if (missing := int(np.isnan(outcome).sum())) > 0:
        return f"the outcome is missing in {missing} of {over.place.size} attempts"
    people = over.short + np.unique(over.worker).size
    if over.short > LEFT_EARLY * people:
        return f"{over.short} of {people} workers made fewer than {over.horizon} decisions"
    return ""


def _never_made(over: Windows, target: FloatArray, weight: FloatArray, names: Sequence[str]) -> str:
    unseen = never_chosen(target, over.row, weight)
    if unseen.sum() <= MISSING:
        return ""
    name = names[int(unseen.argmax())] if names else f"type {int(unseen.argmax())}"
    return f"the log never chose {name}, and {unseen.sum():.0%} of the policy's choices are such"


def _too_little(over: Windows, effective: float) -> str:
    if effective >= FEWEST:
        return ""
    return (
        f"its {len(over)} stretches of {over.horizon} decisions are worth {effective:.0f} of this policy's own, "
        f"and fewer than {FEWEST:.0f} say too little"
    )


def _unbalanced(weight: FloatArray, over: Windows) -> str:
    """A mean weight away from 1 betrays choices that the log may not make in some situations, and propensities
    that are not those of its choices."""
    mean, error = mean_weight(weight, over.worker)
    away = np.abs(mean - 1.0) - 4.0 * error
    if np.all(away <= MISSING):
        return ""
    return (
        f"the choices' weights average {mean[int(away.argmax())]:.2f} where 1 is due: the log lacks choices of the "
        "policy, or its propensities are not those of its choices"
    )
