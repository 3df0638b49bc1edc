"""Time credit: what I gave and received, giving some of it, taking a gift back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.credit import accounts, actions, queries
from escalera.credit.models import TimeAccount, Transfer
from escalera.look import spreadsheet
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes import queries as programmes
from escalera.web.worker import credit_words
from escalera.web.worker.visitors import person_of, sent_id, uuid_of

SHOWN = 50
MINUTES = (10, 30, 60)
EVERYBODY = "everybody"


@require_safe
def credit(request: PersonRequest) -> HttpResponse:
    return show(request, {})


def show(request: PersonRequest, errors: dict[str, str]) -> HttpResponse:
    person = request.person
    statement = queries.statement(person, now=timezone.now()) if person else queries.NOTHING
    longest = max(statement.earned_s, statement.spent_s, 1)
    context = {
        "statement": statement,
        "balance": credit_words.length(statement.balance_s),
        "bars": [
            bar(_("It came in, by helping, judging and gifts"), statement.earned_s, longest, "done"),
            bar(_("It went out, by being helped and giving"), statement.spent_s, longest, "goal"),
        ],
        "lines": [(line, credit_words.of(line)) for line in statement.lines[:SHOWN]],
        "more": max(len(statement.lines) - SHOWN, 0),
        "limit": credit_words.of_limit(statement.limit),
        "funds": funds(person),
        "minutes": [(str(one), _("%(minutes)d min") % {"minutes": one}) for one in MINUTES],
        "errors": errors,
        "sent": request.POST,
    }
    return render(request, "worker/credit.html", context, status=422 if errors else 200)


def bar(label: str, seconds: int, longest: int, colour: str) -> tuple[str, float, str, str]:
    return label, seconds / longest, credit_words.length(seconds), colour


def funds(person: Person | None) -> list[tuple[str, str]]:
    """To whom a gift may go: everybody, or a programme the person is in."""
    own = [(str(one.pk), one.name) for one in programmes.programmes_of(person)]
    return [(EVERYBODY, _("Everybody: it pays for judging and translating")), *own]


@require_POST
def gift(request: PersonRequest) -> HttpResponse:
    person, sent, now = person_of(request), request.POST, timezone.now()
    if sent.get("minutes") not in {str(one) for one in MINUTES}:
        return show(request, {"minutes": _("Choose how many minutes.")})
    if sent.get("to") not in dict(funds(person)):
        return show(request, {"to": _("Choose to whom.")})
    try:
        actions.give(
            id=sent_id(request),
            person=person,
            to=fund(person, sent["to"]),
            seconds=60 * int(sent["minutes"]),
            at=now,
            now=now,
        )
    except actions.SomebodyElsesTransfer as error:
        raise Http404 from error
    messages.success(request, _("Given. You can take it back within seven days."))
    return redirect("credit")


def fund(person: Person, to: str) -> TimeAccount:
    now = timezone.now()
    if to == EVERYBODY:
        return accounts.of_everybody(now=now)
    return accounts.of_programme(programmes.programmes_of(person).get(pk=uuid_of(to)), now=now)


@require_POST
def reversal(request: PersonRequest, transfer_id: uuid.UUID) -> HttpResponse:
    """Give back what I received, or take back a gift to a fund."""
    person = person_of(request)
    mine = Transfer.objects.filter(movements__account__person=person)
    transfer = get_object_or_404(mine, pk=transfer_id)
    try:
        actions.reverse(id=sent_id(request), transfer=transfer, by=person, now=timezone.now())
    except actions.SomebodyElsesTransfer as error:
        raise Http404 from error
    except (actions.NotToBeReversed, actions.TooLate):
        messages.info(request, _("This can't be turned back any more. Nothing was changed."))
    else:
        messages.success(
            request, _("Turned back. Both lines stay in the list, so that everybody can follow it.")
        )
    return redirect("credit")


@require_safe
def statement(request: PersonRequest) -> HttpResponse:
    """All lines as CSV, for a spreadsheet."""
    found = queries.statement(person_of(request), now=timezone.now())
    header = [_("day"), _("what for"), _("with whom"), _("seconds"), _("minutes"), _("number")]
    lines = (credit_words.as_cells(line) for line in found.lines)
    answer = HttpResponse(spreadsheet.written([header, *lines]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("time-credit")}.csv"'
    return answer
