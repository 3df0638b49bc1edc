"""The week as a picture: paid and unpaid minutes, and what an hour really brought."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateformat import format as written
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from escalera.earnings import pricing
from escalera.earnings.models import PayFloor
from escalera.earnings.unpaid.models import Kind, Stretch
from escalera.earnings.unpaid.week import A_WEEK, Hourly, Week, monday_of, week_of
from escalera.look.week import DayBar
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.reference import studies
from escalera.reference.wages import MinimumWage
from escalera.web.worker import authors, minute_words
from escalera.web.worker.typed_amounts import CURRENCIES

BUTTONS = (5, 10, 15, 30, 60)
FIRST_MONDAY = date(2020, 1, 6)
STRETCHES_SHOWN = 3


def this_monday() -> date:
    return monday_of(timezone.localdate())


def monday_text(at: datetime) -> str:
    return monday_of(timezone.localtime(at).date()).isoformat()


@require_safe
def week(request: PersonRequest) -> HttpResponse:
    return show(request, this_monday(), {})


@require_safe
def week_from(request: PersonRequest, monday: str) -> HttpResponse:
    """An earlier week, by the date of its Monday."""
    return show(request, monday_in(monday), {})


def monday_in(text: str) -> date:
    """Raises Http404 for what is no Monday that has been."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day.weekday() or not FIRST_MONDAY <= day <= this_monday():
        raise Http404
    return day


def show(request: PersonRequest, monday: date, errors: dict[str, str]) -> HttpResponse:
    person = request.person
    context: dict[str, object] = {
        "monday": monday,
        "sunday": monday + A_WEEK - timedelta(days=1),
        "before": (monday - A_WEEK).isoformat() if monday > FIRST_MONDAY else None,
        "after": (monday + A_WEEK).isoformat() if monday < this_monday() else None,
        "is_now": monday == this_monday(),
        "study": studies.unpaid_work(),
        "by": authors.mark_of(person),
        "kinds": minute_words.options(),
        "buttons": BUTTONS,
        "days_back": days_back(),
        "currencies": [(code, code) for code in CURRENCIES],
        "own_floor": own_floor(person),
        "errors": errors,
        "sent": request.POST,
    }
    context |= of_person(person, monday) if person else {}
    return render(request, "worker/week.html", context, status=422 if errors else 200)


def own_floor(person: Person | None) -> dict[str, str]:
    found = PayFloor.objects.filter(person=person).first() if person else None
    return (
        {"hourly": str(found.hourly), "currency": found.currency} if found else {"hourly": "", "currency": ""}
    )


def of_person(person: Person, monday: date) -> dict[str, object]:
    found = week_of(person, monday)
    floor = pricing.floor_for(person, on=monday)
    running = Stretch.objects.running().filter(person=person).first()
    return {
        "week": found,
        "bars": [bar_of(day.date, day.paid_s, day.unpaid_s) for day in found.days],
        "header": [_("day"), _("paid"), _("unpaid")],
        "table": table(found),
        "by_kind": by_kind(found),
        "unpaid_percent": round(100 * (found.unpaid_share or 0)),
        "paid_minutes": found.paid_s / 60,
        "unpaid_minutes": found.unpaid_s / 60,
        "floor": floor,
        "running": running,
        "running_words": minute_words.of_kind(Kind(running.kind)) if running else None,
        "stretches": noted(found.stretches[:STRETCHES_SHOWN]),
        "more": len(found.stretches) > STRETCHES_SHOWN or bool(found.by_itself),
        "pays": [pay_bars(one, floor) for one in found.hourly],
    }


def pay_bars(pay: Hourly, floor: MinimumWage | None) -> tuple[Hourly, float, float]:
    """What an hour brought and the minimum wage, each as a share of the longer; 0 where one is not known."""
    least = floor.hourly if floor and floor.currency == pay.currency else Decimal(0)
    longest = max(pay.all_minutes or Decimal(0), least) or Decimal(1)
    return pay, float((pay.all_minutes or 0) / longest), float(least / longest)


def bar_of(day: date, paid_s: float, unpaid_s: float) -> DayBar:
    return DayBar(written(day, "D")[:2], written(day, "l"), paid_s / 60, unpaid_s / 60)


def table(found: Week) -> list[list[str]]:
    """Whole minutes of each day, for who reads rather than looks."""
    rows = [[written(d.date, "l"), f"{d.paid_s / 60:.0f}", f"{d.unpaid_s / 60:.0f}"] for d in found.days]
    return [*rows, [_("all"), f"{found.paid_s / 60:.0f}", f"{found.unpaid_s / 60:.0f}"]]


def by_kind(found: Week) -> list[tuple[minute_words.Words, float, float]]:
    """Each kind with its minutes and its share of the longest."""
    longest = max(found.kinds.values(), default=1)
    return [(minute_words.of_kind(kind), s / 60, s / longest) for kind, s in found.kinds.items()]


def noted(stretches: Iterable[Stretch]) -> list[tuple[Stretch, minute_words.Words, float]]:
    return [(one, minute_words.of_kind(Kind(one.kind)), (one.seconds or 0) / 60) for one in stretches]


def days_back() -> list[tuple[str, str]]:
    today = timezone.localdate()
    earlier = [(str(n), written(today - timedelta(days=n), "l j")) for n in range(1, 7)]
    return [("0", _("today")), *earlier]
