"""Gains learnt over one catalogue, seen from another: task types and skills come and go between two fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from escalera.engine.belief import Belief
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.gains import Gains, Kinds

PAIRWISE = ("mean", "variance", "peers", "evidence")


@dataclass(frozen=True)
class Match:
    """Rows and columns (both (n,)) that two catalogues share: where they were learnt, where they are today."""

    learnt_rows: IntArray
    rows: IntArray
    learnt_columns: IntArray
    columns: IntArray

    @classmethod
    def of(cls, learnt: Catalogue, today: Catalogue) -> Match:
        """Match task types and skills by name."""
        rows = _places(learnt.task_types, today.task_types)
        columns = _places(learnt.skills, today.skills)
        return cls(rows[:, 0], rows[:, 1], columns[:, 0], columns[:, 1])


def realigned(gains: Gains, *, learnt: Catalogue, today: Catalogue) -> Gains:
    """Return gains (T, K) over `today` from those over `learnt`; what the fit did not know is as declared.

    The covariance within a row is kept where every skill of the row is still there, else independent.
    """
    match = Match.of(learnt, today)
    declared = Gains.declared(today)
    arrays = {name: getattr(declared, name).copy() for name in PAIRWISE}
    for name, array in arrays.items():
        old = getattr(gains, name)
        array[np.ix_(match.rows, match.columns)] = old[np.ix_(match.learnt_rows, match.learnt_columns)]
    needs = np.zeros((len(today.skills),) * 2)
    needs[np.ix_(match.columns, match.columns)] = gains.needs[
        np.ix_(match.learnt_columns, match.learnt_columns)
    ]
    columns, covariance = _within_rows(gains, match, arrays["variance"])
    return Gains(
        **arrays,
        columns=columns,
        covariance=covariance,
        speed=_moved(gains.speed, match, len(today.task_types)),
        speed_variance=_moved(gains.speed_variance, match, len(today.task_types)),
        kinds=_kinds(gains.kinds, match, len(today.task_types)),
        needs=needs,
        form=gains.form,
    )


def refreshed(today: Catalogue, *, learnt: Catalogue) -> Catalogue:
    """Return today's catalogue with the difficulty, seconds and skill weights that a fit found.

    Weights are taken only where every skill they name is still there.
    """
    match = Match.of(learnt, today)
    difficulty, seconds, weights = today.difficulty.copy(), today.seconds.copy(), today.weights.copy()
    difficulty[match.rows] = learnt.difficulty[match.learnt_rows]
    seconds[match.rows] = learnt.seconds[match.learnt_rows]
    fitted = learnt.weights[np.ix_(match.learnt_rows, match.learnt_columns)]
    whole = np.isclose(fitted.sum(axis=1), 1.0)
    fresh = np.zeros((int(whole.sum()), weights.shape[1]))
    fresh[:, match.columns] = fitted[whole]
    weights[match.rows[whole]] = fresh
    return replace(today, difficulty=difficulty, seconds=seconds, weights=weights)


def known_newcomer(newcomer: Belief, *, learnt: Catalogue, today: Catalogue) -> Belief | None:
    """Return the fitted belief about newcomers over today's skills, or None where a skill came since."""
    match = Match.of(learnt, today)
    if match.columns.size < len(today.skills):
        return None
    order = match.learnt_columns[np.argsort(match.columns)]
    return Belief(newcomer.mean[order], newcomer.covariance[np.ix_(order, order)])


def _within_rows(
    gains: Gains, match: Match, variance: FloatArray
) -> tuple[IntArray | None, FloatArray | None]:
    """Columns (T, R) and covariance (T, R, R) over today's catalogue; None where none was fitted."""
    if gains.columns is None or gains.covariance is None or gains.columns.shape[1] > variance.shape[1]:
        return None, None
    width = gains.columns.shape[1]
    columns: IntArray = np.argsort(-variance, axis=1, kind="stable")[:, :width].astype(np.int64)
    covariance = np.zeros((len(variance), width, width))
    diagonal = np.arange(width)
    covariance[:, diagonal, diagonal] = np.take_along_axis(variance, columns, axis=1)
    place = np.full(int(gains.mean.shape[1]), -1, dtype=np.int64)
    place[match.learnt_columns] = match.columns
    moved = place[gains.columns[match.learnt_rows]]
    whole = np.all(moved >= 0, axis=1)
    columns[match.rows[whole]] = moved[whole]
    covariance[match.rows[whole]] = gains.covariance[match.learnt_rows[whole]]
    return columns, covariance


def _kinds(kinds: Kinds, match: Match, types: int) -> Kinds:
    factor = np.ones((len(kinds.share), types))
    factor[:, match.rows] = kinds.factor[:, match.learnt_rows]
    return Kinds(share=kinds.share, factor=factor)


def _moved(values: FloatArray, match: Match, types: int) -> FloatArray:
    moved = np.zeros(types)
    moved[match.rows] = values[match.learnt_rows]
    return moved


def _places(learnt: Sequence[str], today: Sequence[str]) -> IntArray:
    here = {name: place for place, name in enumerate(today)}
    pairs = [(there, here[name]) for there, name in enumerate(learnt) if name in here]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)
