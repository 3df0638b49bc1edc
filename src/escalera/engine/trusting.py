"""How far each recommender is believed, and which skills their claims say a type teaches.

A recommender is honest, or somebody who names things regardless of what they teach: anything they did, or a
favourite of their own or of others like them. What they said is judged by what all *others* said, and by what
was measured, under both (a mixture with known components: McLachlan and Peel 2000, chapter 2).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.claims import (
    MISTAKEN,
    OTHER_SKILL,
    USES,
    Crowd,
    Said,
    Use,
    gathered,
    read,
    silence,
    told,
)

# Before any evidence three of four recommenders are taken to be honest.
HONEST = 0.75
# A worker's claims are less independent than the mixture takes them to be.
TEMPER = 0.6
# However many agree on a type, they bear each other out like this many: measurements must be able to
# contradict a crowd.
ENOUGH = 8.0
LEAST, MOST = 0.02, 0.98
# Before any claims: nine of ten labels are right; claims can say no more than this in log odds.
WRONG, MOST_SAID = 0.1, 6.0
ROUNDS = 4
# So many of the types that workers did are looked at together: 6 MB.
AT_ONCE = 20_000


def trusted(said: Said, measured: FloatArray) -> FloatArray:
    """Return how far each worker is believed, (W,) in [0, 1]; measured (T, G) is the log likelihood of what was
    measured without peers at every use of each type."""
    trust = np.full(said.workers, HONEST)
    for _ in range(ROUNDS if said.worker.size else 0):
        heard = replace(said, labels=taught(said, trust))
        _, crowd = read(heard, trust)
        honest = _honest(heard, crowd, trust, measured)
        odds = np.log(HONEST / (1.0 - HONEST)) + TEMPER * (honest - _careless(said, trust))
        trust = np.clip(1.0 / (1.0 + np.exp(-np.clip(odds, -30.0, 30.0))), LEAST, MOST)
    return trust


def taught(said: Said, trust: FloatArray) -> FloatArray:
    """Return the labels (T, K) as claims leave them: the declared ones, mixed with each single skill as likely
    as trusted claims make it. "It did not teach" says nothing about labels."""
    if said.asked:
        return said.labels
    skills = said.labels.shape[1]
    mixed, single = said.labels.copy(), np.eye(skills)
    for row in np.unique(said.row):
        odds = label_odds(said, trust, row, np.vstack([said.labels[row], single]))[1:]
        likely = np.exp(odds) * WRONG / (1.0 - WRONG) / skills
        mixed[row] = (said.labels[row] + likely) / (1.0 + likely.sum())
    return mixed


def label_odds(said: Said, trust: FloatArray, row: int, labels: FloatArray) -> FloatArray:
    """Return the log likelihood ratio (H,) of claims on one type under labels (H, K) against the first one; at
    most 6, so that no crowd can overrule answers."""
    mine = said.praise(row)
    believed, blind = trust[said.worker[mine]], 1.0 / labels.shape[1]
    wrong = OTHER_SKILL / (1.0 + OTHER_SKILL)
    part = labels / np.maximum(labels.sum(axis=1, keepdims=True), 1e-12)
    named = (1.0 - wrong) * part[:, said.skill[mine]] + wrong * blind
    likely = np.log(believed * named + (1.0 - believed) * blind).sum(axis=1)
    odds: FloatArray = np.clip(likely - likely[0], -30.0, MOST_SAID)
    return odds


def _honest(said: Said, crowd: Crowd, trust: FloatArray, measured: FloatArray) -> FloatArray:
    """Return the log likelihood (W,) of each worker's claims if they are honest."""
    place, likely = _places(said), told(said, crowd)
    heard = np.bincount(said.did[:, 1], trust[said.did[:, 0]], len(said.labels))
    share = np.minimum(1.0, ENOUGH / np.maximum(heard, 1e-9))
    known, quiet = share[:, None] * gathered(said, crowd, trust) + measured, silence(said, crowd)
    use, answered = np.zeros(len(said.did)), np.zeros(said.worker.size)
    order = np.argsort(place, kind="stable")
    for first in range(0, len(said.did), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        mine = order[slice(*np.searchsorted(place[order], [first, first + AT_ONCE]))]
        own = -quiet[some, None] * (USES + MISTAKEN)
        np.add.at(own, place[mine] - first, likely[mine])
        # A worker's own voice must not bear them out.
        rest = known[said.did[some, 1]] - (share[said.did[some, 1]] * trust[said.did[some, 0]])[:, None] * own
        part = np.exp(rest - rest.max(axis=1, keepdims=True)) * crowd.prior
        part /= part.sum(axis=1, keepdims=True)
        use[some] = part @ USES
        answered[mine] = np.log((np.exp(likely[mine]) * part[place[mine] - first]).sum(axis=1))
    return _by_worker(said.worker, answered, said) if said.asked else _chosen(said, use, place)


def _places(said: Said) -> IntArray:
    """Return where in `did` each claim's worker and type stand, (C,)."""
    types = len(said.labels)
    done = said.did[:, 0] * types + said.did[:, 1]
    return np.searchsorted(done, said.worker * types + said.row).astype(np.int64)


def _chosen(said: Said, use: FloatArray, place: IntArray) -> FloatArray:
    """Return the log likelihood (W,) of choosing these claims among all types done, at uses without the
    worker's own voice."""
    weight = use + MISTAKEN
    total = np.bincount(said.did[:, 0], weights=weight, minlength=said.workers)
    part = said.part[said.row, said.skill]
    named = (use[place] * part + OTHER_SKILL / said.part.shape[1]) / (use[place] + OTHER_SKILL)
    chance = np.log(weight[place] * named / total[said.worker])
    chance = np.where(said.sign > 0, chance, 0.0)
    return _by_worker(said.worker, chance, said)


def _careless(said: Said, trust: FloatArray) -> FloatArray:
    """Return the log likelihood (W,) of each worker's claims if they name things regardless of use."""
    if said.asked:
        yes = (said.sign > 0).mean()
        chance = np.log(np.where(said.sign > 0, np.maximum(yes, 0.5), 1.0 - np.maximum(yes, 0.5)))
        return _by_worker(said.worker, chance, said)
    types, skills = said.labels.shape
    many = np.bincount(said.did[:, 0], minlength=said.workers)[said.worker]
    spoken = np.bincount(said.worker, minlength=said.workers)[said.worker]
    place = _places(said)
    same = np.bincount(place)[place]
    own = (same - 1) / np.maximum(spoken - 1, 1)
    doubt = 1.0 - trust[said.worker]
    others = np.bincount(said.row, weights=doubt, minlength=types)[said.row] - doubt * same
    theirs = np.maximum(others, 0.0) / np.maximum(doubt.sum() - doubt * spoken, 1e-9)
    density = (0.5 / many + 0.25 * own + 0.25 * theirs) / skills
    chance = np.where(said.sign > 0, np.log(density), 0.0)
    return _by_worker(said.worker, chance, said)


def _by_worker(worker: IntArray, amount: FloatArray, said: Said) -> FloatArray:
    return np.bincount(worker, weights=amount, minlength=said.workers).astype(np.float64)


def use_of(said: Said, trust: FloatArray, heed: float) -> tuple[Use, FloatArray]:
    """Return each type's use and the labels (T, K) as trusted claims leave them; heed in [0, 1]."""
    labels = taught(said, heed * trust)
    use, _ = read(replace(said, labels=labels), trust, heed=heed)
    return use, labels
