"""Pay an hour as an interval, with the minutes counted that nobody pays."""

from __future__ import annotations

from dataclasses import dataclass

FEWEST_FOR_INTERVAL = 5


@dataclass(frozen=True)
class HourlyPay:
    """Pay an hour with an 80 % interval, in the currency of the pay given; `attempts` it rests on.

    `enough` is False when fewer than five timed attempts of the type are known: then say so instead of a
    number.
    """

    middle: float
    low: float
    high: float
    attempts: int

    @property
    def enough(self) -> bool:
        return self.attempts >= FEWEST_FOR_INTERVAL


def pay_an_hour(
    seconds: tuple[float, float, float], *, pay: float, unpaid_share: float, attempts: int
) -> HourlyPay:
    """Return pay an hour from the middle, low and high seconds of one attempt paid `pay`.

    unpaid_share in [0, 1) is the share of the working day that nobody pays (a third in Hara et al. 2018).
    Raises ValueError for a share out of range or negative pay.
    """
    if not 0.0 <= unpaid_share < 1.0 or pay < 0.0:
        raise ValueError("unpaid_share lies in [0, 1) and pay is not negative")
    middle, low, high = seconds
    kept = pay * 3600.0 * (1.0 - unpaid_share)
    return HourlyPay(kept / middle, kept / high, kept / low, attempts)
