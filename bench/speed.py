"""How quick the engine is: python -m bench.speed

Times are of the processor (time.process_time), so that other work on the machine does not count. Asking and
telling are timed along whole lives, with several people and goals one after another, after one warm-up call
for each goal. Prediction runs in a process of its own (bench/speed_of_prediction.py), so that its memory is
its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import covering, report
from escalera.engine import Belief, Catalogue, Tutor, packing
from escalera.engine.belief import population
from escalera.engine.catalogue import FloatArray

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Size:
    """A catalogue, how long asking may take there (p95, ms), and how many lives of how many steps are timed."""

    types: int
    skills: int
    floor_ms: float
    lives: int
    steps: int

    @property
    def name(self) -> str:
        return f"{self.types:,} types x {self.skills:,} skills"


SIZES = (Size(36, 60, 2.0, 8, 50), Size(10_000, 1_000, 5.0, 4, 50))
SHORT = (Size(36, 60, 2.0, 2, 20),)


def measure(*, short: bool, seed: int) -> report.Section:
    """Time belief, state, choice and prediction; `short` leaves out the large catalogue and a million rows."""
    figures = [*updating(300 if short else 5_000), *state(seed)]
    for size in SHORT if short else SIZES:
        figures += choosing(size, seed)
    figures += predicting(20_000 if short else 1_000_000, seed, short)
    return report.Section(
        "speed",
        "Speed and memory of the engine",
        seed,
        figures,
        notes=[
            "A plan is the whole way in order, with reasons; people are shown its first step, which `ask` finds"
            " without it.",
            "HiGHS solves the covering behind a plan once (bench/covering.py), at the same size.",
        ],
    )


def updating(times: int) -> list[report.Figure]:
    """One answer told to a belief over 50 skills, beside the shortest extended Kalman step NumPy can do."""
    belief, weights = population(50), np.zeros(50)
    weights[[3, 17, 40]] = 1 / 3
    spent = timed(lambda: belief.update(weights, difficulty=0.3, score=1.0, chance=0.25), times)
    plain = timed(lambda: _kalman(belief, weights, 0.3, 1.0), times)
    return [
        report.Figure(
            "belief update, 50 skills: median",
            1e6 * float(np.median(spent)),
            50.0,
            "lower",
            unit="µs",
            peers={"NumPy EKF": 1e6 * float(np.median(plain))},
            note="15-point quadrature with guessing, where the EKF linearises",
        ),
        report.Figure(
            "belief update, 50 skills: p99",
            1e3 * float(np.quantile(spent, 0.99)),
            1.0,
            "lower",
            unit="ms",
            peers={"NumPy EKF": 1e3 * float(np.quantile(plain, 0.99))},
        ),
    ]


def _kalman(
    belief: Belief, weights: FloatArray, difficulty: float, score: float
) -> tuple[FloatArray, FloatArray]:
    slope = belief.covariance @ weights
    right = 1.0 / (1.0 + np.exp(difficulty - weights @ belief.mean))
    information = right * (1.0 - right)
    gain = slope * (information / (1.0 + information * (weights @ slope)))
    mean = belief.mean + gain * ((score - right) / max(information, 1e-9))
    return mean, belief.covariance - np.outer(gain, slope)


def state(seed: int) -> list[report.Figure]:
    """A worker's packed state after a long life with 60 skills."""
    tutor, _ = _tutor(36, 60, 0, seed)
    belief, rng = tutor.newcomer(), np.random.default_rng(seed)
    for step in range(200):
        name = tutor.catalogue.task_types[step % 36]
        belief = tutor.tell(belief, name, score=float(rng.random() < 0.6), seconds=60.0)
    size = len(packing.pack(belief)) / 1024
    return [report.Figure("a worker's state, 60 skills, 200 attempts", size, 32.0, "lower", unit="KB")]


