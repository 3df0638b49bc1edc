"""How families put sentences together: word lists, filling slots, drawing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

T = TypeVar("T")

START = re.compile(r"(^|[.!?…]\s+|\n)([¿¡\"“(]*)([a-záéíóúñü])")
CONTRACTIONS = ((re.compile(r"\b([Dd])e el\b"), r"\1el"), (re.compile(r"\b([Aa]) el\b"), r"\1l"))


def read(beside: str, name: str) -> dict[str, Any]:
    """The word list `name` that lies beside the module file `beside`."""
    return tomllib.loads((Path(beside).parent / name).read_text(encoding="utf-8"))


def fill(template: str, slots: Mapping[str, Any]) -> str:
    """Fill the slots, contract "de el" and "a el", and begin each sentence with a capital."""
    text = template.format_map(slots)
    for uncontracted, contracted in CONTRACTIONS:
        text = uncontracted.sub(contracted, text)
    return START.sub(lambda found: found[1] + found[2] + found[3].upper(), text)


@dataclass(frozen=True)
class Draw:
    """Chance comes from outside, so that an item can be made again."""

    rng: np.random.Generator

    def one(self, several: Sequence[T]) -> T:
        return several[int(self.rng.integers(len(several)))]

    def some(self, several: Sequence[T], count: int) -> list[T]:
        return [several[int(place)] for place in self.rng.permutation(len(several))[:count]]

    def shuffled(self, several: Sequence[T]) -> list[T]:
        return self.some(several, len(several))

    def number(self, low: int, high: int, step: int = 1) -> int:
        """One of low, low + step, ... up to high."""
        return low + step * int(self.rng.integers((high - low) // step + 1))

    def yes(self, probability: float = 0.5) -> bool:
        return bool(self.rng.random() < probability)
