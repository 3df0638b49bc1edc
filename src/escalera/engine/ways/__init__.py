"""Ways to learn (alone, in a pair, in a circle, by the broker): which helps whom, and which to offer next."""

from escalera.engine.ways.choosing import LEAST, Choice, best, choose, shares, stopped
from escalera.engine.ways.effects import Z_90, Effects, effects
from escalera.engine.ways.values import ALONE, WAYS, Periods, kind_of, kinds
from escalera.engine.ways.weighted import Overall, overall

__all__ = [
    "ALONE",
    "LEAST",
    "WAYS",
    "Z_90",
    "Choice",
    "Effects",
    "Overall",
    "Periods",
    "best",
    "choose",
    "effects",
    "kind_of",
    "kinds",
    "overall",
    "shares",
    "stopped",
]
