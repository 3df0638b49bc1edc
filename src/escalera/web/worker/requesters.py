"""A requester's record: what was measured, then what people say; and my own word."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.earnings.queries import Life
from escalera.earnings.requesters import actions, record
from escalera.earnings.requesters.models import Review
from escalera.earnings.requesters.record import Record
from escalera.earnings.requesters.weighing import Interval
from escalera.people.presence import PersonRequest
from escalera.reference import facts
from escalera.tasks.models import Requester
from escalera.web.worker.visitors import person_of, sent_id

WORDS = {"yes": True, "no": False}


@require_safe
def requester(request: PersonRequest, requester_id: int) -> HttpResponse:
    return show(request, get_object_or_404(Requester, pk=requester_id), {})


def show(request: PersonRequest, found: Requester, errors: dict[str, str]) -> HttpResponse:
    person = request.person
    known = record.record_of(found)
    own = record.own_lives(found, person) if person else ()
    mine = Review.objects.filter(person=person, requester=found).first() if person else None
    context = {
        "requester": found,
        "record": known,
        "fewest": record.FEWEST_PEOPLE,
        "measured": measured(known),
        "said": [(questions()[one.question], one, percent(one.yes)) for one in known.said],
        "own": own,
        "own_rejected": sum(life.is_rejected for life in own),
        "may_review": any(is_answered(life) for life in own),
        "questions": [(name, words, said_of(mine, name)) for name, words in questions().items()],
        "options": [("yes", _("Yes")), ("no", _("No")), ("", _("I don't know"))],
        "warnings": facts.warnings(),
        "errors": errors,
    }
    return render(request, "worker/requester.html", context, status=422 if errors else 200)


def questions() -> dict[str, str]:
    return {
        "is_clear": _("Are their instructions clear?"),
        "answers": _("Do they answer questions?"),
        "again": _("Would you work for them again?"),
    }


def measured(known: Record) -> dict[str, object]:
    """Rounded: nobody knows it better, and one person more or less must not be seen."""
    return {
        "hourly": [(currency, rounded(one)) for currency, one in known.hourly],
        "rejected": percent(known.rejected) if known.rejected else None,
        "explained": percent(known.explained) if known.explained else None,
        "days_to_answer": days(known.days_to_answer) if known.days_to_answer else None,
        "days_to_money": days(known.days_to_money) if known.days_to_money else None,
    }


def rounded(one: Interval) -> tuple[float, ...]:
    """Two figures: 2.8, 14, 120."""
    return tuple(float(f"{each:.2g}") for each in (one.value, one.low, one.high))


def days(one: Interval) -> tuple[int, ...]:
    return tuple(max(round(each), 1) for each in (one.value, one.low, one.high))


def percent(one: Interval) -> tuple[int, int, int]:
    return round(100 * one.value), round(100 * one.low), round(100 * one.high)


def said_of(mine: Review | None, name: str) -> str:
    value = getattr(mine, name) if mine else None
    return "" if value is None else "yes" if value else "no"


def is_answered(life: Life) -> bool:
    return life.is_accepted or life.is_rejected


@require_POST
def review(request: PersonRequest, requester_id: int) -> HttpResponse:
    person = person_of(request)
    found = get_object_or_404(Requester, pk=requester_id)
    words = {name: WORDS.get(request.POST.get(name, "")) for name in questions()}
    try:
        actions.review(id=sent_id(request), requester=found, person=person, now=timezone.now(), **words)
    except actions.HasNotWorkedForThem:
        messages.info(request, _("Only who had an answer from them can say how they are."))
    except actions.NothingSaid:
        return show(request, found, {"is_clear": _("Answer at least one of the questions.")})
    else:
        messages.success(request, _("Thank you. It is shown together with what others say, never alone."))
    return redirect("requester", requester_id=found.pk)
