"""Rows of text with their line numbers, from CSV, gzipped CSV or Parquet."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

Rows = Iterator[tuple[int, Sequence[str]]]
LONGEST_LINE = 1_000_000  # characters
MOST_UNPACKED, MOST_TIMES = 100_000_000, 200  # a log packs ten to forty times
MOST_ROWS_UNASKED, MOST_ROWS_A_BYTE = 1_000_000, 20


class BadLog(ValueError):
    """A log that cannot be used; the message names file, line where there is one, and reason."""


class UnreadableTable(BadLog):
    """A file that is no table we can read; the message says what to do."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[list[str], Rows]]:
    """The header and the numbered rows of a table. Raises UnreadableTable, also while rows are read."""
    if not path.is_file():
        raise UnreadableTable(
            f"{path}: there is no such file" if not path.exists() else f"{path}: is not a file"
        )
    if path.suffix in (".parquet", ".pq"):
        yield _parquet(path)
        return
    try:
        with _text(path) as text:
            yield _csv(path, text)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableTable(f"{path}: cannot be read ({error})") from error
    except UnicodeDecodeError as error:
        raise UnreadableTable(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except csv.Error as error:
        raise UnreadableTable(f"{path}: is not valid CSV ({error})") from error


def _text(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _csv(path: Path, text: TextIO) -> tuple[list[str], Rows]:
    reader = csv.reader(_lines(path, text))
    header = next(reader, None)
    if not header:
        raise UnreadableTable(f"{path}: is empty; its first line should name the columns")

    def rows() -> Rows:
        line = reader.line_num + 1
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 1

    return [name.strip() for name in header], rows()


def _lines(path: Path, text: TextIO) -> Iterator[str]:
    """The lines, never more of one at once than a log has. Raises UnreadableTable."""
    packed, come = path.stat().st_size, 0
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise UnreadableTable(
                f"{path}: has a line of more than {LONGEST_LINE:,} characters, so it is no log"
            )
        come += len(line)
        if come > MOST_UNPACKED and come > MOST_TIMES * packed:
            raise flood(path)
        yield line


def flood(path: Path) -> UnreadableTable:
    return UnreadableTable(
        f"{path}: unpacks into far more rows than a log of its size holds, so it is not read"
    )


def refuse_flood(path: Path, rows: int) -> None:
    """A parquet file says how many rows it has. Raises UnreadableTable."""
    if rows > MOST_ROWS_UNASKED and rows > MOST_ROWS_A_BYTE * path.stat().st_size:
        raise flood(path)


def _parquet(path: Path) -> tuple[list[str], Rows]:
    """Parquet rows, numbered as if a header were line 1."""
    try:
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise UnreadableTable(
            f"{path}: reading Parquet needs pyarrow: pip install pyarrow, or give CSV"
        ) from None
    try:
        table = parquet.ParquetFile(path)
    except Exception as error:  # pyarrow's own errors share no base with ours
        raise UnreadableTable(f"{path}: is not a Parquet file ({error})") from error
    refuse_flood(path, table.metadata.num_rows)

    def rows() -> Rows:
        line = 2
        for batch in table.iter_batches(batch_size=20_000):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield line, [_shown(value) for value in row]
                line += 1

    return list(table.schema_arrow.names), rows()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
