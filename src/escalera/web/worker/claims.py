"""Whether a task teaches what it is for: what people say, and what was measured, beside each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from escalera.learning import teaching
from escalera.skills.models import Skill
from escalera.tasks.models import TaskType
from escalera.web.worker.reasons import how_much, how_sure, peers

MOSTLY, IN_PART = 0.7, 0.4


@dataclass(frozen=True)
class Claim:
    """One skill of a task: the word of those who did it, and the evidence of all answers."""

    skill: Skill
    said: str
    measured: str


def of(task_type: TaskType, reason: Mapping[str, Any]) -> Claim | None:
    """On the skill for which the task was chosen; None where neither words nor answers speak about it."""
    skill = Skill.objects.filter(pk=reason.get("reason", {}).get("skill")).first()
    known = teaching.on(task_type, skill) if skill else None
    if skill is None or known is None or not (known.yes or known.no or known.measured):
        return None
    return Claim(skill, said(known), evidence(known))


def said(known: teaching.Teaching) -> str:
    words = peers(known.yes, known.no) or _("nobody has said yet")
    return f"{words[:1].upper()}{words[1:]}. {how_far(known.believed)}".strip()


def how_far(believed: float | None) -> str:
    """How far those who spoke are believed on the whole."""
    if believed is None:
        return ""
    if believed >= MOSTLY:
        return _("What they say of tasks mostly holds.")
    if believed >= IN_PART:
        return _("What they say of tasks holds in part.")
    return _("What they say of tasks seldom holds, so it counts little.")


def evidence(known: teaching.Teaching) -> str:
    """Measured: yes, a little; we are quite sure."""
    one = known.measured
    if one is None:
        return _("Measured: not yet, too few answers.")
    if one.low > 0 and one.gain >= teaching.NOTICED:
        sure = how_sure(one.gain, one.low, one.high)
        return _("Measured: yes, %(how_much)s; %(sure)s.") % {"how_much": how_much(one.gain), "sure": sure}
    if one.high < teaching.NOTICED:
        return _("Measured: hardly anything.")
    return _("Measured: we still know little.")
