"""Hidden prerequisites: how likely skill s learns little while skill r is low, learned from everybody's log.

One more pass gives, beside the gains, the score b and information a of each candidate n[s, r] (Rao's score
test). Its log likelihood ratio b - a/2 against "needs nothing" is set against a prior that gives all
candidates of a skill together `ANY`. A log that cannot tell leaves the prior, and then says nothing.
"""

from __future__ import annotations

import numpy as np

from escalera.engine.catalogue import FloatArray
from escalera.engine.following import sums_of
from escalera.engine.settling import Question, Settled, around_others
from escalera.engine.unknowns import Unknowns

# Three in ten skills are taken to have a prerequisite that nobody declared.
ANY = 0.3
MOST_SKILLS = 20


def expected(declared: np.ndarray) -> FloatArray:
    """Return the prior probability (K, K) that s needs r; declared (K, K) ones are certain."""
    skills = len(declared)
    undeclared = ANY / max(skills - 1, 1) * (1.0 - np.eye(skills))
    # A skill with declared prerequisites is taken to have no others.
    undeclared[declared.any(axis=1)] = 0.0
    chance: FloatArray = np.where(declared, 1.0, undeclared)
    return chance


def learnt(question: Question, settled: Settled) -> FloatArray:
    """Return the probability (K, K) that s needs r, given the log; the prior with more than 20 skills."""
    catalogue, given = question.catalogue, question.unknowns
    prior = expected(catalogue.prerequisites)
    skills = len(prior)
    if not 2 <= skills <= MOST_SKILLS:
        return prior
    asking = Unknowns.of(given.pairs, catalogue, confounded=given.confounded, needing=True)
    sums = sums_of(question.log, settled.fit, catalogue=catalogue, unknowns=asking)
    ratio = _log_ratio(question, settled, asking, sums.curvature, sums.slope, prior)
    undeclared = ~catalogue.prerequisites.any(axis=1)
    chance = prior.copy()
    for skill in np.flatnonzero(undeclared):
        odds = prior[skill] / (1.0 - ANY) * np.exp(np.clip(ratio[skill], -8.0, 8.0))
        chance[skill] = odds / (1.0 + odds.sum())
    return chance


def _log_ratio(
    question: Question,
    settled: Settled,
    asking: Unknowns,
    curvature: FloatArray,
    slope: FloatArray,
    prior: FloatArray,
) -> FloatArray:
    """Return the log likelihood ratio (K, K) of needing r against needing nothing; the rest integrated out."""
    own, skills = asking.needs.start, len(prior)
    centre, precision = around_others(question, settled)
    inner = curvature[:own, :own] + precision
    right = np.column_stack([curvature[:own, own:], slope[:own] + precision @ centre])
    solved = np.linalg.solve(inner, right)
    information = curvature[own:, own:] - curvature[own:, :own] @ solved[:, :-1]
    pull = slope[own:] - curvature[own:, :own] @ solved[:, -1]
    now = settled.fit.needs.ravel()
    # From "needs nothing" (the skill's own candidates at 0) to "needs r" (that one at 1).
    ratio = np.zeros(skills**2)
    for skill in range(skills):
        mine = slice(skill * skills, (skill + 1) * skills)
        score = pull[mine] - information[mine] @ now + information[mine, mine] @ now[mine]
        ratio[mine] = score - 0.5 * np.diagonal(information)[mine]
    return ratio.reshape(skills, skills)
