"""Who runs the hot loops: plain Python over lists, or the same functions compiled, handed in from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction import loops, situating

Loop = Callable[..., None]
LOOPS = (
    loops.meet,
    loops.believe,
    loops.tally,
    loops.follow,
    loops.fade,
    loops.pace,
    situating.situate,
    situating.index,
    situating.find,
    situating.recall,
)


@dataclass(frozen=True)
class Kernels:
    """The functions of loops.py and situating.py; each writes its last argument (`situate` the last two)."""

    meet: Loop
    believe: Loop
    tally: Loop
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
        return cls(**{loop.__name__: made(loop, 2 if loop is situating.situate else 1) for loop in LOOPS})


def over_lists(loop: Loop, written: int) -> Loop:
    """Run a loop over lists, which plain Python reads several times faster than arrays."""

    def run(*columns: Any) -> None:
        lists = [column.tolist() if isinstance(column, np.ndarray) else column for column in columns]
        loop(*lists)
        for column, values in zip(columns[-written:], lists[-written:], strict=True):
            column[:] = values

    return run


PLAIN = Kernels.of(over_lists)
