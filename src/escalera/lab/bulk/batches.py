"""Rows of a log in batches of arrays, checked; a bad row is named by file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from escalera.lab import logs, tables
from escalera.lab.bulk.sources import Source
from escalera.lab.bulk.vocabulary import Floats, Ints, Vocabulary
from escalera.lab.logs import Fault, MalformedRows
from escalera.lab.tables import BadLog

NEEDED = ("worker", "item", "task_type", "skills", "score")
TAKEN = ("at", "seconds", "pay", "propensity")
ROWS = 200_000


@dataclass(frozen=True)
class Batch:
    """n rows in the order of the file: worker (n,) as a hash of 64 bits, codes of task type, item and set of skills;
    score, at, seconds, pay and propensity (of the choice that led here), NaN where unknown; bad counts rows that
    were passed over."""

    worker: NDArray[np.uint64]
    task_type: Ints
    item: Ints
    skills: Ints
    score: Floats
    at: Floats
    seconds: Floats
    pay: Floats
    propensity: Floats
    bad: int = 0


Explain = Callable[[int], str]  # told the index of a row in its batch, says what is wrong with it


def read(source: Source, words: Vocabulary, *, skip_bad: bool = False) -> Iterator[Batch]:
    """Yield the rows of one file; with pyarrow quickly. Raises BadLog, MalformedRows."""
    try:
        from escalera.lab.bulk import arrow
    except ImportError:
        return plainly(source, words, skip_bad=skip_bad)
    return arrow.read(source, words, skip_bad=skip_bad)


def check_header(source: Source) -> list[str]:
    """Return the names of the columns. Raises BadLog naming the one that is missing."""
    with tables.opened(source.path) as (header, _):
        missing = [name for name in NEEDED if name not in header]
        if missing:
            raise BadLog(
                f"{source.path}: the column {missing[0]} is missing; a log needs the columns {','.join(NEEDED)}"
            )
        if len(set(header)) < len(header):
            raise BadLog(f"{source.path}: a column name appears twice in the header")
        return header


def plainly(source: Source, words: Vocabulary, *, skip_bad: bool) -> Iterator[Batch]:
    """Yield the rows of one file with the standard library alone."""
    with tables.opened(source.path) as (header, rows):
        places = [header.index(name) if name in header else -1 for name in NEEDED + TAKEN]
        while chunk := list(islice(rows, ROWS)):
            yield _batch(source.path, chunk, places, len(header), words, skip_bad)


def _batch(
    path: Path,
    chunk: Sequence[tuple[int, Sequence[str]]],
    places: Sequence[int],
    width: int,
    words: Vocabulary,
    skip_bad: bool,
) -> Batch:
    good, faults = [], []
    for line, row in chunk:
        try:
            good.append(_checked(row, places, width))
        except ValueError as error:
            faults.append(Fault(line, str(error)))
    if faults and not skip_bad:
        raise MalformedRows(path, faults)
    texts = list(zip(*(row[0] for row in good), strict=True)) or [(), (), (), ()]
    numbers = np.array([row[1] for row in good], dtype=np.float64).reshape(-1, 5).T
    worker, item, task_type, skills = texts
    return Batch(
        worker=hashes(worker),
        task_type=words.task_type.codes(task_type),
        item=words.item.codes(item),
        skills=words.skills.codes(skills),
        score=numbers[0],
        at=numbers[1],
        seconds=numbers[2],
        pay=numbers[3],
        propensity=numbers[4],
        bad=len(faults),
    )


def _checked(row: Sequence[str], places: Sequence[int], width: int) -> tuple[list[str], list[float]]:
    if len(row) != width:
        raise ValueError(f"{len(row)} fields where the header has {width}")
    worker, item, task_type, skills, score, at, seconds, pay, propensity = (
        row[p] if p >= 0 else "" for p in places
    )
    if not worker or not item:
        raise ValueError(f"the {'item' if worker else 'worker'} is empty")
    return [worker, item, task_type, skills], [
        logs.fraction("score", score),
        logs.moment(at),
        logs.duration(seconds),
        price(pay),
        logs.fraction("propensity", propensity),
    ]


def price(text: str) -> float:
    """A number of money, NaN when empty. Raises ValueError for what is none."""
    if not text.strip():
        return float("nan")
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"pay {text!r} is not a number") from None
    if not 0 <= number < float("inf"):
        raise ValueError(f"pay {text!r} is negative or not finite")
    return number


def hashes(names: Sequence[str]) -> NDArray[np.uint64]:
    """Return 64 bits for each name, the same on every machine (BLAKE2b)."""
    known: dict[str, int] = {}
    return np.array(
        [known[name] if name in known else known.setdefault(name, hash_of(name)) for name in names], np.uint64
    )


def hash_of(name: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(name.encode(errors="surrogatepass"), digest_size=8).digest(), "little"
    )


def refuse(path: Path, row: int) -> MalformedRows:
    """Return the error that names the rows from the `row`-th (0 = first below the header) on that cannot be read."""
    faults = []
    with tables.opened(path) as (header, rows):
        places = [header.index(name) if name in header else -1 for name in NEEDED + TAKEN]
        for line, fields in islice(rows, row, row + ROWS):
            try:
                _checked(fields, places, len(header))
            except ValueError as error:
                faults.append(Fault(line, str(error)))
    return MalformedRows(path, faults or [Fault(row + 2, "cannot be read")])
