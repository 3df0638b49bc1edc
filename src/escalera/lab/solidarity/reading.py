"""Reads JSON with a place for each complaint: `requests[3].level: 1.4 is not a number from 0 to 1`."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class BadFile(Exception):
    """The file does not say what it should; says where and what to do."""


@dataclass(frozen=True)
class Entry:
    """A value in the file, and its place there."""

    value: Any
    place: str

    def wrong(self, message: str) -> BadFile:
        """Return the complaint about this value."""
        return BadFile(f"{self.place or 'the file'}: {message}")

    def has(self, name: str) -> bool:
        return isinstance(self.value, dict) and name in self.value

    def at(self, name: str) -> Entry:
        """Return a field of an object. Raises BadFile where it is missing."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"must be an object with {name!r}, not {_shown(self.value)}")
        if name not in self.value:
            raise self.wrong(f"{name!r} is missing")
        return Entry(self.value[name], f"{self.place}.{name}" if self.place else name)

    def each(self) -> Iterator[Entry]:
        """Return the entries of a list."""
        if not isinstance(self.value, list):
            raise self.wrong(f"must be a list, not {_shown(self.value)}")
        for at, value in enumerate(self.value):
            yield Entry(value, f"{self.place}[{at}]")

    def fields(self) -> Iterator[tuple[str, Entry]]:
        """Return the named values of an object."""
        if not isinstance(self.value, dict):
            raise self.wrong(f"must be an object, not {_shown(self.value)}")
        for name, value in self.value.items():
            yield name, Entry(value, f"{self.place}.{name}")

    def word(self) -> str:
        """Return a text that is not empty; a whole number counts as its digits."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong(f"must be a text that is not empty, not {_shown(self.value)}")
        return self.value

    def words(self) -> frozenset[str]:
        return frozenset(entry.word() for entry in self.each())

    def number(self, low: float = -math.inf, high: float = math.inf) -> float:
        """Return a finite number from low to high."""
        value = self.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.wrong(f"must be a number, not {_shown(value)}")
        if not low <= value <= high:
            limits = f"from {low:g} to {high:g}" if math.isfinite(high) else f"of at least {low:g}"
            raise self.wrong(f"{value:g} is not a number {limits}")
        return float(value)

    def whole(self, low: int, high: float = math.inf) -> int:
        number = self.number(low, high)
        if number != int(number):
            raise self.wrong(f"{number:g} is not a whole number")
        return int(number)

    def hours(self) -> frozenset[int]:
        """Return hours of the day."""
        return frozenset(entry.whole(0, 23) for entry in self.each())

    def levels(self) -> dict[str, float]:
        """Return skills with levels."""
        return {name: entry.number(0.0, 1.0) for name, entry in self.fields()}


def read(file: Path) -> Entry:
    """Return what a JSON file holds. Raises BadFile."""
    try:
        return Entry(json.loads(file.read_text(encoding="utf-8")), "")
    except OSError as error:
        raise BadFile(f"{file} can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadFile(f"{file} is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadFile(f"{file} is not JSON: {error}") from None


def alone(entries: Iterator[Entry], name: str = "id") -> Iterator[tuple[str, Entry]]:
    """Return objects with their ids. Raises BadFile where one comes twice."""
    seen: dict[str, str] = {}
    for entry in entries:
        id_ = entry.at(name).word()
        if id_ in seen:
            raise entry.at(name).wrong(f"{id_!r} is there already, at {seen[id_]}")
        seen[id_] = entry.place
        yield id_, entry


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:37] + "..."
