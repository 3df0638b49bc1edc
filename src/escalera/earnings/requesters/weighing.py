"""Bridge to engine.evidence: estimates of several people with how sure they are."""

from escalera.engine import evidence
from escalera.engine.evidence import Interval

__all__ = ["Interval", "ratio", "share"]


def share(hits: list[float], totals: list[float]) -> Interval:
    return evidence.share(hits, totals)


def ratio(amounts: list[float], sizes: list[float]) -> Interval:
    return evidence.ratio(amounts, sizes)
