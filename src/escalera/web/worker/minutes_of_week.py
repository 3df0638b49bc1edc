"""All minutes of a week, one by one, to set right: those noted and those counted by themselves."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from escalera.earnings.unpaid.models import Kind
from escalera.earnings.unpaid.week import Week, week_of
from escalera.people.presence import PersonRequest
from escalera.web.worker import minute_words, week
from escalera.web.worker.visitors import person_of


@require_safe
def minutes_of_week(request: PersonRequest, monday: str) -> HttpResponse:
    begin = week.monday_in(monday)
    found = week_of(person_of(request), begin)
    context = {
        "monday": begin,
        "stretches": week.noted(found.stretches),
        "counted": counted(found),
    }
    return render(request, "worker/minutes_of_week.html", context)


def counted(found: Week) -> list[tuple[date, Kind, minute_words.Words, float]]:
    """What nobody noted, by day and kind, the latest first."""
    rows = sorted(found.by_itself.items(), key=lambda row: (-row[0][0].toordinal(), -row[1]))
    return [(day, kind, minute_words.of_kind(kind), seconds / 60) for (day, kind), seconds in rows]
