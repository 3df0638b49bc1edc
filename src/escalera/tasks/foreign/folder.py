"""A folder with `template.html` and `batch.csv`, read into plain values."""

import csv
import io
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from escalera.tasks.foreign.refusal import Refused

LARGEST_TEMPLATE = 128 * 1024  # MTurk and Turkle allow 64 kB, real ones with their examples are larger
LARGEST_BATCH = 20 * 1024 * 1024
LONGEST_CELL = 1_000_000
LARGEST_FILLED = 2 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 5_000, 500
ANSWER, INPUT = "Answer.", "Input."
BLANK = frozenset({"", "{}", "nan"})  # "{}" is how TurkingBench writes an empty cell
VARIABLE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")


@dataclass(frozen=True)
class Row:
    """What one item shows, and how earlier workers answered it."""

    values: Mapping[str, str]
    answers: tuple[Mapping[str, str], ...]


@dataclass(frozen=True)
class Template:
    name: str
    html: str
    title: str
    description: str
    rows: tuple[Row, ...]


def read(folder: Path) -> Template:
    """Read a template folder. Raises Refused."""
    html = text_of(folder / "template.html", LARGEST_TEMPLATE)
    lines = lines_of(text_of(folder / "batch.csv", LARGEST_BATCH))
    if not any(name.startswith(ANSWER) for name in lines[0]):
        raise Refused("batch.csv has no Answer.* column: working on unanswered rows would be unpaid work")
    return Template(
        name=folder.name,
        html=html,
        title=(lines[0].get("Title") or "").strip(),
        description=(lines[0].get("Description") or "").strip(),
        rows=tuple(rows(lines)),
    )


def text_of(file: Path, largest: int) -> str:
    """The text of a file of the folder itself: a link could show workers any file of this machine. Raises Refused."""
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            raise Refused(f"{file.name} is a link or no file: put the file itself into the folder")
        if file.stat().st_size > largest:
            raise Refused(f"{file.name} is larger than {largest // 1024} kB")
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise Refused(f"there is no {file.name}") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{file.name} is not UTF-8 text") from error
    except OSError as error:
        raise Refused(f"{file.name} can't be read: {error.strerror}") from error
    if "\0" in text:
        raise Refused(f"{file.name} is no text: it holds NUL signs")
    return text


def lines_of(text: str) -> list[dict[str, str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="", restval=None, strict=True)
    try:
        refuse_header(reader.fieldnames or ())
        lines = list(islice(reader, MOST_ROWS + 1))
        refuse_ragged(lines)
    except csv.Error as error:
        raise Refused(f"batch.csv is broken: {error}") from error
    if not lines:
        raise Refused("batch.csv has no rows")
    if len(lines) > MOST_ROWS:
        raise Refused(f"batch.csv has more than {MOST_ROWS} rows")
    return [{name: value for name, value in line.items() if name} for line in lines]


def refuse_ragged(lines: Sequence[Mapping[str, object]]) -> None:
    for number, line in enumerate(lines, start=2):
        if "" in line or None in line.values():
            raise Refused(f"batch.csv has in row {number} other cells than columns: it may be cut off")


def refuse_header(names: Sequence[str]) -> None:
    if len(names) > MOST_COLUMNS:
        raise Refused(f"batch.csv has more than {MOST_COLUMNS} columns")
    if len(set(names)) < len(names):
        raise Refused("batch.csv has a column twice in its first line")


def rows(lines: list[dict[str, str]]) -> Iterator[Row]:
    """Lines that show the same become one row with several reference answers."""
    same: dict[tuple[tuple[str, str], ...], list[Mapping[str, str]]] = {}
    for line in lines:
        shown = {
            name.removeprefix(INPUT): value for name, value in line.items() if not name.startswith(ANSWER)
        }
        given = {
            name.removeprefix(ANSWER): "" if value.strip() in BLANK else value.strip()
            for name, value in line.items()
            if name.startswith(ANSWER)
        }
        same.setdefault(tuple(sorted(shown.items())), []).append(given)
    for values, answers in same.items():
        yield Row(values=dict(values), answers=tuple(answers))


def filled(html: str, values: Mapping[str, str]) -> str:
    """The template with its variables replaced, raw as MTurk does: only the sandbox makes that safe. Raises Refused."""
    longer = sum(len(values.get(name, "")) for name in VARIABLE.findall(html))
    if len(html) + longer > LARGEST_FILLED:
        raise Refused(f"a row fills the template to more than {LARGEST_FILLED // 1024} kB")
    return VARIABLE.sub(lambda found: values.get(found[1], found[0]), html)
