"""Why we believe that a task type builds a skill, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from escalera.learning.fitting import Measured
from escalera.learning.teaching import NOTICED, Teaching
from escalera.tasks.models import TaskType
from escalera.web.worker.reasons import how_much, peers


@dataclass(frozen=True)
class Built:
    """A task type with what people say and what was measured, as one line."""

    task_type: TaskType
    why: str


def listed(those: Iterable[Teaching]) -> list[Built]:
    return [Built(one.task_type, why(one)) for one in those]


def why(one: Teaching) -> str:
    """9 people say so; measured: yes, a little. Empty where only its description speaks for it."""
    said = peers(one.yes, one.no)
    found = measured(one.measured) if one.measured else ""
    text = "; ".join(filter(None, (said, found)))
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def measured(one: Measured) -> str:
    if one.low > 0 and one.gain >= NOTICED:
        return _("measured: yes, %(how_much)s") % {"how_much": how_much(one.gain)}
    return _("measured: hardly anything") if one.high < NOTICED else _("measured: we still know little")
