"""A log cut into lives of about the same length, so that many are followed at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.log import Columns
from escalera.engine.unknowns import Unknowns

LONGEST_LIFE = 200
LATELY = 8
BLOCK_NUMBERS = 250_000


@dataclass(frozen=True)
class Block:
    """Lives of about the same length, B of them and L attempts long: rows (B, L), -1 after the end; score
    (B, L), NaN where unknown; again and family (B, L): how often the type or family was done among the last
    eight; later (B,) whether it is the continuation of a long life; chosen (B, T): how much more often than
    others the worker chose each type where nobody drew lots, in deviations."""

    rows: IntArray
    score: FloatArray
    again: FloatArray
    family: FloatArray
    later: FloatArray
    chosen: FloatArray


def blocks(log: Columns, catalogue: Catalogue, unknowns: Unknowns) -> Iterator[Block]:
    """Yield the log's lives in blocks of about the same length."""
    pieces = [
        (piece, start > whole.start)
        for whole in log.lives
        for start in range(whole.start, whole.stop, LONGEST_LIFE)
        for piece in [slice(start, min(start + LONGEST_LIFE, whole.stop))]
        if piece.stop - piece.start > 1
    ]
    pieces.sort(key=lambda kept: kept[0].stop - kept[0].start)
    again, family = repeated(log, log.row), repeated(log, catalogue.family_codes[log.row])
    chosen = choices(log, unknowns.types) if unknowns.confounded else np.zeros((len(log.workers), 0))
    many = max(1, BLOCK_NUMBERS // (unknowns.skills * (unknowns.size + unknowns.skills)))
    for first in range(0, len(pieces), many):
        some = pieces[first : first + many]
        longest = max(piece.stop - piece.start for piece, _ in some)
        shape = (len(some), longest)
        rows, score = np.full(shape, -1, dtype=np.int64), np.full(shape, np.nan)
        counts = np.zeros((2, *shape))
        for at, (piece, _) in enumerate(some):
            length = piece.stop - piece.start
            rows[at, :length], score[at, :length] = log.row[piece], log.score[piece]
            counts[:, at, :length] = again[piece], family[piece]
        later = np.array([float(is_later) for _, is_later in some])
        who = log.worker[[piece.start for piece, _ in some]]
        yield Block(rows, score, counts[0], counts[1], later, chosen[who])


def repeated(log: Columns, code: IntArray) -> FloatArray:
    """Return how often the same code occurs among the same worker's last eight attempts, (N,)."""
    count = np.zeros(code.size)
    for lag in range(1, min(LATELY, code.size - 1) + 1):
        count[lag:] += (code[lag:] == code[:-lag]) & (log.worker[lag:] == log.worker[:-lag])
    return count


def choices(log: Columns, types: int) -> FloatArray:
    """Return how much more than others each worker chose each type, (W, T), in deviations; choices that
    were drawn with a known propensity say nothing about who made them."""
    free = np.isnan(log.propensity) if log.propensity.size else np.ones(log.row.size, dtype=np.bool_)
    count = np.zeros((len(log.workers), types))
    np.add.at(count, (log.worker[free], log.row[free]), 1.0)
    share = count / np.maximum(np.bincount(log.worker, minlength=len(log.workers)), 1)[:, None]
    away = share - share.mean(axis=0)
    spread: FloatArray = away / np.maximum(away.std(axis=0), 1e-9)
    return np.clip(spread, -4.0, 4.0)
