"""What to know before paid work, in words: who gives it, what an hour should bring, signs of a trick in its text."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.earnings.requesters.warning import Because, BeforeWork, Expected
from escalera.jobs import advice
from escalera.jobs.fraud import Sign
from escalera.look.amounts import money
from escalera.paths import before_work
from escalera.paths.models import Step
from escalera.people.presence import PersonRequest
from escalera.tasks.models import Requester
from escalera.web.worker.visitors import own_step


@dataclass(frozen=True)
class Shown:
    requester: Requester
    warnings: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]  # what to know, and the words that gave it away
    warns: bool
    was_told: bool


def shown(step: Step, *, now: datetime) -> Shown | None:
    """None for practice."""
    found = before_work.known(step, now=now)
    if found is None:
        return None
    return Shown(
        requester=found.requester,
        warnings=tuple(in_words(found.pay)),
        signs=tuple(said(one) for one in found.signs),
        warns=found.warns,
        was_told=bool(found.about) and found.is_read,
    )


@require_POST
def warning_read(request: PersonRequest, step_id: uuid.UUID) -> HttpResponse:
    """Go on anyway."""
    step = own_step(request, step_id)
    before_work.go_on(step=step, now=timezone.now())
    return redirect("task", step_id=step.pk)


def in_words(known: BeforeWork) -> list[str]:
    rejected = round(100 * known.record.rejected.value) if known.record.rejected else 0
    days = round(known.record.days_to_money.value) if known.record.days_to_money else 0
    words = {
        Because.UNKNOWN: _(
            "We don't know yet how they pay. Do one, and wait for the money before you do more."
        ),
        Because.REJECTS: _("They reject %(rejected)d of 100 pieces of work.") % {"rejected": rejected},
        Because.PAYS_LATE: _("The money takes about %(days)d days.") % {"days": days},
        Because.BELOW_FLOOR: below_floor(known.expected) if known.expected else "",
    }
    return [words[one] for one in known.because]


def below_floor(expected: Expected) -> str:
    said = {
        "pay": money(float(expected.hourly), expected.currency),
        "floor": money(float(expected.floor), expected.currency),
    }
    if expected.is_own_floor:
        words = _(
            "With searching and waiting counted an hour brings about %(pay)s: less than your own least of %(floor)s."
        )
    else:
        words = _(
            "With searching and waiting counted an hour brings about %(pay)s: less than the minimum wage of %(floor)s."
        )
    return words % said


def said(sign: Sign) -> tuple[str, str]:
    return advice.words(sign.advice).in_(get_language() or "es"), sign.phrase
