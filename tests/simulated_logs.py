"""Small learning logs with a known truth, for tests of prediction and of the lab."""

from pathlib import Path

import numpy as np

from escalera.engine.prediction import Attempts


def attempts(
    *,
    seed: int = 1,
    workers: int = 40,
    rows_each: int = 40,
    items: int = 60,
    skills: int = 5,
    first_worker: int = 0,
) -> Attempts:
    """Workers of different ability who learn a little; items of one skill, every fifth also of the next."""
    truth, rng = np.random.default_rng(99), np.random.default_rng(seed)
    ease = truth.normal(0.5, 1.0, items)
    worker = np.repeat(np.arange(workers), rows_each) + first_worker
    item = rng.integers(items, size=worker.size)
    ability = np.repeat(rng.normal(0.0, 1.2, workers), rows_each)
    practice = np.tile(np.arange(rows_each) / rows_each, workers)
    p = 1.0 / (1.0 + np.exp(-(ease[item] + ability + practice)))
    own = [[k % skills] if k % 5 else [k % skills, (k + 1) % skills] for k in item]
    unknown = np.full(worker.size, np.nan)
    return Attempts(
        worker=worker,
        item=item,
        task_type=item % 7,
        skill_starts=np.concatenate(([0], np.cumsum([len(s) for s in own]))),
        skill=np.concatenate(own),
        score=(rng.random(worker.size) < p).astype(float),
        at=np.tile(np.arange(rows_each) * 600.0, workers),
        seconds=rng.lognormal(3.0, 0.5, worker.size),
        help=unknown,
    )


def write(path: Path, log: Attempts) -> Path:
    """The same attempts as a CSV file in the product's log format."""
    starts = log.skill_starts
    lines = ["worker,item,task_type,skills,score,at,seconds"]
    for row in range(len(log)):
        skills = "|".join(f"s{code}" for code in log.skill[starts[row] : starts[row + 1]])
        score = "" if np.isnan(log.score[row]) else f"{log.score[row]:g}"
        names = f"w{log.worker[row]},i{log.item[row]},t{log.task_type[row]}"
        lines.append(f"{names},{skills},{score},{log.at[row]:g},{log.seconds[row]:.2f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
