"""A fact that texts state rightly or wrongly, and the ways people write it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    text: str  # as in the sheet, e.g. "350 ml"
    ways: tuple[str, ...]  # what a text may write for it


@dataclass(frozen=True)
class Fact:
    slug: str
    label: str
    right: Value
    wrong: Value
    ways: tuple[str, ...]
    short: str = ""  # as in a headline; empty where it would not read well

    def says(self, way: int, *, wrong: bool = False) -> str:
        return self.ways[way].format(v=(self.wrong if wrong else self.right).text)

    def in_short(self, *, wrong: bool = False) -> str:
        return self.short.format(v=(self.wrong if wrong else self.right).text)
