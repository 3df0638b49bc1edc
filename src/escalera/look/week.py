"""A week of work as bars, one a day: paid minutes below, unpaid ones on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from escalera.look.amounts import duration

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 328, 170, 30, 8, 24
GRIDS_H = (
    0.25,
    0.5,
    1,
    2,
    4,
    6,
    8,
    12,
    24,
)  # the highest line is the first of these that holds the longest day


@dataclass(frozen=True)
class DayBar:
    label: str  # short, under the bar
    name: str  # long, for who does not see it
    paid: float  # minutes
    unpaid: float


def week_picture(days: Sequence[DayBar]) -> SafeString:
    top_h = top_of(days)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="week-title week-text">'
        '<title id="week-title">{}</title><desc id="week-text">{}</desc>{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        summary(days),
        "; ".join(sentence(day) for day in days),
        pattern(),
        grid(top_h),
        format_html_join("", "{}", ((bar(n, day, top_h),) for n, day in enumerate(days))),
    )


def top_of(days: Sequence[DayBar]) -> float:
    longest = max((day.paid + day.unpaid for day in days), default=0) / 60
    return next((hours for hours in GRIDS_H if hours >= longest), 24)


def pattern() -> SafeString:
    """Stripes, so that unpaid time is told apart without colour."""
    return format_html(
        '<defs><pattern id="unpaid" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="{}">'
        '<rect class="goal" width="6" height="6"/><path class="stripe" d="M0 0v6"/></pattern></defs>',
        "rotate(45)",
    )


def grid(top_h: float) -> SafeString:
    lines = (
        (LEFT, y_of(h, top_h), WIDTH, LEFT - 4, y_of(h, top_h) + 4, hours(h)) for h in (0, top_h / 2, top_h)
    )
    return format_html(
        '<g class="grid" font-size="11">{}</g>',
        format_html_join("", '<path d="M{} {}H{}"/><text x="{}" y="{}" text-anchor="end">{}</text>', lines),
    )


def hours(amount: float) -> str:
    return f"{amount * 60:.0f} m" if 0 < amount < 1 else f"{amount:g} h"


def bar(place: int, day: DayBar, top_h: float) -> SafeString:
    pitch = (WIDTH - LEFT) / 7
    left, width = round(LEFT + pitch * place + 6, 1), round(pitch - 12, 1)
    middle = y_of(day.paid / 60, top_h)
    top = y_of((day.paid + day.unpaid) / 60, top_h)
    return format_html(
        '{}{}<text x="{}" y="{}" font-size="12" text-anchor="middle">{}</text>',
        block('class="done"', left, middle, width, y_of(0, top_h) - middle),
        block('class="unpaid" fill="url(#unpaid)"', left, top, width, middle - top),
        round(left + width / 2, 1),
        HEIGHT - 8,
        day.label,
    )


def block(attributes: str, left: float, top: float, width: float, height: float) -> SafeString:
    if height <= 0:
        return SafeString("")
    return format_html(
        '<rect {} x="{}" y="{}" width="{}" height="{}"/>',
        SafeString(attributes),  # our own constants
        left,
        top,
        width,
        round(height, 1),
    )


def y_of(amount_h: float, top_h: float) -> float:
    return round(HEIGHT - BOTTOM - amount_h / top_h * (HEIGHT - BOTTOM - TOP), 1)


def summary(days: Sequence[DayBar]) -> str:
    paid, unpaid = sum(day.paid for day in days), sum(day.unpaid for day in days)
    if not paid and not unpaid:
        return _("A week without noted time")
    return _("Your week: paid %(paid)s, unpaid %(unpaid)s") % {"paid": said(paid), "unpaid": said(unpaid)}


def sentence(day: DayBar) -> str:
    words = {"day": day.name, "paid": said(day.paid), "unpaid": said(day.unpaid)}
    return _("%(day)s: paid %(paid)s, unpaid %(unpaid)s") % words


def said(minutes: float) -> str:
    return duration(minutes) if minutes >= 0.5 else _("none")
