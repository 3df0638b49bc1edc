"""What the tutor learns from: attempts and recommendations, checked and turned into arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray


class Attempt(NamedTuple):
    """One row of a log. `at` orders a worker's attempts (any increasing number); without it, order in the
    log does.

    score in [0, 1] or None where nobody has judged it; seconds or None; item names the item within the
    type; propensity is the probability with which the type was chosen, None where unknown.
    """

    worker: str
    task_type: str
    score: float | None
    seconds: float | None = None
    item: str | None = None
    at: float | None = None
    propensity: float | None = None


class Recommendation(NamedTuple):
    """A worker's claim "this task type taught me this skill" (taught = False: "it did not")."""

    worker: str
    task_type: str
    skill: str
    taught: bool = True


LogLike = Sequence[Attempt] | Sequence[Sequence[object]] | Mapping[str, Sequence[object]]
ClaimsLike = Sequence[Recommendation] | Sequence[Sequence[object]]


class BadLog(ValueError):
    """A log with a missing column or a score out of range."""


@dataclass(frozen=True)
class Columns:
    """A log as arrays of N rows, each worker's rows together and in order.

    worker and row (N,) codes; score (N,) with NaN where unknown; seconds (N,) with NaN where unknown;
    workers names by code; passed_over counts rows whose task type the catalogue does not hold; propensity (N,)
    of the choice that led to each row, NaN where unknown (empty where nobody gave any).
    """

    workers: tuple[str, ...]
    worker: IntArray = field(repr=False)
    row: IntArray = field(repr=False)
    score: FloatArray = field(repr=False)
    seconds: FloatArray = field(repr=False)
    passed_over: int = 0
    propensity: FloatArray = field(repr=False, default_factory=lambda: np.zeros(0))

    @property
    def lives(self) -> list[slice]:
        """Return the rows of each worker, in order of worker code."""
        edges = np.searchsorted(self.worker, np.arange(len(self.workers) + 1))
        return [slice(int(a), int(b)) for a, b in pairwise(edges)]

    def did(self, catalogue: Catalogue) -> set[tuple[str, int]]:
        """Return the pairs (worker, row of the catalogue) that occur."""
        return {(self.workers[w], int(r)) for w, r in zip(self.worker, self.row, strict=True)}


def columns(log: LogLike, catalogue: Catalogue) -> Columns:
    """Return a log as arrays. Accepts Attempt values, tuples in their order, or a mapping of columns.

    Raises BadLog when worker, task_type or score is missing or a score lies outside [0, 1].
    """
    raw = _raw(log)
    places = {name: at for at, name in enumerate(catalogue.task_types)}
    row = np.array([places.get(str(name), -1) for name in raw["task_type"]], dtype=np.int64)
    score, seconds, at = (_numbers(raw[name], len(row)) for name in ("score", "seconds", "at"))
    if np.any((score < -1e-9) | (score > 1 + 1e-9)):
        raise BadLog("scores must lie in [0, 1]")
    known = row >= 0
    workers, codes = np.unique(np.array([str(w) for w in raw["worker"]])[known], return_inverse=True)
    row, score, seconds, at = row[known], np.clip(score[known], 0.0, 1.0), seconds[known], at[known]
    order = np.lexsort((np.arange(row.size), np.nan_to_num(at), codes))
    return Columns(
        workers=tuple(str(w) for w in workers),
        worker=codes[order].astype(np.int64),
        row=row[order],
        score=score[order],
        seconds=seconds[order],
        passed_over=int((~known).sum()),
        propensity=_numbers(raw["propensity"], known.size)[known][order],
    )


def claims(recommendations: ClaimsLike, catalogue: Catalogue) -> list[Recommendation]:
    """Return the recommendations about known task types and skills, as values."""
    types, skills = set(catalogue.task_types), set(catalogue.skills)
    said = [_claim(claim) for claim in recommendations]
    return [claim for claim in said if claim.task_type in types and claim.skill in skills]


def _claim(claim: Sequence[object]) -> Recommendation:
    if len(claim) not in (3, 4):
        raise BadLog("a recommendation is (worker, task type, skill[, taught])")
    worker, task_type, skill = (str(part) for part in claim[:3])
    return Recommendation(worker, task_type, skill, bool(claim[3]) if len(claim) == 4 else True)


def _raw(log: LogLike) -> dict[str, Sequence[object]]:
    if isinstance(log, Mapping):
        missing = {"worker", "task_type", "score"} - set(log)
        if missing:
            raise BadLog(f"the log lacks the columns {sorted(missing)}")
        return {name: log.get(name, ()) for name in Attempt._fields}
    rows = [Attempt(*cast("Iterable[object]", row)) for row in log]  # type: ignore[arg-type]
    return (
        dict(zip(Attempt._fields, zip(*rows, strict=True), strict=True))
        if rows
        else dict.fromkeys(Attempt._fields, ())
    )


def _numbers(values: Sequence[object], size: int) -> FloatArray:
    if len(values) == 0:
        return np.full(size, np.nan)
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)
