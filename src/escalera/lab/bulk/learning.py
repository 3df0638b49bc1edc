"""The one place where fitting in bulk meets the engine's fit of learning gains.

The gains' statistics are a square matrix over all unknowns, made anew from every row: the costliest part of a fit. Its
work is bounded twice: by the task types measured (the most attempted) and by the rows it looks at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import Belief, Catalogue, Gains, Tutor
from escalera.engine.belief import population
from escalera.engine.catalogue import IntArray
from escalera.engine.log import Columns, Recommendation, claims, columns
from escalera.engine.peers import Voices
from escalera.engine.realigning import Match, realigned, refreshed
from escalera.lab.bulk.batches import hash_of
from escalera.lab.bulk.vocabulary import Floats
from escalera.lab.models_packing import Arrays

MOST_UNKNOWNS = 600
MOST_SKILLS = 200
FEWEST_ROWS, MOST_ROWS = 20_000, 300_000
# Rows times squared unknowns: about a minute of one processor.
MOST_WORK = 3.6e10


@dataclass(frozen=True)
class Learned:
    """What the gains' fit gives: catalogue with corrected difficulties, gains, newcomers, each recommender's
    reliability, and how many types and pairs (type, skill) were measured."""

    catalogue: Catalogue
    gains: Gains
    newcomer: Belief
    reliability: dict[str, float] = field(repr=False)
    types: int
    pairs: int


def measured_rows(catalogue: Catalogue, attempts: Floats) -> IntArray:
    """Return the rows (S,) of the catalogue whose gains are measured: most attempts (T,) first, as many as their
    pairs, skills and themselves make at most 600 unknowns of at most 200 skills."""
    chosen: list[int] = []
    skills: set[int] = set()
    pairs = 0
    for row in np.argsort(-attempts, kind="stable").tolist():
        own = np.flatnonzero(catalogue.weights[row]).tolist()
        more = skills | set(own)
        if attempts[row] == 0 or (chosen and _too_many(pairs + len(own), len(chosen) + 1, len(more))):
            break
        chosen.append(row)
        skills, pairs = more, pairs + len(own)
    return np.array(sorted(chosen), dtype=np.int64)


def _too_many(pairs: int, types: int, skills: int) -> bool:
    return skills > MOST_SKILLS or pairs + types + skills > MOST_UNKNOWNS


def affordable_rows(catalogue: Catalogue) -> int:
    """Return how many rows the gains' fit over this catalogue may look at."""
    unknowns = int((catalogue.weights > 0).sum()) + sum(catalogue.weights.shape)
    return int(np.clip(MOST_WORK / unknowns**2, FEWEST_ROWS, MOST_ROWS))


def within(catalogue: Catalogue, rows: IntArray) -> Catalogue:
    """Return the catalogue of these rows and of the skills they ask for."""
    if rows.size == len(catalogue.task_types):
        return catalogue
    kept = np.flatnonzero(catalogue.weights[rows].any(axis=0))
    return Catalogue(
        skills=tuple(catalogue.skills[at] for at in kept),
        task_types=tuple(catalogue.task_types[at] for at in rows),
        families=tuple(catalogue.families[at] for at in rows),
        weights=catalogue.weights[np.ix_(rows, kept)],
        difficulty=catalogue.difficulty[rows],
        chance=catalogue.chance[rows],
        seconds=catalogue.seconds[rows],
        pay=catalogue.pay[rows],
        prerequisites=catalogue.prerequisites[np.ix_(kept, kept)],
    )


def learn(rows: Arrays, said: Sequence[Recommendation], catalogue: Catalogue, few: Catalogue) -> Learned:
    """Return what the gathered rows (see `sampling.gathered`; `row` counts in `few`) and the claims of peers teach,
    over the whole catalogue; task types outside `few` keep declared gains."""
    log = _log(rows, few)
    names = {claim.worker: f"{hash_of(claim.worker):016x}" for claim in said}
    known = claims([claim._replace(worker=names[claim.worker]) for claim in said], few)
    tutor = Tutor(few).learn(log, known)
    whole = few is catalogue
    gains = tutor.gains if whole else realigned(tutor.gains, learnt=tutor.catalogue, today=catalogue)
    met = tutor.catalogue if whole else refreshed(catalogue, learnt=tutor.catalogue)
    trusted = _reliability(known, columns(log, few), few, tutor.gains)
    return Learned(
        catalogue=replace(met, seconds=catalogue.seconds),
        gains=gains,
        newcomer=_newcomer(tutor, catalogue),
        reliability={name: trusted.get(code, 0.0) for name, code in names.items()},
        types=len(few.task_types),
        pairs=int((tutor.gains.evidence > 0).sum()),
    )


def _log(rows: Arrays, few: Catalogue) -> dict[str, Sequence[object]]:
    names = few.task_types
    return {
        "worker": [f"{code:016x}" for code in rows["worker"].tolist()],
        "task_type": [names[row] for row in rows["row"].tolist()],
        "score": rows["score"].tolist(),
        "seconds": rows["seconds"].tolist(),
        "at": rows["place"].tolist(),
        "propensity": rows["propensity"].tolist(),
    }


def _newcomer(tutor: Tutor, catalogue: Catalogue) -> Belief:
    """Return the newcomer's belief over all skills; of those that were not measured, what is usual."""
    met, usual = tutor.newcomer(), population(len(catalogue.skills))
    if len(tutor.catalogue.skills) == len(catalogue.skills):
        return met
    match = Match.of(tutor.catalogue, catalogue)
    mean, covariance = usual.mean.copy(), np.diag(np.diagonal(usual.covariance))
    mean[match.columns] = met.mean[match.learnt_columns]
    covariance[np.ix_(match.columns, match.columns)] = met.covariance[
        np.ix_(match.learnt_columns, match.learnt_columns)
    ]
    return Belief(mean, covariance)


def _reliability(
    said: Sequence[Recommendation], log: Columns, few: Catalogue, gains: Gains
) -> dict[str, float]:
    """Return how far each recommender is borne out by the fitted gains, in [0, 1] (see `engine.peers`)."""
    voices = Voices.of(said, log, few)
    if not voices.worker.size:
        return {}
    usual = float(np.average(gains.mean, weights=few.weights))
    z = (gains.mean - 0.5 * usual) / np.sqrt(np.maximum(gains.variance, 1e-12))
    likely = 1.0 / (1.0 + np.exp(np.clip(-1.7 * z, -50.0, 50.0)))
    return dict(zip(voices.workers, voices.reliability(likely).tolist(), strict=True))
