"""What the sequence model reads of each row: codes, what is known before it, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction import Attempts
from escalera.engine.prediction.attempts import Ints, Singles
from escalera.lab.deep import past

FEWEST = 3  # scored rows of an item before it has a code of its own
KINDS = ("item", "skills", "task_type")
GAPS = (5.0, 15.0, 60.0, 300.0, 1800.0, 14400.0, 72000.0, 345600.0)  # seconds since the row before
ENDED = 6  # columns known after it


@dataclass(frozen=True)
class Codes:
    """Names of a training log that have a code, rising; code 0 stands for all others."""

    names: dict[str, Ints]

    @classmethod
    def of(cls, train: Attempts) -> Codes:
        known = train.known
        return cls({kind: _frequent(named(train)[kind][known]) for kind in KINDS})

    def encode(self, attempts: Attempts) -> Rows:
        raw = named(attempts)
        codes = {kind: _numbered(self.names[kind], raw[kind]) for kind in KINDS}
        return Rows(codes, raw, _gap(attempts), past.told(attempts), ended(attempts), attempts)


@dataclass(frozen=True)
class Rows:
    """Columns of N rows; `raw` tells one item or skill set from another even where neither has a code."""

    codes: dict[str, Ints]
    raw: dict[str, Ints]
    gap: Ints  # (N,) a class of the time since the worker's row before, 0 where unknown
    before: Singles  # (N, past.BEFORE)
    ended: Singles  # (N, ENDED)
    attempts: Attempts

    @property
    def known(self) -> NDArray[np.bool_]:
        return self.attempts.known


def named(attempts: Attempts) -> dict[str, Ints]:
    return {"item": attempts.item, "skills": attempts.skill_set(), "task_type": attempts.task_type}


def ended(attempts: Attempts) -> Singles:
    """How each row ended (N, ENDED): right, wrong, unknown, timed, seconds, help."""
    score, known = np.nan_to_num(attempts.score), attempts.known
    timed = ~np.isnan(attempts.seconds)
    pace = (np.log1p(np.clip(np.nan_to_num(attempts.seconds), 0.0, 3600.0)) - 3.0) / 2.0
    columns = (
        np.where(known, score, 0.0),
        np.where(known, 1.0 - score, 0.0),
        ~known,
        timed,
        np.where(timed, pace, 0.0),
        np.nan_to_num(attempts.help),
    )
    return np.column_stack(columns).astype(np.float32)


def _gap(attempts: Attempts) -> Ints:
    since = past.since(attempts)
    return np.where(np.isnan(since), 0, 1 + np.searchsorted(GAPS, np.nan_to_num(since)))


def _frequent(codes: Ints) -> Ints:
    names, count = np.unique(codes, return_counts=True)
    return np.asarray(names[count >= FEWEST])


def _numbered(names: Ints, codes: Ints) -> Ints:
    if not names.size:
        return np.zeros(codes.size, dtype=np.int64)
    place = np.minimum(np.searchsorted(names, codes), names.size - 1)
    return np.where(names[place] == codes, place + 1, 0)
