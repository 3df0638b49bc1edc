"""Wrong skill labels, found from answers: whose other answers go along with the answers at this task type?

Scores are taken as residuals from their type's mean and the common trend, linearised at the population
(a score test for a random effect: le Cessie and van Houwelingen 1995). For each worker and type the skills
are estimated from all *other* types (a Gaussian with one answer group taken out); the answers at the type
are then judged under each label, and so is which skills recommenders name. A label is changed only where it
is clearly likelier, prior included; what recommenders say can outweigh the prior, never the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import trusting
from escalera.engine.catalogue import Catalogue, FloatArray, IntArray
from escalera.engine.claims import USES
from escalera.engine.log import Columns
from escalera.engine.peers import Voices

FEWEST_ATTEMPTS = 2000
MOST_ATTEMPTS = 60_000
MOST_SKILLS = 60
# Each group of answers holds a covariance of skills: this many numbers are 120 MB.
MOST_NUMBERS = 15_000_000
# Before any answers: nine of ten labels are right; a wrong one is as likely as not what its family says.
WRONG, LIKE_FAMILY = 0.1, 0.5
CERTAIN = 2.5
OWN, SHARED = 0.8, 0.3
ROUNDS = 3


@dataclass(frozen=True)
class Groups:
    """A worker's answers at one type taken together, G of them: worker, row (G,), precision (G,) and mean
    (G,) of how far the worker's logit lies from the population's at that type."""

    worker: IntArray
    row: IntArray
    precision: FloatArray = field(repr=False)
    mean: FloatArray = field(repr=False)


def repaired(
    log: Columns, catalogue: Catalogue, voices: Voices | None = None
) -> tuple[Catalogue, FloatArray]:
    """Return the catalogue with labels that answers and recommendations contradict replaced, and the log odds
    (T,) of the best other label against the declared one (prior included). With fewer than 2,000 scored
    attempts or more than 60 skills nothing is changed."""
    odds = np.full(len(catalogue.task_types), -np.inf)
    known = np.isfinite(log.score)
    if known.sum() < FEWEST_ATTEMPTS or len(catalogue.skills) > MOST_SKILLS:
        return catalogue, odds
    groups, weights = grouped(log, catalogue), catalogue.weights.copy()
    told = _told(voices, catalogue)
    for _ in range(ROUNDS):
        better = weights.copy()
        mean, spread = _others(groups, weights)
        for row in range(len(weights)):
            mine = groups.row == row
            labels, prior = _labels(catalogue, weights, row)
            score = prior + _likelihood(groups, mine, mean, spread, labels) + told(row, labels)
            odds[row] = score[1:].max() - score[0]
            best = 1 + int(score[1:].argmax())
            better[row] = labels[best] if odds[row] > CERTAIN else catalogue.weights[row]
        if np.array_equal(better, weights):
            break
        weights = better
    return replace(catalogue, weights=weights), odds


def grouped(log: Columns, catalogue: Catalogue) -> Groups:
    """Return the answers of each worker at each type, as far as they are scored."""
    most = min(MOST_ATTEMPTS, MOST_NUMBERS // len(catalogue.skills) ** 2)
    known = np.flatnonzero(np.isfinite(log.score))[:most]
    worker, row, score = log.worker[known], log.row[known], log.score[known]
    time = np.arange(log.row.size)[known] - np.searchsorted(log.worker, worker)
    expected = _expected(row, score, time.astype(np.float64), len(catalogue.task_types))
    chance = catalogue.chance[row]
    expected = np.clip(expected, chance + 0.03, 0.97)
    knows = (expected - chance) / (1.0 - chance)
    steep = (1.0 - chance) * knows * (1.0 - knows)
    noise = expected * (1.0 - expected)
    code, place = np.unique(worker * len(catalogue.task_types) + row, return_inverse=True)
    precision = np.bincount(place, weights=steep**2 / noise).astype(np.float64)
    pull = np.bincount(place, weights=steep * (score - expected) / noise)
    types = len(catalogue.task_types)
    return Groups(code // types, code % types, precision, pull / precision)


def _expected(row: IntArray, score: FloatArray, time: FloatArray, types: int) -> FloatArray:
    many = np.maximum(np.bincount(row, minlength=types), 1)
    base = np.bincount(row, weights=score, minlength=types) / many
    middle = np.bincount(row, weights=time, minlength=types) / many
    away = time - middle[row]
    trend = float(away @ (score - base[row])) / max(float(away @ away), 1e-9)
    expected: FloatArray = base[row] + trend * away
    return expected


def _others(groups: Groups, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return each group's worker as known from the other groups: mean (G, K) and covariance (G, K, K)."""
    skills, workers = weights.shape[1], int(groups.worker.max()) + 1
    asked = weights[groups.row]
    information = np.tile(np.linalg.inv(OWN * np.eye(skills) + SHARED), (workers, 1, 1))
    pull = np.zeros((workers, skills))
    np.add.at(
        information, groups.worker, groups.precision[:, None, None] * asked[:, :, None] * asked[:, None, :]
    )
    np.add.at(pull, groups.worker, (groups.precision * groups.mean)[:, None] * asked)
    covariance = np.linalg.inv(information)[groups.worker]
    along = np.einsum("gij,gj->gi", covariance, asked)
    left = np.maximum(1.0 - groups.precision * np.einsum("gi,gi->g", along, asked), 1e-6)
    without = covariance + (groups.precision / left)[:, None, None] * along[:, :, None] * along[:, None, :]
    others = pull[groups.worker] - (groups.precision * groups.mean)[:, None] * asked
    return np.einsum("gij,gj->gi", without, others), without


