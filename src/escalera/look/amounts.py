"""Minutes and money as people write them; Mexican Spanish and English agree on points and commas."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

NO_BREAK = "\u00a0"


def money(amount: float | Decimal, currency: str = "MXN") -> str:
    """`$55 MXN`, `$39.38 MXN`, `$0.005 USD`: cents only where there are any, less than a cent only of exact amounts."""
    digits = 0 if round(float(amount), 2) == int(amount) else 2
    if isinstance(amount, Decimal) and amount != round(amount, 2):
        digits = -int(amount.normalize().as_tuple().exponent)
    return f"${float(amount):,.{digits}f}{NO_BREAK}{currency}".rstrip()


def duration(minutes: float | str) -> str:
    """`8 min`, `1 h`, `4 h 30 min`; above two hours to the nearest quarter, for nobody knows it better."""
    whole = max(1, round(float(minutes)))
    if whole > 120:
        whole = 15 * round(whole / 15)
    hours, rest = divmod(whole, 60)
    parts = [f"{hours}{NO_BREAK}h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{NO_BREAK}min")
    return NO_BREAK.join(parts)


def brief(minutes: float) -> str:
    """`45 min` or `1.5 h`, for where there is little room."""
    if minutes < 90:
        return f"{max(1, round(minutes))}{NO_BREAK}min"
    return f"{round(minutes / 30) / 2:g}{NO_BREAK}h"


def time_element(minutes: float | str) -> SafeString:
    return format_html('<time datetime="PT{}M">{}</time>', max(1, round(float(minutes))), duration(minutes))
