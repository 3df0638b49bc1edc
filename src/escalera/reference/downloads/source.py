"""The files that a person gives to one import, with what was recognised in them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from escalera.reference.downloads import layouts as maps
from escalera.reference.downloads import opening, rows
from escalera.reference.downloads.errors import WrongFile
from escalera.reference.downloads.layouts import Layout
from escalera.reference.downloads.opening import Part
from escalera.reference.downloads.rows import Row, Watch


def silent(file: str, line: int) -> None:
    """For whoever shows no progress."""


@dataclass(frozen=True)
class Source:
    tables: tuple[tuple[Layout, Part], ...]
    names: tuple[str, ...]  # of the files given, without their folders
    passed_over: tuple[str, ...] = ()
    watch: Watch = field(default=silent)

    def rows(self, *layouts: str) -> Iterator[Row]:
        """The lines of every table with one of these layouts."""
        for layout, part in self.tables:
            if layout.name in layouts:
                yield from rows.rows(part, layout, self.watch)

    def has(self, *layouts: str) -> bool:
        return any(layout.name in layouts for layout, _ in self.tables)


def recognise(paths: Sequence[Path], layouts: Sequence[Layout], watch: Watch = silent) -> Source:
    """Read each table's first line, and say which tables they are. Raises WrongFile, also when none is known."""
    tables, passed_over = [], []
    for path in paths:
        found = opening.parts([path])
        known = [(layout, part) for part in found if (layout := _layout(part, layouts))]
        if not known:
            raise _unknown(path, found, layouts)
        tables += known
        passed_over += [part.file for part in found if part not in [one for _, one in known]]
    return Source(tuple(tables), tuple(path.name for path in paths), tuple(passed_over), watch)


def _layout(part: Part, layouts: Sequence[Layout]) -> Layout | None:
    if not any(one.is_named(part.name) for one in layouts) and part.packed == 0:
        return None
    return maps.matching(layouts, rows.header(part), part.file, part.name)


def _unknown(path: Path, found: Sequence[Part], layouts: Sequence[Layout]) -> WrongFile:
    """A file of one table is held against the layout it comes nearest to."""
    if len(found) == 1:
        header = rows.header(found[0])
        return maps.lacking(maps.closest(layouts, header), header, found[0].file)
    wanted = "; ".join(dict.fromkeys(", ".join(one.columns.values()) for one in layouts))
    return WrongFile(
        path.name, "holds no table of this import.", f"Tables with these columns are known: {wanted}."
    )


def versions(source: Source, pattern: str) -> set[str]:
    """What the pattern's first group finds in the names of files and tables."""
    names = [*source.names, *(part.file for _, part in source.tables)]
    return {found[1] for name in names if (found := re.search(pattern, name, re.IGNORECASE))}
