"""A log of choices as the engine takes it: names, outcomes, order and propensities."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from escalera.engine import Attempt
from escalera.lab import logs, tables
from escalera.lab.logs import Fault, MalformedRows
from escalera.lab.tables import BadLog

NEEDED = ("worker", "task_type", "score")
OPTIONAL = ("seconds", "item", "at", "propensity")


def read(paths: Sequence[Path]) -> list[Attempt]:
    """Return the attempts of some log files in their order. Raises BadLog, MalformedRows."""
    attempts: list[Attempt] = []
    for path in paths:
        attempts += _read(path)
    if not attempts:
        raise BadLog(f"{', '.join(map(str, paths))}: no row to read")
    return attempts


def _read(path: Path) -> list[Attempt]:
    found, faults = [], []
    with tables.opened(path) as (header, rows):
        missing = [name for name in NEEDED if name not in header]
        if missing:
            raise BadLog(
                f"{path}: the column {missing[0]} is missing; a log of choices needs {','.join(NEEDED)}"
            )
        places = [header.index(name) if name in header else None for name in NEEDED + OPTIONAL]
        for line, row in rows:
            try:
                found.append(_attempt([_cell(row, place) for place in places]))
            except ValueError as error:
                faults.append(Fault(line, str(error)))
    if faults:
        raise MalformedRows(path, faults)
    return found


def _cell(row: Sequence[str], place: int | None) -> str:
    if place is None:
        return ""
    if place >= len(row):
        raise ValueError("fewer fields than the header has")
    return row[place]


def _attempt(cells: Sequence[str]) -> Attempt:
    worker, task_type, score, seconds, item, at, propensity = cells
    if not worker or not task_type:
        raise ValueError(f"the {'task_type' if worker else 'worker'} is empty")
    return Attempt(
        worker,
        task_type,
        _known(logs.fraction("score", score)),
        _known(logs.duration(seconds)),
        item or None,
        _known(logs.moment(at)),
        _known(_above_nothing(propensity)),
    )


def _above_nothing(text: str) -> float:
    """A propensity; 0 would say that the choice could not have been made."""
    share = logs.fraction("propensity", text)
    if share == 0.0:
        raise ValueError("propensity 0 for a choice that was made")
    return share


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


def weights(path: Path) -> dict[str, float]:
    """Return how often a policy of one's own chooses each task type: CSV with task_type,weight. Raises BadLog,
    MalformedRows."""
    found: dict[str, float] = {}
    with tables.opened(path) as (header, rows):
        if not {"task_type", "weight"} <= set(header):
            raise BadLog(f"{path}: a policy needs the columns task_type,weight")
        at, weight = header.index("task_type"), header.index("weight")
        for line, row in rows:
            try:
                found[row[at]] = float(row[weight])
            except (ValueError, IndexError):
                raise MalformedRows(path, [Fault(line, "the weight is not a number")]) from None
    return found
