"""On made logs of many shapes we are never worse than Best-LR for new workers. `-s` prints the figures."""

import numpy as np
import pytest

from escalera.engine import prediction
from escalera.engine.prediction import Attempts
from escalera.lab import best_lr, compiled
from escalera.lab.measures import Measures

UNKNOWN = float("nan")
SHAPES = {
    "37 workers x 3000": {"workers": 37, "rows": 3000, "items": 2000, "skills": 40},
    "37 x 3000, 100 items, one skill, no times": {
        "workers": 37,
        "rows": 3000,
        "items": 100,
        "skills": 1,
        "times": False,
    },
    "8000 x 10, 17,000 items": {"workers": 8000, "rows": 10, "items": 17_000, "skills": 200},
    "600 x 150, most rows repeat an item": {
        "workers": 600,
        "rows": 150,
        "items": 1500,
        "skills": 60,
        "repeat": 0.6,
    },
    "600 x 150, graded, 30 % missing, two skills": {
        "workers": 600,
        "rows": 150,
        "items": 1500,
        "skills": 60,
        "graded": True,
        "missing": 0.3,
        "two": True,
    },
    "600 x 150, every item once": {"workers": 600, "rows": 150, "items": 1500, "skills": 60, "unique": True},
    "60 x 60, 100 items": {"workers": 60, "rows": 60, "items": 100, "skills": 5},
}
SMALL = {
    "every item once, no times": {
        "workers": 40,
        "rows": 50,
        "items": 30,
        "skills": 3,
        "unique": True,
        "times": False,
    },
    "graded and missing, two skills": {
        "workers": 40,
        "rows": 50,
        "items": 30,
        "skills": 3,
        "graded": True,
        "missing": 0.4,
        "two": True,
    },
    "most rows repeat an item": {"workers": 40, "rows": 50, "items": 30, "skills": 3, "repeat": 0.7},
}


def made(
    *,
    workers,
    rows,
    items,
    skills,
    seed,
    first=0,
    repeat=0.0,
    times=True,
    graded=False,
    missing=0.0,
    unique=False,
    two=False,
):
    """Workers who learn a little, in random order of items; with `repeat`, they do the last item again."""
    truth, rng = np.random.default_rng(7), np.random.default_rng(seed)
    count = workers * rows
    ease, skill_of, other = (
        truth.normal(0.5, 1.0, items),
        truth.integers(skills, size=items),
        np.arange(items),
    )
    worker, item = np.repeat(np.arange(workers), rows), rng.integers(items, size=count)
    again = (rng.random(count) < repeat) & (np.arange(count) % rows > 0)
    item = item[np.maximum.accumulate(np.where(again, 0, np.arange(count)))]
    ability, own = rng.normal(0.0, 1.0, workers), rng.normal(0.0, 0.6, (workers, skills))
    practice = 0.12 * np.log1p(np.tile(np.arange(rows), workers) / skills)
    z = ease[item] + ability[worker] + own[worker, skill_of[item]] + practice + 0.8 * again
    p = 1.0 / (1.0 + np.exp(-z))
    score = (rng.random(count) < p).astype(float)
    if graded:
        score = np.clip(np.round(4 * p + rng.normal(0.0, 1.0, count)) / 4, 0.0, 1.0)
    score[rng.random(count) < missing] = UNKNOWN
    also = (other % skills != skill_of) & two
    starts = np.concatenate(([0], np.cumsum(1 + also[item])))
    skill = np.empty(starts[-1], dtype=np.int64)
    skill[starts[:-1]] = skill_of[item]
    skill[starts[1:][also[item]] - 1] = (other % skills)[item[also[item]]]
    none = np.full(count, UNKNOWN)
    return Attempts(
        worker=worker + first,
        item=np.arange(count) + first * rows if unique else item,
        task_type=skill_of[item] % 9,
        skill_starts=starts,
        skill=skill,
        score=score,
        at=np.cumsum(rng.lognormal(3.0, 1.0, count)) if times else none,
        seconds=none,
        help=none,
    )


def compared(shape, effort):
    """Measures of ours and of Best-LR on new workers."""
    train = made(seed=1, **shape)
    more = {**shape, "workers": max(20, shape["workers"] // 4)}
    test = made(seed=2, first=shape["workers"], **more)
    kernels = compiled.loops()
    model = prediction.fit(train, rng=np.random.default_rng(0), effort=effort, kernels=kernels)
    known = test.known
    both = model.predict(test, kernels=kernels), best_lr.predict(train, test)
    return [Measures.of(test.score[known], p[known]) for p in both]


@pytest.mark.parametrize("name", SMALL)
def test_a_log_of_an_odd_shape_is_predicted(name):
    ours, theirs = compared(SMALL[name], prediction.FAST)

    assert ours.log_loss < theirs.log_loss + 0.02
    assert ours.ece < 0.12


@pytest.mark.prove
@pytest.mark.parametrize("name", SHAPES)
def test_we_are_never_worse_than_best_lr_on_new_workers(name):
    ours, theirs = compared(SHAPES[name], prediction.FULL)
    print(
        f"| {name} | "
        + " | ".join(f"{getattr(ours, m):.4f} : {getattr(theirs, m):.4f}" for m in ("auc", "log_loss", "ece"))
    )

    assert ours.auc > theirs.auc
    assert ours.log_loss < theirs.log_loss
    assert ours.ece < theirs.ece + 0.005
