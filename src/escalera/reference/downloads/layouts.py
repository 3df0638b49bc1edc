"""Header maps: which columns a table has at its publisher, and what we call them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from escalera.reference.downloads.errors import WrongFile


@dataclass(frozen=True)
class Layout:
    """`columns`: our name -> the publisher's; all must be there. `optional` may be.

    `file` is a pattern of the table's own name: such a table with other columns is an error, not another table.
    """

    name: str
    columns: Mapping[str, str]
    optional: Mapping[str, str] = field(default_factory=dict)
    file: str = ""

    def missing(self, header: Sequence[str]) -> list[str]:
        there = {plain(one) for one in header}
        return [column for column in self.columns.values() if plain(column) not in there]

    def places(self, header: Sequence[str]) -> dict[str, int]:
        place = {plain(one): at for at, one in reversed(list(enumerate(header)))}
        named = {**self.columns, **self.optional}
        return {ours: place[plain(theirs)] for ours, theirs in named.items() if plain(theirs) in place}

    def is_named(self, name: str) -> bool:
        return bool(self.file) and re.fullmatch(self.file, name, re.IGNORECASE) is not None


def plain(header: str) -> str:
    return header.strip().strip("'\"’").casefold()


def matching(layouts: Sequence[Layout], header: Sequence[str], file: str, name: str) -> Layout | None:
    """The layout of this header; None for a table of another kind. Raises WrongFile when a known one lacks columns."""
    for layout in layouts:
        if not layout.missing(header):
            return layout
    for layout in layouts:
        if layout.is_named(name):
            raise lacking(layout, header, file)
    return None


def lacking(layout: Layout, header: Sequence[str], file: str) -> WrongFile:
    missing = ", ".join(layout.missing(header))
    found = ", ".join(one.strip()[:40] for one in header[:12])
    return WrongFile(
        file,
        f"the columns {missing} are missing; there are {found}.",
        "Give the table as its publisher offers it, with the first line unchanged.",
        line=1,
    )


def closest(layouts: Sequence[Layout], header: Sequence[str]) -> Layout:
    return min(layouts, key=lambda layout: len(layout.missing(header)) / len(layout.columns))
