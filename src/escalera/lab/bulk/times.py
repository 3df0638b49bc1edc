"""Usual seconds by task type with workers' pace and practice taken out: the model of engine.pay, in parts.

log seconds = usual[type] + pace[worker] + slope log(1 + times before) + noise, by turns (Searle, Casella and
McCulloch 1992). One round is one pass: a part finds its workers' pace from the last two rounds' values and returns
sums by type from which usual, slope and variances follow.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from escalera.engine import Catalogue
from escalera.lab.bulk import partitions
from escalera.lab.bulk.arrays import get
from escalera.lab.bulk.crews import Crew
from escalera.lab.bulk.partitions import Partition
from escalera.lab.bulk.state import State
from escalera.lab.bulk.vocabulary import Floats, Ints
from escalera.lab.models import Times
from escalera.lab.models_packing import Arrays

ROUNDS = 8
FEWEST = 5
NOISE = 0.6
BETWEEN = 0.3
SLOPE_SPREAD = 0.2


def fit(
    state: State,
    crew: Crew,
    catalogue: Catalogue,
    row: Ints,
    jobs: list[int],
    report: Callable[[float], None],
) -> Times | None:
    """Return the times of each type of the catalogue, None where fewer than five attempts were timed.

    row (V,) places the vocabulary's task types in the catalogue. Types without a timed attempt keep the declared
    seconds.
    """
    declared = np.log(catalogue.seconds)
    now = {
        "row": row,
        "usual": declared,
        "slope": np.array(0.0),
        "noise": np.array(NOISE**2),
        "between": np.array(BETWEEN**2),
        "paced": np.array(False),
    }
    spread = NOISE**2
    sums = _pass(state, crew, 0, now, jobs, report)
    if sums["rows"] < FEWEST:
        return None
    many = sums["many"]
    for turn in range(1, ROUNDS + 1):
        slope, noise = float(now["slope"]), float(now["noise"])
        # Each type's own mean, shrunk towards what is declared.
        off = sums["y"] - slope * sums["practice"] - many * declared
        precision = many / noise + 1.0 / spread
        usual, left = declared + off / noise / precision, 1.0 / precision
        now = {**now, "usual": usual, "paced": np.array(True)}
        sums = _pass(state, crew, turn, now, jobs, report)
        slope = float(sums["practised"] / (sums["practice_squared"] + noise / SLOPE_SPREAD**2))
        squares = sums["squares"] - 2 * slope * sums["practised"] + slope**2 * sums["practice_squared"]
        noise = float(squares / sums["rows"]) + 1e-4
        spread = float(np.mean((usual - declared)[many > 0] ** 2 + left[many > 0])) + 1e-4
        between = float((sums["pace_squared"] + sums["pace_left"]) / sums["workers"]) + 1e-4
        now = {**now, "slope": np.array(slope), "noise": np.array(noise), "between": np.array(between)}
    return Times(
        usual=now["usual"],
        spread_of_usual=np.sqrt(left),
        attempts=many,
        slope=float(now["slope"]),
        noise=float(np.sqrt(now["noise"])),
        between=float(np.sqrt(now["between"])),
    )


def expected(times: Times | None, catalogue: Catalogue) -> Floats:
    """Return the expected seconds of each type, (T,); declared ones where nobody was timed."""
    if times is None:
        return catalogue.seconds
    known = times.attempts > 0
    return np.where(known, np.exp(times.usual + times.noise**2 / 2.0), catalogue.seconds)


def _pass(
    state: State, crew: Crew, turn: int, now: Arrays, jobs: list[int], report: Callable[[float], None]
) -> Arrays:
    path = state.keep(f"pace-{turn}", now)
    work = [(state.folder, part, path) for part in jobs]
    return state.summed(
        f"times-{turn}", crew, tally, work, lambda share: report((turn + share) / (ROUNDS + 1))
    )


def tally(folder: Path, part: int, parameters: Path) -> Arrays:
    """Return sums of log seconds with the workers' pace taken out, by type (T,) and over all."""
    rows = Partition.load(partitions.sorted_path(folder, part))
    now = get(parameters)
    types, workers = now["usual"].size, rows.worker.size
    kind = np.where(rows.task_type >= 0, now["row"][rows.task_type], -1)
    timed = np.isfinite(rows.seconds) & (rows.seconds > 0) & (kind >= 0)
    kind, owner = kind[timed], rows.owner[timed]
    practice = np.log1p(rows.before[timed].astype(np.float64))
    y = np.log(rows.seconds[timed].astype(np.float64))
    away = y - now["usual"][kind]
    pace, left = np.zeros(workers), np.full(workers, BETWEEN**2)
    if now["paced"]:
        precision = np.bincount(owner, minlength=workers) / now["noise"] + 1.0 / now["between"]
        total = np.bincount(owner, weights=away - now["slope"] * practice, minlength=workers)
        pace, left = total / now["noise"] / precision, 1.0 / precision
    away = away - pace[owner]
    return {
        "rows": np.array(y.size),
        "workers": np.array(workers),
        "many": np.bincount(kind, minlength=types).astype(np.float64),
        "y": np.bincount(kind, weights=y - pace[owner], minlength=types),
        "practice": np.bincount(kind, weights=practice, minlength=types),
        "practised": np.array(practice @ away),
        "practice_squared": np.array(practice @ practice),
        "squares": np.array(away @ away),
        "pace_squared": np.array(pace @ pace),
        "pace_left": np.array(left.sum()),
    }
