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


class BadLog(ValueError):
    """A log that cannot be used; the message names file, line where there is one, and reason."""


class UnreadableTable(BadLog):
    """A file that is no table we can read; the message says what to do."""


@contextmanager
def opened(path: Path) -> Iterator[tuple[list[str], Rows]]:
    """The header and the numbered rows of a table. Raises UnreadableTable, also while rows are read."""
    if not path.is_file():
        raise UnreadableTable(f"{path}: there is no such file")
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
    reader = csv.reader(text)
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
