"""Minutes of a day that were counted by themselves, and setting them right."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from escalera.earnings.unpaid import days
from escalera.earnings.unpaid.actions import SomebodyElsesStretch
from escalera.earnings.unpaid.models import DayCorrection, Kind
from escalera.earnings.unpaid.week import monday_of
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.web.worker import minute_words
from escalera.web.worker.minutes import whole_minutes
from escalera.web.worker.visitors import person_of, sent_id


@require_http_methods(["GET", "HEAD", "POST"])
def counted_day(request: PersonRequest, day: str, kind: str) -> HttpResponse:
    person, on, what = person_of(request), date_of(day), kind_of(kind)
    if request.method != "POST":
        return show(request, person, on, what, {})
    amount = (
        0 if request.POST.get("want") == "remove" else whole_minutes(request.POST.get("minutes", ""), least=0)
    )
    if amount is None:
        return show(request, person, on, what, {"minutes": _("Write whole minutes, from 0 to 1440.")})
    try:
        days.correct(
            id=sent_id(request), person=person, day=on, kind=what, seconds=60 * amount, now=timezone.now()
        )
    except (days.NothingCounted, SomebodyElsesStretch) as error:
        raise Http404 from error
    messages.success(request, _("Set right. What it was before is kept, for you alone."))
    return redirect("week_from", monday=monday_of(on).isoformat())


def date_of(text: str) -> date:
    """Raises Http404 for what is no day that has been."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not date(2020, 1, 1) <= day <= timezone.localdate():
        raise Http404
    return day


def kind_of(text: str) -> Kind:
    if text not in Kind.values:
        raise Http404
    return Kind(text)


def show(
    request: PersonRequest, person: Person, day: date, kind: Kind, errors: dict[str, str]
) -> HttpResponse:
    counted = days.counted_on(day, person)
    measured = days.by_itself(counted).get((day, kind), 0)
    if not measured:
        raise Http404
    seconds = days.as_said(counted)[day, kind]
    context = {
        "day": day,
        "words": minute_words.of_kind(kind),
        "why": minute_words.counted_because(kind),
        "measured": measured / 60,
        "seconds": seconds,
        "minutes": round(seconds / 60),
        "history": said_before(person, day, kind),
        "monday": monday_of(day).isoformat(),
        "errors": errors,
        "sent": request.POST,
    }
    return render(request, "worker/counted_day.html", context, status=422 if errors else 200)


def said_before(person: Person, day: date, kind: Kind) -> list[tuple[int, datetime]]:
    own = DayCorrection.objects.filter(person=person, day=day, kind=kind)
    return [(round(one.seconds / 60), one.at) for one in own]
