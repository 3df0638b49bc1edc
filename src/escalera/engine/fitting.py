"""Gains from everything known: labels repaired, peers as the prior, change within workers as the evidence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import forms, kinds, labels, needs, practice_speed
from escalera.engine import prior as priors
from escalera.engine.belief import Belief, population
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.gains import USUAL_GAIN, WIDEST_ROW, Gains
from escalera.engine.hearing import Hearing
from escalera.engine.log import Columns
from escalera.engine.peers import Voices
from escalera.engine.prior import Prior
from escalera.engine.settling import Question, Settled
from escalera.engine.unknowns import Fit, Unknowns

FEWEST_ATTEMPTS = 200
MOST_PAIRS = 2500
# How far off the gain's form may be in ways no form here describes: that share of each gain, added to doubt.
MISFIT = 0.35
# A pass costs about attempts x unknowns x (4 skills + unknowns); logs beyond this are thinned by workers.
MOST_WORK = 1.5e9
SEARCH_STEPS = 5


@dataclass(frozen=True)
class Learnt:
    """What a log taught: gains, the catalogue with labels and difficulties repaired, newcomers, how far each
    recommender is believed, log odds (T,) against each declared label, and whether anything was measured."""

    gains: Gains
    catalogue: Catalogue
    newcomer: Belief
    reliability: dict[str, float] = field(repr=False)
    label_odds: FloatArray = field(repr=False)
    prior: Prior = field(repr=False)
    measured: bool = True


def fit(log: Columns, voices: Voices, catalogue: Catalogue, *, most_work: float = MOST_WORK) -> Learnt:
    """Return gains fitted to a log and to what peers say. Fewer than 200 scored attempts: the prior comes
    back, with peers."""
    catalogue, odds = labels.repaired(log, catalogue, voices)
    hearing = Hearing.of(voices, catalogue)
    if np.isfinite(log.score).sum() < FEWEST_ATTEMPTS:
        return _unmeasured(log, hearing, catalogue, odds)
    question = _question(log, voices, catalogue, most_work)
    alone = question.settle(
        _start(catalogue, question.unknowns), hearing.prior(heard=False), steps=SEARCH_STEPS
    )
    mean, variance = _tables(alone, alone.gain, alone.covariance)
    hearing = hearing.judged(alone.prior, mean, variance)
    heard = alone
    if voices.worker.size:
        useful = {heed: hearing.useful(heed) for heed in priors.HEEDS}
        question = replace(question, hear=useful.__getitem__)
        prior = priors.best(alone.measured, replace(alone.prior, useful=useful[1.0]), question.hear)
        heard = question.settle(alone.fit, prior, steps=2, apart=alone.apart)
    found = forms.tried(question, heard)
    return _learnt(log, question, found, hearing, odds)


def measurable(catalogue: Catalogue, log: Columns, voices: Voices) -> IntArray:
    """Return the pairs (P, 2) to measure: declared ones, and those that two people or more claim; most done
    first, at most 2,500."""
    done = np.bincount(log.row, minlength=len(catalogue.task_types))
    claimed = voices.counts(np.ones(len(voices.workers)), catalogue.weights.shape)
    pairs = np.argwhere(((catalogue.weights > 0) | (claimed >= 2.0)) & (done > 0)[:, None])
    if len(pairs) > MOST_PAIRS:
        pairs = pairs[np.argsort(-done[pairs[:, 0]], kind="stable")[:MOST_PAIRS]]
    return pairs


def _question(log: Columns, voices: Voices, catalogue: Catalogue, most_work: float) -> Question:
    free = log.propensity.size == 0 or bool(np.isnan(log.propensity).any())
    unknowns = Unknowns.of(measurable(catalogue, log, voices), catalogue, confounded=free)
    return Question(_thinned(log, unknowns, most_work), catalogue, unknowns, None)


def _thinned(log: Columns, unknowns: Unknowns, most_work: float) -> Columns:
    """Return the log, or so many of its workers, evenly taken, as can be followed in a few seconds."""
    share = most_work / cost_of_a_row(unknowns.size, unknowns.skills) / max(log.row.size, 1)
    if share >= 1.0:
        return log
    taken = np.floor(np.arange(len(log.workers) + 1) * share)
    kept = np.flatnonzero(np.diff(taken) > 0)
    mine = np.isin(log.worker, kept)
    return Columns(
        workers=tuple(log.workers[at] for at in kept),
        worker=np.searchsorted(kept, log.worker[mine]).astype(np.int64),
        row=log.row[mine],
        score=log.score[mine],
        seconds=log.seconds[mine],
        propensity=log.propensity[mine] if log.propensity.size else log.propensity,
    )


def cost_of_a_row(unknowns: int, skills: int) -> float:
    """Return about how many multiplications one attempt takes in a pass."""
    return float(unknowns * (4 * skills + unknowns))


def _start(catalogue: Catalogue, unknowns: Unknowns) -> Fit:
    people = population(len(catalogue.skills), deviation=1.2)
    declared = catalogue.weights / np.maximum(catalogue.weights.max(axis=1, keepdims=True), 1e-12)
    return Fit(
        gains=USUAL_GAIN * declared,
        difficulty=catalogue.difficulty.copy(),
        mean=people.mean,
        covariance=people.covariance,
        form=forms.FIRST,
        needs=needs.expected(catalogue.prerequisites),
        choosing=np.zeros(len(unknowns.pairs)),
    )


def _tables(settled: Settled, gain: FloatArray, covariance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return mean and variance of every pair (T, K): measured ones as measured, the others as in the prior."""
    mean, variance = settled.prior.mean.copy(), settled.prior.variance.copy()
    at = settled.measured.pairs[:, 0], settled.measured.pairs[:, 1]
    mean[at], variance[at] = gain, np.diagonal(covariance)
    return mean, variance


