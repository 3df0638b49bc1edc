"""What would another policy bring? Answered from a log of choices with their propensities, or not at all."""

from escalera.engine.off_policy.judging import Estimate, Unknown, evaluate
from escalera.engine.off_policy.targets import Fixed, Mixed, Target, Tutored, chances
from escalera.engine.off_policy.windows import Windows, windows

__all__ = [
    "Estimate",
    "Fixed",
    "Mixed",
    "Target",
    "Tutored",
    "Unknown",
    "Windows",
    "chances",
    "evaluate",
    "windows",
]
