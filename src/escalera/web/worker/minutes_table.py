"""Every minute that was ever counted, for a spreadsheet."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from escalera.earnings.unpaid import counting
from escalera.earnings.unpaid.counting import By
from escalera.look import spreadsheet
from escalera.people.presence import PersonRequest
from escalera.web.worker import minute_words
from escalera.web.worker.visitors import person_of

SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@require_safe
def minutes_table(request: PersonRequest) -> HttpResponse:
    """Everything that was ever counted, for a spreadsheet."""
    person, end = person_of(request), timezone.now()
    found = counting.between(person, SINCE, end)
    said = {
        By.WORKER: _("by your own word"),
        By.PLAYER: _("measured here"),
        By.PAYMENT: _("said with its payment"),
        By.CORRECTION: _("set right by you"),
    }
    header = [_("day"), _("what"), _("minutes"), _("who says so")]
    lines = [
        [one.day.isoformat(), minute_words.of_counted(one), f"{one.seconds / 60:.2f}", said[one.by]]
        for one in found.counted
    ]
    answer = HttpResponse(spreadsheet.written([header, *lines]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("my-minutes")}.csv"'
    return answer
