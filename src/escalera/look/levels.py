"""A level between 0 and 1, shown to people as four small steps."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

LEVEL_OF_STEP = {1: 0.30, 2: 0.55, 3: 0.80, 4: 0.95}


def step_of(level: float) -> int:
    """The step, 1 to 4, that is nearest to a required level."""
    return min(LEVEL_OF_STEP, key=lambda step: abs(LEVEL_OF_STEP[step] - level))


def steps_reached(level: float) -> int:
    """How many of the four steps a person's own level has reached; 0 to 4."""
    return sum(level >= reached for reached in LEVEL_OF_STEP.values())


def step_name(step: int) -> str:
    return {
        1: _("the basics, with care"),
        2: _("on your own"),
        3: _("well, even when it is hard"),
        4: _("so well that you could teach it"),
    }[step]


def level_picture(*, have: float | None = None, want: float | None = None) -> SafeString:
    """Four small steps: filled up to `have`, outlined up to `want`."""
    filled = steps_reached(have) if have is not None else 0
    outlined = step_of(want) if want is not None else 0
    steps = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="10" height="{}" rx="1.5"/>',
        (
            (css_of(step, filled, outlined), 1 + (step - 1) * 12.5, 20 - 4.5 * step, 4.5 * step)
            for step in range(1, 5)
        ),
    )
    return format_html(
        '<svg class="level" viewBox="0 0 50 22" role="img" aria-label="{}">{}</svg>',
        sentence(have, want),
        steps,
    )


def css_of(step: int, filled: int, outlined: int) -> str:
    if step <= filled:
        return "done"
    return "want" if step <= outlined else "empty"


def sentence(have: float | None, want: float | None) -> str:
    if have is None and want is None:
        return _("Level not known yet")
    if have is None:
        assert want is not None
        return _("Asks for level %(want)s of 4") % {"want": step_of(want)}
    if want is None:
        return _("Level %(have)s of 4") % {"have": steps_reached(have)}
    return _("Level %(have)s of 4, asks for %(want)s") % {"have": steps_reached(have), "want": step_of(want)}
