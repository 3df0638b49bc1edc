"""A pay range as a bar, with the minimum wage as a mark; and a plain bar for a share."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from escalera.look.amounts import money

WIDTH = 200


def range_picture(
    *, low: float, high: float, floor: float | None, currency: str, per: str = "hour"
) -> SafeString:
    """`low` to `high` an hour or a month, on a line from 0; `floor` is the minimum wage for the same time."""
    end = max(high, floor or 0) * 1.15 or 1
    left, right = place(low, end), place(high, end)
    mark = (
        format_html('<rect class="floor" x="{}" y="0" width="3" height="22"/>', place(floor, end))
        if floor
        else ""
    )
    return format_html(
        '<svg class="range" width="100%" height="22" viewBox="0 0 {} 22" preserveAspectRatio="none"'
        ' role="img" aria-label="{}">'
        '<rect class="empty" y="6" width="{}" height="10"/>'
        '<rect class="done" x="{}" y="6" width="{}" height="10"/>{}</svg>',
        WIDTH,
        sentence(low=low, high=high, floor=floor, currency=currency, per=per),
        WIDTH,
        left,
        round(max(right - left, 2), 1),
        mark,
    )


def bar_picture(*, share: float, label: str, css: str = "done") -> SafeString:
    """How much of something is there; `share` from 0 to 1, `label` says it in words."""
    return format_html(
        '<svg class="bar" width="100%" height="12" viewBox="0 0 {} 12" preserveAspectRatio="none"'
        ' role="img" aria-label="{}">'
        '<rect class="empty" width="{}" height="12"/><rect class="{}" width="{}" height="12"/></svg>',
        WIDTH,
        label,
        WIDTH,
        css,
        round(min(max(share, 0), 1) * WIDTH, 1),
    )


def place(amount: float, end: float) -> float:
    return round(amount / end * WIDTH, 1)


def sentence(*, low: float, high: float, floor: float | None, currency: str, per: str = "hour") -> str:
    words = {
        "pay": span(low, high, currency),
        "floor": money(floor or 0, currency),
        "time": _("a month") if per == "month" else _("an hour"),
    }
    if not floor:
        return _("%(pay)s %(time)s") % words
    if floor <= low:
        return _("%(pay)s %(time)s; the minimum wage of %(floor)s lies below that") % words
    if floor >= high:
        return _("%(pay)s %(time)s; the minimum wage of %(floor)s lies above that") % words
    return _("%(pay)s %(time)s; the minimum wage of %(floor)s lies in between") % words


def span(low: float, high: float, currency: str) -> str:
    """`$40 MXN`, or `$40 to $90 MXN`."""
    if low == high:
        return money(low, currency)
    return _("%(low)s to %(high)s") % {"low": money(low, ""), "high": money(high, currency)}
