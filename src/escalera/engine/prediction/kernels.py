"""Who runs the hot loops: plain Python over lists, or the same functions compiled, handed in from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction import loops

Loop = Callable[..., None]


@dataclass(frozen=True)
class Kernels:
    """The functions of loops.py; each writes its last argument (`situate` the last two)."""

    believe: Loop
    follow: Loop
    fade: Loop
    pace: Loop
    situate: Loop
    index: Loop
    find: Loop
    recall: Loop

    @classmethod
    def of(cls, made: Callable[[Loop, int], Loop]) -> Kernels:
        """Each loop, made ready to run by `made(loop, how many of its last arguments it writes)`."""
        names = ("believe", "follow", "fade", "pace", "situate", "index", "find", "recall")
        return cls(**{name: made(getattr(loops, name), 2 if name == "situate" else 1) for name in names})


def over_lists(loop: Loop, written: int) -> Loop:
    """Run a loop over lists, which plain Python reads several times faster than arrays."""

    def run(*columns: Any) -> None:
        lists = [column.tolist() if isinstance(column, np.ndarray) else column for column in columns]
        loop(*lists)
        for column, values in zip(columns[-written:], lists[-written:], strict=True):
            column[:] = values

    return run


PLAIN = Kernels.of(over_lists)