def _learnt(
    log: Columns, question: Question, found: list[Settled], hearing: Hearing, odds: FloatArray
) -> Learnt:
    gain, covariance, form = forms.averaged(found)
    covariance = covariance + MISFIT**2 * _within_rows(question.unknowns.pairs, gain)
    likeliest = max(found, key=lambda settled: settled.log_likelihood)
    mean, variance = _tables(likeliest, gain, covariance)
    columns, within = _rows(mean, variance, question.unknowns.pairs, covariance)
    speed, speed_variance = practice_speed.slopes(log, len(mean))
    evidence = np.zeros_like(mean)
    at = question.unknowns.pairs[:, 0], question.unknowns.pairs[:, 1]
    evidence[at] = likeliest.evidence
    own = kinds.own_change(
        question.log, likeliest.fit, catalogue=question.catalogue, unknowns=question.unknowns
    )
    gains = Gains(
        # Practice does not unteach: what was measured below zero is taken as nothing, its doubt kept.
        mean=np.maximum(mean, 0.0),
        variance=variance,
        peers=hearing.counts,
        evidence=evidence,
        columns=columns,
        covariance=within,
        speed=speed,
        speed_variance=speed_variance,
        kinds=kinds.found(own, question.catalogue.family_codes),
        needs=needs.learnt(question, likeliest),
        form=form,
    )
    newcomer = Belief(likeliest.fit.mean, likeliest.fit.covariance)
    catalogue = replace(question.catalogue, difficulty=likeliest.fit.difficulty)
    return Learnt(gains, catalogue, newcomer, _believed(hearing), odds, likeliest.prior)


def _within_rows(pairs: IntArray, gain: FloatArray) -> FloatArray:
    same: FloatArray = (pairs[:, 0][:, None] == pairs[:, 0]) * np.outer(gain, gain)
    return same


def _rows(
    mean: FloatArray, variance: FloatArray, pairs: IntArray, covariance: FloatArray
) -> tuple[IntArray, FloatArray]:
    """Return the widest R columns of each row (T, R) and the covariance there (T, R, R)."""
    types, skills = mean.shape
    width = min(skills, WIDEST_ROW)
    columns = np.sort(
        np.argsort(-(np.abs(mean) + np.sqrt(variance)), axis=1, kind="stable")[:, :width], axis=1
    )
    within = np.zeros((types, width, width))
    every = np.arange(width)
    within[:, every, every] = np.take_along_axis(variance, columns, axis=1)
    for row in range(types):
        mine = np.flatnonzero(pairs[:, 0] == row)
        here = np.searchsorted(columns[row], pairs[mine, 1])
        inside = (here < width) & (columns[row, np.minimum(here, width - 1)] == pairs[mine, 1])
        mine, here = mine[inside], here[inside]
        within[row][np.ix_(here, here)] = covariance[np.ix_(mine, mine)]
    return columns.astype(np.int64), within


def _believed(hearing: Hearing) -> dict[str, float]:
    return dict(zip(hearing.voices.workers, hearing.reliability.tolist(), strict=True))


def _unmeasured(log: Columns, hearing: Hearing, catalogue: Catalogue, odds: FloatArray) -> Learnt:
    prior, nothing = hearing.prior(), np.zeros_like(hearing.declared)
    speed, speed_variance = practice_speed.slopes(log, len(nothing))
    if hearing.counts.any():
        gains = Gains(prior.mean, prior.variance, hearing.counts, nothing)
    else:
        gains = Gains.declared(catalogue)
    gains = replace(gains, speed=speed, speed_variance=speed_variance)
    newcomer = population(len(catalogue.skills))
    return Learnt(gains, catalogue, newcomer, _believed(hearing), odds, prior, measured=False)
