"""Bars with their name and figure, one below the other. Read without colour, and drawn without our stylesheet (PDF)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, PITCH, THICK, TEXT = 328, 46, 16, 15
# The stylesheet's colours by class; what draws without it takes these.
FILLS = {"done": "#2c6a3a", "goal": "#f3b93f", "now": "#a63c14"}


@dataclass(frozen=True)
class NamedBar:
    name: str
    figure: str
    amount: float
    css: str = "done"


def bars_picture(bars: Sequence[NamedBar], title: str) -> SafeString:
    longest = max((bar.amount for bar in bars), default=0) or 1
    said = f"{title}: " + "; ".join(f"{bar.name}, {bar.figure}" for bar in bars)
    return format_html(
        '<svg viewBox="0 0 {0} {1}" width="{0}" role="img" aria-label="{2}" font-family="sans-serif" font-size="{3}">'
        "<title>{2}</title>{4}</svg>",  # the title is what a PDF reads out
        WIDTH,
        PITCH * len(bars),
        said,
        TEXT,
        format_html_join("", "{}", ((row(n, bar, longest),) for n, bar in enumerate(bars))),
    )


def row(place: int, bar: NamedBar, longest: float) -> SafeString:
    top = PITCH * place
    return format_html(
        '<text x="0" y="{0}" fill="#1f1b14">{1}</text>'
        '<text x="{2}" y="{0}" text-anchor="end" font-weight="bold" fill="#1f1b14">{3}</text>'
        '<rect class="empty" fill="#e6dcc8" y="{4}" width="{2}" height="{5}"/>'
        '<rect class="{6}" fill="{7}" y="{4}" width="{8}" height="{5}"/>',
        top + TEXT,
        bar.name,
        WIDTH,
        bar.figure,
        top + TEXT + 6,
        THICK,
        bar.css,
        FILLS[bar.css],
        round(max(bar.amount, 0) / longest * WIDTH, 1),
    )
