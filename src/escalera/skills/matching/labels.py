"""Labels to match against: several an id may have, the first of each being its preferred one."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

LONGEST_LINE = 100_000  # bytes


class Label(NamedTuple):
    id: str
    text: str


class BadLabels(ValueError):
    """A file of labels can't be used; says which line and what to do."""


def read(file: Path) -> list[Label]:
    """Read `id<TAB>label` lines (UTF-8). Raises BadLabels; OSError where the file can't be opened."""
    found = [label for number, line in _lines(file) if (label := _label(line, number)) is not None]
    if not found:
        raise BadLabels(f"{file} holds no label: write one `id<TAB>label` a line.")
    return found


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    with file.open("rb") as lines:
        for number, line in enumerate(iter(lambda: lines.readline(LONGEST_LINE), b""), start=1):
            if len(line) == LONGEST_LINE:
                raise BadLabels(f"line {number} is too long: write one `id<TAB>label` a line.")
            try:
                yield number, line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError:
                raise BadLabels(f"line {number} is not UTF-8: save the file as UTF-8.") from None


def _label(line: str, number: int) -> Label | None:
    if not line.strip():
        return None
    id_, tab, text = line.partition("\t")
    if not tab:
        raise BadLabels(f"line {number} has no tab: write `id<TAB>label`.")
    if "\t" in text:
        raise BadLabels(f"line {number} has more than one tab: write `id<TAB>label`, one label a line.")
    if not id_.strip() or not text.strip():
        raise BadLabels(f"line {number} lacks its {'label' if id_.strip() else 'id'}: write `id<TAB>label`.")
    return Label(id_.strip(), text.strip())


def once(labels: Iterable[Label]) -> list[Label]:
    """The same label of the same id once, and the labels of an id together, in the order they came."""
    by_id: dict[str, dict[str, None]] = {}
    for id_, text in labels:
        by_id.setdefault(id_, {})[text] = None
    return [Label(id_, text) for id_, texts in by_id.items() for text in texts]
