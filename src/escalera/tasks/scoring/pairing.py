"""Marks that were made against those that are right: each pairs with at most one, the best pairs first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def paired(
    right: Sequence[T], made: Sequence[T], worth: Callable[[T, T], float]
) -> dict[int, tuple[int, float]]:
    """{place among the right: (place among the made, worth)}, for pairs worth something."""
    values = [(worth(one, other), i, j) for i, one in enumerate(right) for j, other in enumerate(made)]
    pairs: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for value, i, j in sorted((one for one in values if one[0] > 0), key=lambda one: (-one[0], one[1:])):
        if i not in pairs and j not in taken:
            pairs[i] = (j, value)
            taken.add(j)
    return pairs


def soft_f1(right: Sequence[T], made: Sequence[T], worth: Callable[[T, T], float]) -> float:
    """F1 in which a pair counts for what it is worth: what was missed costs, and so does what is too much."""
    both = len(right) + len(made)
    return 2 * sum(value for _, value in paired(right, made, worth).values()) / both if both else 1.0
