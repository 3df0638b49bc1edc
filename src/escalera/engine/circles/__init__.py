"""Circles: four to eight workers in which each wish to learn meets somebody who knows."""

from escalera.engine.circles.proposing import propose
from escalera.engine.circles.values import (
    FEWEST,
    MOST,
    Circle,
    Places,
    Proposal,
    WhyNot,
    Wish,
    Worker,
    wanted,
)

__all__ = [
    "FEWEST",
    "MOST",
    "Circle",
    "Places",
    "Proposal",
    "WhyNot",
    "Wish",
    "Worker",
    "propose",
    "wanted",
]
