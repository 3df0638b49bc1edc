"""The one place where fitting in bulk meets the engine's fit of learning gains.

Following workers is the costliest part of a fit, so its work is bounded twice: by the task types measured (the most
attempted) and by the rows that are followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import Belief, Catalogue, Gains, fitting, labels
from escalera.engine.belief import population
from escalera.engine.catalogue import IntArray
from escalera.engine.log import Recommendation, claims, columns
from escalera.engine.peers import Voices
from escalera.engine.realigning import Match, realigned, refreshed
from escalera.lab.bulk.batches import hash_of
from escalera.lab.bulk.vocabulary import Floats
from escalera.lab.models_packing import Arrays

# Multiplications in one pass over the rows that are followed: all passes take about a minute of one processor.
MOST_WORK = 4e9
MOST_A_ROW = 4.5e5
# Labels and speed are read off more rows than can be followed.
MOST_ROWS = 60_000
# Repairing labels holds some matrices (skills, skills) for each row: at most about a gigabyte of them.
MOST_NUMBERS = 3e7


@dataclass(frozen=True)
class Learned:
    """What the gains' fit gives: catalogue with corrected difficulties, gains, newcomers, each recommender's
    reliability, how many types and pairs (type, skill) were measured, and on how many workers and rows gains rest."""

    catalogue: Catalogue
    gains: Gains
    newcomer: Belief
    reliability: dict[str, float] = field(repr=False)
    types: int
    pairs: int
    workers: int
    rows: int


def measured_rows(catalogue: Catalogue, attempts: Floats) -> IntArray:
    """Return the rows (S,) of the catalogue whose gains are measured: most attempted first, attempts (T,), until an
    attempt would take more than 450,000 multiplications."""
    chosen: list[int] = []
    skills: set[int] = set()
    pairs = 0
    for row in np.argsort(-attempts, kind="stable").tolist():
        own = np.flatnonzero(catalogue.weights[row]).tolist()
        more = skills | set(own)
        cost = _cost(pairs + len(own), len(chosen) + 1, len(more))
        if attempts[row] == 0 or (chosen and cost > MOST_A_ROW):
            break
        chosen.append(row)
        skills, pairs = more, pairs + len(own)
    return np.array(sorted(chosen), dtype=np.int64)


def _cost(pairs: int, types: int, skills: int) -> float:
    # Each pair has a gain and an effect of choosing it.
    return fitting.cost_of_a_row(2 * pairs + types + skills, skills)


def affordable_rows(catalogue: Catalogue) -> int:
    """Return how many rows the gains' fit over this catalogue may follow."""
    pairs, (types, skills) = int((catalogue.weights > 0).sum()), catalogue.weights.shape
    return int(MOST_WORK / _cost(pairs, types, skills))


def rows_to_read(catalogue: Catalogue) -> int:
    """Return how many rows the engine's fit over this catalogue may be given."""
    rows, skills = max(MOST_ROWS, affordable_rows(catalogue)), len(catalogue.skills)
    return min(rows, int(MOST_NUMBERS / skills**2)) if skills <= labels.MOST_SKILLS else rows


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
    log = columns(_log(rows, few), few)
    names = {claim.worker: f"{hash_of(claim.worker):016x}" for claim in said}
    known = claims([claim._replace(worker=names[claim.worker]) for claim in said], few)
    learnt = fitting.fit(log, Voices.of(known, log, few), few, most_work=MOST_WORK)
    whole = few is catalogue
    gains = learnt.gains if whole else realigned(learnt.gains, learnt=learnt.catalogue, today=catalogue)
    met = learnt.catalogue if whole else refreshed(catalogue, learnt=learnt.catalogue)
    followed = min(1.0, affordable_rows(few) / max(log.row.size, 1))
    return Learned(
        catalogue=replace(met, seconds=catalogue.seconds),
        gains=gains,
        newcomer=learnt.newcomer if whole else _newcomer(learnt.newcomer, learnt.catalogue, catalogue),
        reliability={name: learnt.reliability.get(code, 0.0) for name, code in names.items()},
        types=len(few.task_types),
        pairs=int((learnt.gains.evidence > 0).sum()),
        workers=int(followed * len(log.workers)),
        rows=int(followed * log.row.size),
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


def _newcomer(met: Belief, few: Catalogue, catalogue: Catalogue) -> Belief:
    """Return the newcomer's belief over all skills; of those that were not measured, what is usual."""
    usual, match = population(len(catalogue.skills)), Match.of(few, catalogue)
    mean, covariance = usual.mean.copy(), np.diag(np.diagonal(usual.covariance))
    mean[match.columns] = met.mean[match.learnt_columns]
    covariance[np.ix_(match.columns, match.columns)] = met.covariance[
        np.ix_(match.learnt_columns, match.learnt_columns)
    ]
    return Belief(mean, covariance)
