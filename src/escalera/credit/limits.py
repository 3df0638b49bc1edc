"""Soft limits: said in plain words, so that time goes round. They never stop anybody from asking for help."""

from enum import StrEnum

LOW_S, HIGH_S = -5 * 3600, 20 * 3600


class Limit(StrEnum):
    LOW = "low"
    HIGH = "high"


def of(balance_s: int) -> Limit | None:
    """Which limit a person's balance lies beyond, if any."""
    if balance_s < LOW_S:
        return Limit.LOW
    return Limit.HIGH if balance_s > HIGH_S else None
