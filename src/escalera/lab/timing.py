"""Timed attempts from log files, put on one clock for `escalera.engine.pay`."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from escalera.engine.pay import Timings
from escalera.lab import tables
from escalera.lab.logs import Fault, MalformedRows, duration, moment
from escalera.lab.tables import BadLog

REQUIRED = ("worker", "item", "task_type", "seconds")
OPTIONAL = ("at", "pay")
SLACK = 1.0  # seconds: clocks are often rounded

Moment = Literal["start", "submit", "order"]


@dataclass(frozen=True)
class TimedLog:
    """The timed attempts of some files; `at` says how the column of that name was read."""

    timings: Timings
    paid: NDArray[np.bool_]  # (N,) has a wage: pay above 0, or no pay column
    line: NDArray[np.int64]  # (N,) 1 is the header
    at: Moment
    untimed: int  # rows without seconds, passed over
    skipped: tuple[Fault, ...]


def read(
    paths: Iterable[Path], *, at: Literal["start", "submit"] | None = None, skip_bad: bool = False
) -> TimedLog:
    """Read logs one after another into one. Without `at` the log itself tells what its column `at` means.

    Raises BadLog, MalformedRows.
    """
    columns, places, skipped = _Columns(), tuple(paths), list[Fault]()
    for path in places:
        faults = _read_into(columns, path)
        if faults and not skip_bad:
            raise MalformedRows(path, faults)
        skipped += faults
    if not columns.seconds:
        raise BadLog(f"{', '.join(map(str, places))}: no row has seconds, so nothing can be said about time")
    return columns.log(at, tuple(skipped))


def meaning_of_at(
    worker: NDArray[np.int64], at: NDArray[np.float64], seconds: NDArray[np.float64]
) -> Literal["start", "submit"]:
    """Return whether `at` is when attempts began or when they were handed in: nobody does two at once.

    Where both would do, it is the moment of handing in (what the product writes).
    """
    order = np.lexsort((at, worker))
    same = worker[order][1:] == worker[order][:-1]
    gap, took = np.diff(at[order])[same], seconds[order]
    twice_if_start = np.count_nonzero(gap + SLACK < took[:-1][same])
    twice_if_submit = np.count_nonzero(gap + SLACK < took[1:][same])
    return "start" if twice_if_start < twice_if_submit else "submit"


def _read_into(columns: _Columns, path: Path) -> list[Fault]:
    faults = []
    with tables.opened(path) as (header, rows):
        places = _places(path, header)
        for line, row in rows:
            try:
                if len(row) != len(header):
                    raise ValueError(f"{len(row)} fields where the header has {len(header)}")
                columns.add([row[place] if place >= 0 else "" for place in places], line)
            except ValueError as error:
                faults.append(Fault(line, str(error)))
    columns.has_pay = columns.has_pay or "pay" in header
    return faults


def _places(path: Path, header: Sequence[str]) -> list[int]:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise BadLog(
            f"{path}: the column {missing[0]} is missing; foretelling time and pay needs the columns "
            f"{','.join(REQUIRED)}, and at where there is one"
        )
    return [header.index(name) if name in header else -1 for name in REQUIRED + OPTIONAL]


@dataclass
class _Columns:
    codes: dict[str, array[int]] = field(
        default_factory=lambda: {name: array("q") for name in ("worker", "item", "task_type", "line")}
    )
    names: dict[str, dict[str, int]] = field(
        default_factory=lambda: {"worker": {}, "item": {}, "task_type": {}}
    )
    seconds: array[float] = field(default_factory=lambda: array("d"))
    at: array[float] = field(default_factory=lambda: array("d"))
    pay: array[float] = field(default_factory=lambda: array("d"))
    untimed: int = 0
    has_pay: bool = False

    def add(self, row: Sequence[str], line: int) -> None:
        """Take one row, wholly or, when it raises ValueError, not at all."""
        worker, item, task_type, seconds_text, at_text, pay_text = row
        if not worker or not item:
            raise ValueError(f"the {'item' if worker else 'worker'} is empty")
        seconds, at, pay = duration(seconds_text), moment(at_text), _pay(pay_text)
        if not seconds > 0.0:
            self.untimed += 1
            return
        # Two designs may use the same item names.
        for name, value in (("worker", worker), ("item", f"{task_type}\0{item}"), ("task_type", task_type)):
            self.codes[name].append(self.names[name].setdefault(value, len(self.names[name])))
        self.codes["line"].append(line)
        for column, number in ((self.seconds, seconds), (self.at, at), (self.pay, pay)):
            column.append(number)

    def log(self, meant: Literal["start", "submit"] | None, skipped: tuple[Fault, ...]) -> TimedLog:
        codes = {name: np.array(values, dtype=np.int64) for name, values in self.codes.items()}
        seconds, at, pay = (np.array(column, dtype=float) for column in (self.seconds, self.at, self.pay))
        reading: Moment = (
            "order" if np.isnan(at).any() else meant or meaning_of_at(codes["worker"], at, seconds)
        )
        asked, told = _clock(reading, at, seconds)
        line = codes.pop("line")
        paid = pay > 0.0 if self.has_pay else np.ones(pay.size, dtype=np.bool_)
        timings = Timings(**codes, seconds=seconds, asked=asked, told=told)
        return TimedLog(timings, paid, line, reading, self.untimed, skipped)


def _clock(
    reading: Moment, at: NDArray[np.float64], seconds: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return when each attempt is foretold and when it is known.

    Where `at` is the moment of handing in, the start is that less the very seconds to be foretold, so what is
    known at `at` without the attempt itself stands for it.
    """
    if reading == "order":
        order = np.arange(at.size, dtype=float)
        return order, order
    if reading == "submit":
        return at, at
    # Handed in and begun within one second is one after the other.
    return np.nextafter(at, np.inf), np.maximum(at + seconds, np.nextafter(at, np.inf))


def _pay(text: str) -> float:
    """Pay of one attempt, NaN when empty."""
    try:
        number = float(text) if text.strip() else float("nan")
    except ValueError:
        raise ValueError(f"pay {text!r} is not a number") from None
    if number < 0 or number in (float("inf"), float("-inf")):
        raise ValueError(f"pay {text!r} is negative or not finite")
    return number