def _labels(catalogue: Catalogue, weights: FloatArray, row: int) -> tuple[FloatArray, FloatArray]:
    """Return the labels to compare (H, K), the declared one first, and their log prior (H,)."""
    declared, skills = catalogue.weights[row], catalogue.weights.shape[1]
    codes = catalogue.family_codes
    family = [weights[at] for at in np.flatnonzero(codes == codes[row]) if at != row]
    relatives = [label for label in family if not np.allclose(label, declared)]
    others = [*np.eye(skills), *_swapped(declared)]
    prior = [np.log(1.0 - WRONG)]
    prior += [np.log(WRONG * LIKE_FAMILY / max(len(family), 1))] * len(relatives)
    prior += [np.log(WRONG * (1.0 - LIKE_FAMILY) / len(others))] * len(others)
    return np.array([declared, *relatives, *others]), np.array(prior)


def _told(voices: Voices | None, catalogue: Catalogue) -> Callable[[int, FloatArray], FloatArray]:
    """Return what claims say of each label (H,) against the declared one, the first, for each row."""
    if voices is None or not voices.worker.size or voices.asked:
        return lambda row, labels: np.zeros(len(labels))
    said = voices.read_with(catalogue.weights)
    trust = trusting.trusted(said, np.zeros((len(catalogue.weights), USES.size)))
    return lambda row, labels: trusting.label_odds(said, trust, row, labels)


def _swapped(declared: FloatArray) -> Iterator[FloatArray]:
    """Yield the label with its main skill exchanged for each other one."""
    main = int(declared.argmax())
    for skill in range(declared.size):
        if skill != main:
            label = declared.copy()
            label[main], label[skill] = label[skill], label[main]
            yield label


def _likelihood(
    groups: Groups, mine: np.ndarray, mean: FloatArray, spread: FloatArray, labels: FloatArray
) -> FloatArray:
    """Return the log likelihood (H,) of the answers at one type under each label."""
    expected = mean[mine] @ labels.T
    variance = np.einsum("hi,gij,hj->gh", labels, spread[mine], labels, optimize=True)
    variance += 1.0 / groups.precision[mine][:, None]
    away = groups.mean[mine][:, None] - expected
    total: FloatArray = -0.5 * (away**2 / variance + np.log(variance)).sum(axis=0)
    return total
