"""Which files a log consists of, and whether they are still the same."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from escalera.lab.tables import BadLog, UnreadableTable

ENDINGS = (".csv", ".csv.gz", ".parquet", ".pq")


class Changed(BadLog):
    """A file that is no longer what it was when reading began."""


@dataclass(frozen=True)
class Source:
    """One file of a log with its size in bytes and the time of its last change (ns), which stand for its content."""

    path: Path
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> Source:
        """Raises UnreadableTable."""
        try:
            found = path.stat()
        except OSError as error:
            raise UnreadableTable(f"{path}: there is no such file or folder") from error
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableTable(f"{path}: is not a file")
        return cls(path.resolve(), found.st_size, found.st_mtime_ns)

    @property
    def is_parquet(self) -> bool:
        return self.path.suffix in (".parquet", ".pq")

    @property
    def rows_about(self) -> int:
        """A rough count of rows, from the size of the file."""
        return self.size // (12 if self.path.suffix != ".csv" else 60) + 1

    def check(self) -> None:
        """Raises Changed when the file has changed since."""
        if Source.of(self.path) != self:
            raise Changed(
                f"{self.path}: has changed while it was read; start again once nothing writes to it"
            )


def found(places: Iterable[Path]) -> list[Source]:
    """Return the files of a log: files as named, folders searched through, in order of name. Raises
    UnreadableTable."""
    sources = [source for place in places for source in _of(place)]
    if len({source.path for source in sources}) < len(sources):
        raise UnreadableTable("a file is named twice (folders count with all their files)")
    return sources


def _of(place: Path) -> list[Source]:
    if not place.is_dir():
        return [Source.of(place)]
    files = sorted(file for file in place.rglob("*") if file.is_file() and _is_log(file.relative_to(place)))
    if not files:
        raise UnreadableTable(f"{place}: holds no file that ends in {', '.join(ENDINGS)}")
    return [Source.of(file) for file in files]


def _is_log(file: Path) -> bool:
    return file.name.endswith(ENDINGS) and not any(part.startswith((".", "_")) for part in file.parts)
