"""How much of a gain arrives when: a few broad forms, tried on the log and averaged.

The likelihood alone prefers forms on which decisions do worse, and forms are weakly told apart, so their
weights are tempered, and what the forms disagree about is added to the doubt (Bayesian model averaging:
Hoeting et al. 1999, "Bayesian model averaging: a tutorial").
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.gains import Form
from escalera.engine.prior import integrated
from escalera.engine.settling import Question, Settled

LEFTS = (0.9, 1.6, 4.0)
RIGHTS = (1.2, 2.5, 5.0)
FIRST = Form(zone_peak=0.5, zone_width=1.6, zone_right=2.5, zone_floor=0.05, again=0.9, family_again=0.97)
# A difference of one in log likelihood counts as this much.
TEMPER = 0.5


def tried(question: Question, settled: Settled) -> list[Settled]:
    """Return estimates under the first form and its neighbours, first the left side, then the right."""
    seen = {(settled.fit.form.zone_width, settled.fit.form.zone_right): settled}
    now = settled
    for side in ("zone_width", "zone_right"):
        for width in LEFTS if side == "zone_width" else RIGHTS:
            form = replace(now.fit.form, **{side: width})
            if (form.zone_width, form.zone_right) not in seen:
                fit = replace(now.fit, form=form)
                other = question.settle(fit, now.prior, steps=3, apart=now.apart)
                seen[form.zone_width, form.zone_right] = other
        now = max(seen.values(), key=lambda each: each.log_likelihood)
    return list(seen.values())


def weights(tried: list[Settled]) -> FloatArray:
    """Return the weight of each form, summing to 1."""
    likely = TEMPER * np.array([each.log_likelihood for each in tried])
    share: FloatArray = np.exp(likely - likely.max())
    share /= share.sum()
    return share


def averaged(tried: list[Settled]) -> tuple[FloatArray, FloatArray, Form]:
    """Return mean (P,) and covariance (P, P) of the gains over the forms, and the form in the middle."""
    share = weights(tried)
    found = [integrated(each.measured, each.prior) for each in tried]
    mean = sum((gain * part for (gain, _), part in zip(found, share, strict=True)), np.zeros(1))
    covariance = np.zeros((mean.size, mean.size))
    for (gain, spread), part in zip(found, share, strict=True):
        covariance += part * (spread + np.outer(gain - mean, gain - mean))
    logs = np.log([[each.fit.form.zone_width, each.fit.form.zone_right] for each in tried])
    left, right = np.exp(share @ logs)
    return mean, covariance, replace(tried[0].fit.form, zone_width=float(left), zone_right=float(right))
