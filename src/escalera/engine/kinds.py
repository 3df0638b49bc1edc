"""Latent kinds of workers for whom different task types work: a mixture over at most three kinds.

Near the common gains, worker w's log likelihood of own factors 1 + d_f on each family's gains is
g_w'd - d'I_w d / 2 (g, I: the worker's score and information), so the mixture is fitted by expectation and
maximisation (Dempster, Laird and Rubin 1977) without another pass. Kinds are kept only where workers who
were not used for fitting become clearly likelier.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from escalera.engine.blocks import Block, blocks
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.following import Following
from escalera.engine.gains import Kinds
from escalera.engine.log import Columns
from escalera.engine.unknowns import Fit, Unknowns

FEWEST_WORKERS = 100
MOST_FAMILIES = 60
FACTOR_VARIANCE = 0.6**2
STARTS = 4
STEPS = 60
# Held-out log likelihood that a further kind must bring.
WORTH = 4.0


@dataclass(frozen=True)
class Own:
    """Each worker's score (W, F) and information (W, F, F) about factors on the gains of F families."""

    score: FloatArray = field(repr=False)
    information: FloatArray = field(repr=False)

    def of(self, some: IntArray) -> Own:
        """Return some of the workers."""
        return Own(self.score[some], self.information[some])


class _Differing(Following):
    """Follows lives and keeps what each says about its own factors."""

    def __init__(self, block: Block, fit: Fit, catalogue: Catalogue, unknowns: Unknowns) -> None:
        super().__init__(block, fit, catalogue, unknowns)
        pairs, families = unknowns.pairs, catalogue.family_codes
        self._into = np.zeros((unknowns.size, int(families.max()) + 1))
        self._into[np.arange(len(pairs)), families[pairs[:, 0]]] = fit.gains[pairs[:, 0], pairs[:, 1]]
        self.information = np.zeros((len(block.rows), self._into.shape[1], self._into.shape[1]))

    def _note(self, some: slice, weighed: FloatArray) -> None:
        change = weighed @ self._into
        self.information[some] += change[:, :, None] * change[:, None, :]

    def own(self) -> Own:
        self.sums()
        return Own(self.score[:, :-1] @ self._into, self.information)


def own_change(log: Columns, fit: Fit, *, catalogue: Catalogue, unknowns: Unknowns) -> Own:
    """Return what each life says about its own factors, one pass."""
    parts = [_Differing(block, fit, catalogue, unknowns).own() for block in blocks(log, catalogue, unknowns)]
    return Own(
        np.concatenate([part.score for part in parts]), np.concatenate([part.information for part in parts])
    )


def found(own: Own, families: IntArray) -> Kinds:
    """Return the kinds that the workers bear out, factors for each type; families (T,) codes."""
    workers, many = own.score.shape
    if workers < FEWEST_WORKERS or many > MOST_FAMILIES:
        return Kinds.one(families.size)
    kept, best = 1, 0.0
    for kinds in (2, 3):
        # Without kinds everybody is at the common gains, where the log likelihood is counted from.
        likely = _held_out(own, kinds)
        if likely > best + WORTH:
            kept, best = kinds, likely
    if kept == 1:
        return Kinds.one(families.size)
    share, away = _mixture(own, kept)
    factor = np.maximum(1.0 + away, 0.05)
    factor /= share @ factor
    return Kinds(share=share, factor=factor[:, families])


def _held_out(own: Own, kinds: int) -> float:
    """Return the log likelihood of workers judged by kinds fitted to the others, both ways."""
    every, total = np.arange(len(own.score)), 0.0
    for fold in (0, 1):
        share, away = _mixture(own.of(every[every % 2 != fold]), kinds)
        total += float(_log_sum(_likelihood(own.of(every[every % 2 == fold]), away) + np.log(share)).sum())
    return total


def _mixture(own: Own, kinds: int) -> tuple[FloatArray, FloatArray]:
    """Return shares (C,) and deviations (C, F) of the best of a few starts."""
    climbed = [_climbed(own, _first(own, kinds, start)) for start in range(STARTS if kinds > 1 else 1)]
    return max(climbed, key=lambda ended: _height(own, *ended))


def _height(own: Own, share: FloatArray, away: FloatArray) -> float:
    likely = float(_log_sum(_likelihood(own, away) + np.log(share)).sum())
    return likely - 0.5 * float((away**2).sum()) / FACTOR_VARIANCE


def _first(own: Own, kinds: int, start: int) -> FloatArray:
    """Return first memberships (W, C): workers sorted along one of the directions in which scores spread."""
    middle = own.score - own.score.mean(axis=0)
    _, _, directions = np.linalg.svd(middle, full_matrices=False)
    rank = np.argsort(np.argsort(middle @ directions[min(start, len(directions) - 1)]))
    group = rank * kinds // len(rank)
    first: FloatArray = 0.1 / kinds + 0.9 * (group[:, None] == np.arange(kinds)).astype(np.float64)
    return first


def _climbed(own: Own, member: FloatArray) -> tuple[FloatArray, FloatArray]:
    ridge = np.eye(own.score.shape[1]) / FACTOR_VARIANCE
    share, away = member.mean(axis=0), np.zeros((member.shape[1], len(ridge)))
    for _ in range(STEPS if member.shape[1] > 1 else 1):
        share = np.clip(member.mean(axis=0), 0.02, 1.0)
        share /= share.sum()
        total = np.tensordot(member.T, own.information, axes=1) + ridge
        away = np.linalg.solve(total, (member.T @ own.score)[:, :, None])[:, :, 0].astype(np.float64)
        score = _likelihood(own, away) + np.log(share)
        member = np.exp(score - _log_sum(score)[:, None])
    return share, away


def _likelihood(own: Own, away: FloatArray) -> FloatArray:
    bent = np.einsum("cf,wfg,cg->wc", away, own.information, away, optimize=True)
    likely: FloatArray = own.score @ away.T - 0.5 * bent
    return likely


def _log_sum(score: FloatArray) -> FloatArray:
    top = score.max(axis=1)
    total: FloatArray = top + np.log(np.exp(score - top[:, None]).sum(axis=1))
    return total
