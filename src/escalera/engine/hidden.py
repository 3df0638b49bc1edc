"""Prerequisites nobody declared, read off a log: practice of s helps those more who are already good at r.

For each pair (s, r) one score test (Rao 1948) of the interaction between practice of s and the worker's own r,
against the fitted model without it; pairs that pass are a suspicion strong enough to plan with, no more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray
from escalera.engine.change import Fit, Life
from escalera.engine.newcomers import predicted

FEWEST_LIVES = 100
STRONG = 4.0


def interactions(seen: Sequence[tuple[Life, FloatArray]], fit: Fit, skills: int) -> FloatArray:
    """Return z scores (K, K): [s, r] large when practice of s works better for those good at r.

    seen holds each life and its worker's own skills (K,), relative to the population.
    """
    signal, information = np.zeros((skills, skills)), np.zeros((skills, skills))
    for life, own in seen:
        practised = (life.exposure @ fit.gains) * life.weights
        through = life.whitened(practised)
        per_skill = through.T @ (life.response - predicted(life, fit))
        signal += np.outer(per_skill, own)
        information += np.outer((practised * through).sum(axis=0), own**2)
    scores: FloatArray = signal / np.sqrt(np.maximum(information, 1e-9))
    return scores


def prerequisites(seen: Sequence[tuple[Life, FloatArray]], fit: Fit, catalogue: Catalogue) -> BoolArray:
    """Return suspected prerequisites (K, K), [s, r] true when s seems to need r; at most one for a skill, no circles."""
    skills = len(catalogue.skills)
    found = np.zeros((skills, skills), dtype=np.bool_)
    if len(seen) < FEWEST_LIVES:
        return found
    scores = interactions(seen, fit, skills)
    np.fill_diagonal(scores, -np.inf)
    for skill in np.argsort(-scores.max(axis=1)):
        earlier = int(np.argmax(scores[skill]))
        if scores[skill, earlier] >= STRONG and not _leads(
            found | catalogue.prerequisites, earlier, int(skill)
        ):
            found[skill, earlier] = True
    return found


def _leads(needs: BoolArray, start: int, end: int) -> bool:
    """Return whether `start` needs `end`, directly or through others."""
    reach, front = {start}, [start]
    while front:
        for following in np.flatnonzero(needs[front.pop()]):
            if int(following) not in reach:
                reach.add(int(following))
                front.append(int(following))
    return end in reach
