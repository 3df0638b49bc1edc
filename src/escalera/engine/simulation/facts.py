"""What a world is like for the people in it, measured, beside what studies report about real crowds."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass

import numpy as np

from escalera.engine.catalogue import BoolArray, FloatArray, IntArray
from escalera.engine.simulation.crowd import Crowd, Luck
from escalera.engine.simulation.person import AnyWorld


@dataclass(frozen=True)
class Published:
    """The range that studies report, and which."""

    low: float
    high: float
    source: str


PUBLISHED = {
    "pay_per_hour": Published(2.0, 3.0, "median USD an hour, all minutes: Hara et al. 2018"),
    "unpaid_share": Published(0.28, 0.4, "a third of the time: Toxtli, Suri and Savage 2021; Hara et al. 2018"),
    "faster": Published(-0.41, -0.1, "seconds after training, up to -41 %: Chiang et al. 2018"),
    "better": Published(0.0, 0.05, "score on a mixed test after training, up to +5 %: Chiang et al. 2018"),
    "first_five": Published(0.25, 0.9, "first five tasks predict later quality: Hata et al. 2017"),
    "leaving": Published(0.03, 0.5, "people leave, most of them early: Han et al. 2019"),
    "leaving_early": Published(1.0, 5.0, "rate of leaving early over late: Han et al. 2019"),
    "paid_tasks_after_bad_start": Published(
        0.4, 0.95, "paid tasks an hour after a bad first rating, as a share: Pallais 2014"
    ),
    "acceptance_after_bad_start": Published(0.5, 0.98, "accepted after a bad first rating, as a share: Pallais 2014"),
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Measured on newcomers of a world: median effective pay an hour and share of time unpaid in paid work;
    relative change of seconds, and change of the mean score on a fixed test of one item of every type, after
    a training of forty attempts in one family; correlation of the first five scores with the next
    twenty-five; share who leave within sixty attempts, and how much more often in the first than in the
    second half; paid tasks an hour and acceptance after a bad first rating, relative to the same people with
    the same luck after a good one."""

    pay_per_hour: float
    unpaid_share: float
    faster: float
    better: float
    first_five: float
    leaving: float
    leaving_early: float
    paid_tasks_after_bad_start: float
    acceptance_after_bad_start: float

    def outside(self) -> dict[str, float]:
        """Return what lies outside of the published range, by name."""
        return {
            name: value
            for name, known in PUBLISHED.items()
            if not known.low <= (value := float(getattr(self, name))) <= known.high
        }


def facts(world: AnyWorld, *, rng: np.random.Generator, people: int = 400) -> Facts:
    """Measure a world on `people` newcomers for each fact."""
    pay, unpaid = _working_life(world.crowd(people, rng=rng), rng)
    faster, better = _training(world.crowd(people, rng=rng), rng)
    leaving, early = _leaving(world.crowd(people, rng=rng), rng)
    tasks, accepted = _first_rating(world.crowd(people, rng=rng), rng)
    return Facts(
        pay_per_hour=pay,
        unpaid_share=unpaid,
        faster=faster,
        better=better,
        first_five=_first_five(world.crowd(people, rng=rng), rng),
        leaving=leaving,
        leaving_early=early,
        paid_tasks_after_bad_start=tasks,
        acceptance_after_bad_start=accepted,
    )


def _some(crowd: Crowd, among: IntArray, rng: np.random.Generator) -> FloatArray:
    """Everybody does one of `among`: return the scores."""
    everyone = np.arange(len(crowd))
    return crowd.attempt(everyone, rng.choice(among, len(crowd)), Luck.draw(len(crowd), rng=rng))[0]


def _working_life(crowd: Crowd, rng: np.random.Generator) -> tuple[float, float]:
    paid = np.flatnonzero(crowd.catalogue.pay > 0)
    for _ in range(60):
        _some(crowd, paid, rng)
    hourly = crowd.earned / (crowd.minutes / 60.0)
    return float(np.median(hourly)), float((crowd.unpaid_minutes / crowd.minutes).mean())


def _training(crowd: Crowd, rng: np.random.Generator) -> tuple[float, float]:
    everyone, codes = np.arange(len(crowd)), crowd.catalogue.family_codes
    family = rng.integers(codes.max() + 1, size=len(crowd))
    own = codes == family[:, None]
    before, slow = crowd.knows(everyone).mean(axis=1), _mean_seconds(crowd, own)
    for _ in range(40):
        rows = np.argmax(own * rng.random(own.shape), axis=1)
        crowd.attempt(everyone, rows, Luck.draw(len(crowd), rng=rng))
    better = crowd.knows(everyone).mean(axis=1) - before
    return float(np.median(_mean_seconds(crowd, own) / slow - 1.0)), float(better.mean())


def _mean_seconds(crowd: Crowd, own: BoolArray) -> FloatArray:
    everyone, types = np.arange(len(crowd)), own.shape[1]
    seconds = np.stack([crowd.seconds(everyone, np.full(len(crowd), row)) for row in range(types)], axis=1)
    mean: FloatArray = (seconds * own).sum(axis=1) / own.sum(axis=1)
    return mean


def _first_five(crowd: Crowd, rng: np.random.Generator) -> float:
    """Each works in one family, as in the study; families differ in difficulty, so each is centred."""
    everyone, codes = np.arange(len(crowd)), crowd.catalogue.family_codes
    family = rng.integers(codes.max() + 1, size=len(crowd))
    own, scores = codes == family[:, None], []
    for _ in range(30):
        rows = np.argmax(own * rng.random(own.shape), axis=1)
        scores.append(crowd.attempt(everyone, rows, Luck.draw(len(crowd), rng=rng))[0])
    first, later = np.mean(scores[:5], axis=0), np.mean(scores[5:], axis=0)
    for code in range(codes.max() + 1):
        here = family == code
        first[here] -= first[here].mean()
        later[here] -= later[here].mean()
    return float(np.corrcoef(first, later)[0, 1])


def _leaving(crowd: Crowd, rng: np.random.Generator) -> tuple[float, float]:
    all_types, stay = np.arange(len(crowd.catalogue.task_types)), []
    for _ in range(60):
        _some(crowd, all_types, rng)
        stay.append(crowd.present.mean())
    first = 1.0 - stay[29]
    second = max((stay[29] - stay[59]) / max(stay[29], 1e-9), 1e-9)
    return float(1.0 - stay[59]), float(min(first / second, 5.0))


def _first_rating(crowd: Crowd, rng: np.random.Generator) -> tuple[float, float]:
    paid, bad = np.flatnonzero(crowd.catalogue.pay > 0), deepcopy(crowd)
    crowd.paid_tries[:], bad.paid_tries[:] = 1.0, 1.0
    bad.damage[:] = 1.0
    for _ in range(30):
        rows, luck = rng.choice(paid, len(crowd)), Luck.draw(len(crowd), rng=rng)
        for one in (crowd, bad):
            one.attempt(np.arange(len(one)), rows, luck)
    pace = (bad.paid_tries / bad.minutes).mean() / (crowd.paid_tries / crowd.minutes).mean()
    return float(pace), float(bad.accepted.mean() / crowd.accepted.mean())
