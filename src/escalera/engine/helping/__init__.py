"""Help: who is asked when somebody is stuck, and how likely that is to succeed."""

from escalera.engine.helping.matching import match
from escalera.engine.helping.refitting import Refit, refit
from escalera.engine.helping.sharing import share, share_out
from escalera.engine.helping.success import USUAL, Success, taught
from escalera.engine.helping.values import (
    HOURS,
    Helper,
    Match,
    Matching,
    Reason,
    Request,
    Unmatched,
    Why,
)

__all__ = [
    "HOURS",
    "USUAL",
    "Helper",
    "Match",
    "Matching",
    "Reason",
    "Refit",
    "Request",
    "Success",
    "Unmatched",
    "Why",
    "match",
    "refit",
    "share",
    "share_out",
    "taught",
]
