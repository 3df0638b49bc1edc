"""Rows of a log in batches through pyarrow: the quick way, for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from escalera.lab import logs
from escalera.lab.bulk import batches
from escalera.lab.bulk.batches import NEEDED, TAKEN, Batch, check_header, hashes, refuse
from escalera.lab.bulk.sources import Source
from escalera.lab.bulk.vocabulary import Floats, Ints, Names, Vocabulary
from escalera.lab.tables import UnreadableTable

ROWS = 500_000
BLOCK = 32 << 20
READERS: dict[str, Callable[[str], float]] = {
    "score": lambda text: logs.fraction("score", text),
    "at": logs.moment,
    "seconds": logs.duration,
    "pay": batches.price,
    "propensity": lambda text: logs.fraction("propensity", text),
}


def read(source: Source, words: Vocabulary, *, skip_bad: bool) -> Iterator[Batch]:
    """Yield the rows of one file. Raises UnreadableTable, MalformedRows."""
    before = 0
    for table, ragged in _tables(source, skip_bad):
        columns = {name: table.column(name) for name in table.schema.names}
        numbers = {name: _numbers(columns.get(name), READERS[name], table.num_rows) for name in READERS}
        worker, item, task_type, skills = (_texts(columns[name]) for name in NEEDED[:4])
        bad = _bad(numbers, worker, item)
        if bad.any() and not skip_bad:
            raise refuse(source.path, before + int(np.argmax(bad)))
        before += table.num_rows
        good = ~bad
        yield Batch(
            worker=hashes(worker.names)[worker.codes[good]],
            task_type=task_type.named(words.task_type)[good],
            item=item.named(words.item)[good],
            skills=skills.named(words.skills)[good],
            **{name: numbers[name][good] for name in READERS},
            bad=int(bad.sum()) + ragged,
        )


class _Texts:
    """A column of names as codes (n,) into `names`."""

    def __init__(self, codes: Ints, names: list[str]) -> None:
        self.codes, self.names = codes, names

    def named(self, words: Names) -> Ints:
        """Return the codes of the vocabulary, (n,); names that no row has get none."""
        used = np.flatnonzero(np.bincount(self.codes, minlength=len(self.names)))
        here = np.full(len(self.names), -1, dtype=np.int64)
        # In order of first sight, so that codes do not depend on how a file's writer sorted its dictionary.
        first = np.full(len(self.names), self.codes.size)
        np.minimum.at(first, self.codes, np.arange(self.codes.size))
        order = used[np.argsort(first[used], kind="stable")]
        here[order] = words.codes([self.names[at] for at in order])
        return here[self.codes]

    @property
    def empty(self) -> NDArray[np.bool_]:
        return np.array([not name for name in self.names], dtype=np.bool_)[self.codes]


def _tables(source: Source, skip_bad: bool) -> Iterator[tuple[Any, int]]:
    """Yield tables of some rows each, with how many rows before them had the wrong number of fields."""
    wanted = [name for name in check_header(source) if name in NEEDED + TAKEN]
    try:
        if source.is_parquet:
            file = pa.parquet.ParquetFile(source.path, read_dictionary=_texts_in(source, wanted))
            for batch in file.iter_batches(batch_size=ROWS, columns=wanted):
                yield pa.Table.from_batches([batch]), 0
        else:
            yield from _csv(source, wanted, skip_bad)
    except pa.ArrowInvalid as error:
        # A row with too many or too few fields: the slow way finds its line.
        if not source.is_parquet:
            _refuse_somewhere(source)
        raise UnreadableTable(f"{source.path}: cannot be read ({error})") from error
    except OSError as error:
        raise UnreadableTable(f"{source.path}: cannot be read ({error})") from error


def _csv(source: Source, wanted: list[str], skip_bad: bool) -> Iterator[tuple[Any, int]]:
    ragged = []

    def passed_over(row: Any) -> str:
        ragged.append(row)
        return "skip" if skip_bad else "error"

    reader = pa.csv.open_csv(
        source.path,
        read_options=pa.csv.ReadOptions(column_names=check_header(source), skip_rows=1, block_size=BLOCK),
        parse_options=pa.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=passed_over),
        convert_options=pa.csv.ConvertOptions(
            include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string()), null_values=[]
        ),
    )
    for batch in reader:
        yield pa.Table.from_batches([batch]), len(ragged)
        ragged.clear()


def _refuse_somewhere(source: Source) -> None:
    """Raise the error that names the first rows that cannot be read, wherever they are."""
    for _ in batches.plainly(source, Vocabulary(), skip_bad=False):
        pass


def _texts_in(source: Source, wanted: list[str]) -> list[str]:
    schema = pa.parquet.read_schema(source.path)
    return [name for name in wanted if name in NEEDED[:4] and pa.types.is_string(schema.field(name).type)]


def _texts(column: Any) -> _Texts:
    kind = column.type
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), "|")
        kind = column.type
    if not pa.types.is_dictionary(kind):
        column = column.cast(pa.string()).dictionary_encode()
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = whole.chunk(0) if whole.num_chunks else pa.array([], pa.string()).dictionary_encode()
    names = [name or "" for name in whole.dictionary.cast(pa.string()).to_pylist()]
    codes = whole.indices.fill_null(len(names)).to_numpy(zero_copy_only=False).astype(np.int64)
    return _Texts(codes, [*names, ""])


def _numbers(column: Any, reader: Callable[[str], float], rows: int) -> Floats:
    """Return a column as numbers, (n,): NaN where empty, infinity where it is none."""
    if column is None:
        return np.full(rows, np.nan)
    kind = column.type
    if pa.types.is_timestamp(kind):
        column = pc.divide(column.cast(pa.timestamp("us")).cast(pa.int64()).cast(pa.float64()), 1e6)
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _parsed(column.cast(pa.string()), reader)
    elif not pa.types.is_float64(kind):
        column = column.cast(pa.float64())
    return np.array(pc.fill_null(column, np.nan).to_numpy(), dtype=np.float64)


def _parsed(column: Any, reader: Callable[[str], float]) -> Floats:
    try:
        numbers = pc.if_else(pc.equal(column, ""), None, column).cast(pa.float64())
        found = np.array(pc.fill_null(numbers, np.nan).to_numpy(), dtype=np.float64)
        written = pc.is_valid(numbers).to_numpy()
        return np.where(written & np.isnan(found), np.inf, found)
    except pa.ArrowInvalid:
        texts = _texts(column)
        return np.array([_or_infinite(reader, text) for text in texts.names])[texts.codes]


def _or_infinite(reader: Callable[[str], float], text: str) -> float:
    try:
        return reader(text)
    except ValueError:
        return float("inf")


def _bad(numbers: dict[str, Floats], worker: _Texts, item: _Texts) -> NDArray[np.bool_]:
    bad = worker.empty | item.empty
    for name, values in numbers.items():
        bad |= np.isinf(values)
        if name != "at":
            bad |= values < 0
    bad |= (numbers["score"] > 1) | (numbers["propensity"] > 1)
    return bad
