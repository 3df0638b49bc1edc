"""Learning logs as frozen columns; docs/algorithms/prediction.md describes the format."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction import Attempts
from escalera.lab import tables
from escalera.lab.tables import BadLog

REQUIRED = ("worker", "item", "task_type", "skills", "score")
OPTIONAL = ("at", "seconds", "help")
SHOWN = 5

Note = Callable[[int], None]  # told how many rows have been read


@dataclass(frozen=True)
class Fault:
    line: int
    why: str


class MalformedRows(BadLog):
    """Rows that do not follow the format, named by line."""

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        shown = "; ".join(f"line {fault.line}: {fault.why}" for fault in self.faults[:SHOWN])
        more = f"; and {len(self.faults) - SHOWN} more" if len(self.faults) > SHOWN else ""
        rows = "1 row" if len(self.faults) == 1 else f"{len(self.faults)} rows"
        super().__init__(
            f"{path}: {rows} cannot be read. {shown}{more}. Correct them, or pass over them with --skip-bad"
        )


@dataclass
class Vocabulary:
    """Names given a code in order of first sight, shared by the logs of one evaluation."""

    worker: dict[str, int] = field(default_factory=dict)
    item: dict[str, int] = field(default_factory=dict)
    task_type: dict[str, int] = field(default_factory=dict)
    skill: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Log:
    """Attempts of one or more files, with the line each row came from."""

    attempts: Attempts
    line: NDArray[np.int64]  # (N,) 1 is the header
    source: NDArray[np.int64]  # (N,) which of the paths
    paths: tuple[Path, ...]
    skipped: tuple[Fault, ...]

    def __len__(self) -> int:
        return len(self.attempts)


def read(
    paths: Iterable[Path], vocabulary: Vocabulary, *, skip_bad: bool = False, note: Note = lambda rows: None
) -> Log:
    """Read logs one after another into one. Raises BadLog, MalformedRows."""
    columns, places = _Columns(vocabulary), tuple(paths)
    skipped: list[Fault] = []
    for source, path in enumerate(places):
        faults = _read_into(columns, path, source, note)
        if faults and not skip_bad:
            raise MalformedRows(path, faults)
        skipped += faults
    if not columns.score:
        raise BadLog(f"{', '.join(map(str, places))}: no row to read")
    return Log(columns.attempts(), columns.ints("line"), columns.ints("source"), places, tuple(skipped))


def _read_into(columns: _Columns, path: Path, source: int, note: Note) -> list[Fault]:
    faults = []
    with tables.opened(path) as (header, rows):
        reader = _row_reader(path, header)
        for count, (line, row) in enumerate(rows, start=1):
            try:
                columns.add(reader(row), line, source)
            except ValueError as error:
                faults.append(Fault(line, str(error)))
            if count % 20_000 == 0:
                note(20_000)
    return faults


def _row_reader(path: Path, header: Sequence[str]) -> Callable[[Sequence[str]], list[str]]:
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise BadLog(
            f"{path}: the column {missing[0]} is missing; a log needs the columns {','.join(REQUIRED)}"
        )
    if len(set(header)) < len(header):
        raise BadLog(f"{path}: a column name appears twice in the header")
    places = [header.index(name) if name in header else -1 for name in REQUIRED + OPTIONAL]
    width = len(header)

    def read_row(row: Sequence[str]) -> list[str]:
        if len(row) != width:
            raise ValueError(f"{len(row)} fields where the header has {width}")
        return [row[place] if place >= 0 else "" for place in places]

    return read_row


class _Columns:
    """Columns growing row by row; compact, so that a million rows stay under a hundred megabytes."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._words = vocabulary
        self._ints = {n: array("q") for n in ("worker", "item", "task_type", "skill", "line", "source")}
        self._starts = array("q", [0])
        self.score, self._at, self._seconds, self._help = array("d"), array("d"), array("d"), array("d")
        self._sets: dict[str, tuple[int, ...]] = {}

    def add(self, row: Sequence[str], line: int, source: int) -> None:
        """Take one row, wholly or, when it raises ValueError, not at all."""
        worker, item, task_type, skills, score, at, seconds, help_used = row
        if not worker or not item:
            raise ValueError(f"the {'item' if worker else 'worker'} is empty")
        numbers = fraction("score", score), moment(at), duration(seconds), fraction("help", help_used)
        ints, words = self._ints, self._words
        ints["worker"].append(words.worker.setdefault(worker, len(words.worker)))
        ints["item"].append(words.item.setdefault(item, len(words.item)))
        ints["task_type"].append(words.task_type.setdefault(task_type, len(words.task_type)))
        ints["skill"].extend(self._sets.get(skills) or self._set(skills))
        self._starts.append(len(ints["skill"]))
        for column, number in zip((self.score, self._at, self._seconds, self._help), numbers, strict=True):
            column.append(number)
        ints["line"].append(line)
        ints["source"].append(source)

    def _set(self, skills: str) -> tuple[int, ...]:
        names = sorted({name.strip() for name in skills.split("|")} - {""}) or [""]
        known = self._words.skill
        self._sets[skills] = tuple(known.setdefault(name, len(known)) for name in names)
        return self._sets[skills]

    def ints(self, name: str) -> NDArray[np.int64]:
        return np.array(self._ints[name], dtype=np.int64)

    def attempts(self) -> Attempts:
        floats = [np.array(c, dtype=float) for c in (self.score, self._at, self._seconds, self._help)]
        codes = {name: self.ints(name) for name in ("worker", "item", "task_type", "skill")}
        starts = np.array(self._starts, dtype=np.int64)
        return Attempts(
            **codes, skill_starts=starts, score=floats[0], at=floats[1], seconds=floats[2], help=floats[3]
        )


def fraction(name: str, text: str) -> float:
    """A number from 0 to 1, NaN when empty."""
    number = _number(name, text)
    if number < 0 or number > 1:
        raise ValueError(f"{name} {text!r} is not between 0 and 1")
    return number


def duration(text: str) -> float:
    number = _number("seconds", text)
    if number < 0:
        raise ValueError(f"seconds {text!r} is negative")
    return number


def moment(text: str) -> float:
    """Seconds since an epoch from a number or ISO 8601 (without zone: UTC), NaN when empty."""
    try:
        return _number("at", text)
    except ValueError:
        pass
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"at {text!r} is neither ISO 8601 nor a number of seconds") from None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def _number(name: str, text: str) -> float:
    if text == "" or text.isspace():
        return math.nan
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"{name} {text!r} is not a number") from None
    if not math.isfinite(number):
        raise ValueError(f"{name} {text!r} is not a finite number")
    return number