def choosing(size: Size, seed: int) -> list[report.Figure]:
    """Ask, tell and plan along whole lives."""
    tutor, goals = _tutor(size.types, size.skills, size.lives, seed)
    asking, telling, planning = list[float](), list[float](), list[float]()
    for number, goal in enumerate(goals):
        rng, belief = np.random.default_rng([seed, number]), tutor.newcomer()
        tutor.ask(belief, goal, rng=rng)
        planning += timed(lambda: tutor.plan(belief, goal), 1, warm=False)  # noqa: B023 - called at once
        for _ in range(size.steps):
            began = time.process_time()
            step = tutor.ask(belief, goal, rng=rng)
            asked = time.process_time()
            asking.append(asked - began)
            if step is None:
                break
            belief = tutor.tell(belief, step, score=float(rng.random() < 0.65), seconds=60.0)
            telling.append(time.process_time() - asked)
    return [
        report.Figure(
            f"ask, {size.name}: p95",
            1e3 * float(np.quantile(asking, 0.95)),
            size.floor_ms,
            "lower",
            unit="ms",
            peers={"HiGHS": 1e3 * _highs(size, seed)},
            note=f"median {1e3 * np.median(asking):.2f} ms, {len(asking)} calls",
        ),
        report.Figure(
            f"tell, {size.name}: p95",
            1e3 * float(np.quantile(telling, 0.95)),
            None,
            "lower",
            unit="ms",
            note=f"median {1e3 * np.median(telling):.2f} ms",
        ),
        report.Figure(
            f"plan, {size.name}: median", 1e3 * float(np.median(planning)), None, "lower", unit="ms"
        ),
    ]


def _highs(size: Size, seed: int) -> float:
    instance = covering.Size("timing", size.types, size.skills, 10, 1, ladder=size.types < 100)
    made = [covering.instance(instance, np.random.default_rng([seed, at])) for at in range(3)]
    return float(np.median([covering.highs(each, limit_s=10.0).seconds for each in made]))


def predicting(rows: int, seed: int, short: bool) -> list[report.Figure]:
    """Prediction of synthetic rows in a fresh process, on one core."""
    command = [sys.executable, "-m", "bench.speed_of_prediction", str(rows), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    found = json.loads(done.stdout)
    how = "compiled loops" if found["compiled"] else "plain Python loops: Numba is not installed"
    return [
        report.Figure(
            "prediction", found["predicted"], None if short else 200_000, "higher", unit="rows/s", note=how
        ),
        report.Figure("fitting", found["fitted"], None, "higher", unit="rows/s", note=how),
        report.Figure(
            "features", found["described"], None if short else 2e6, "higher", unit="rows/s", note=how
        ),
        report.Figure(
            f"peak memory, {rows:,} rows fitted and predicted", found["peak_mb"], 1500.0, "lower", unit="MB"
        ),
    ]


def timed(call: Callable[[], object], times: int, *, warm: bool = True) -> list[float]:
    """Return the process seconds of each of `times` calls, after one that does not count."""
    spent = []
    if warm:
        call()
    for _ in range(times):
        began = time.process_time()
        call()
        spent.append(time.process_time() - began)
    return spent


def _tutor(types: int, skills: int, goals: int, seed: int) -> tuple[Tutor, list[dict[str, float]]]:
    """Return a tutor over a made-up catalogue, and a goal of ten skills for each of some people."""
    rng = np.random.default_rng(seed)
    weights = np.zeros((types, skills))
    for column in range(3):
        step = rng.integers(1, skills, types) if column else 0
        weights[np.arange(types), (np.arange(types) + step) % skills] += 1 / 3
    catalogue = Catalogue(
        skills=tuple(f"skill-{at}" for at in range(skills)),
        task_types=tuple(f"type-{at}" for at in range(types)),
        families=tuple(f"family-{at // 3}" for at in range(types)),
        weights=weights,
        difficulty=rng.normal(0.0, 1.0, types),
        chance=np.full(types, 0.2),
        seconds=rng.uniform(30.0, 300.0, types),
        pay=np.zeros(types),
        prerequisites=np.zeros((skills, skills), dtype=np.bool_),
    )
    trained = min(skills, types)
    chosen = [rng.choice(trained, 10, replace=False) for _ in range(goals)]
    return Tutor(catalogue), [{f"skill-{at}": 0.5 for at in each} for each in chosen]


if __name__ == "__main__":
    report.main(measure)
