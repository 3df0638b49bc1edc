"""A level between 0 and 1, shown to people as four small steps."""

import math

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

STEPS = 4


def step_of(level: float) -> int:
    """The step, 1 to 4, that a required level asks for."""
    return min(max(math.ceil(round(level * STEPS, 6)), 1), STEPS)


def level_of(step: int) -> float:
    """The level that stands for a step when a person chooses it."""
    return round(0.2 * step, 1)


def steps_reached(level: float) -> int:
    """How many of the four steps a person's own level has reached, 0 to 4."""
    return min(max(int(level * STEPS), 0), STEPS)


def step_name(step: int) -> str:
    return {
        1: _("the basics"),
        2: _("on your own"),
        3: _("well, even when it is hard"),
        4: _("so well that you could teach it"),
    }[step]


def level_picture(*, have: float | None = None, want: float | None = None) -> SafeString:
    """Four small steps for levels from 0 to 1."""
    return steps_picture(
        have=None if have is None else steps_reached(have), want=None if want is None else step_of(want)
    )


def steps_picture(*, have: int | None = None, want: int | None = None) -> SafeString:
    """Four small steps: filled up to `have`, outlined up to `want`, both counted in steps."""
    blocks = (
        (css_of(step, have or 0, want or 0), 12.5 * step - 11.5, 20 - 4.5 * step, 4.5 * step)
        for step in range(1, 5)
    )
    drawing = format_html_join("", '<rect class="{}" x="{}" y="{}" width="10" height="{}" rx="1.5"/>', blocks)
    return format_html(
        '<svg class="level" width="50" height="22" viewBox="0 0 50 22" role="img" aria-label="{}">{}</svg>',
        sentence(have, want),
        drawing,
    )


def css_of(step: int, have: int, want: int) -> str:
    if step <= have:
        return "done"
    return "want" if step <= want else "empty"


def sentence(have: int | None, want: int | None) -> str:
    if have is None and want is None:
        return _("Level not known yet")
    if have is None:
        return _("Asks for level %(want)s of 4") % {"want": want}
    if want is None:
        return _("Level %(have)s of 4") % {"have": have}
    return _("Level %(have)s of 4, asks for %(want)s") % {"have": have, "want": want}
