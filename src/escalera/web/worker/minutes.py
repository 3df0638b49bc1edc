"""Unpaid minutes: noting them in two taps, the clock that runs on, and setting right what was noted."""

import uuid
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from escalera.earnings.unpaid import actions
from escalera.earnings.unpaid.actions import SomebodyElsesStretch
from escalera.earnings.unpaid.models import Kind, Stretch
from escalera.people.presence import PersonRequest, arrive
from escalera.web.worker import minute_words, week
from escalera.web.worker.authors import only_by_its_author
from escalera.web.worker.player import answered_at
from escalera.web.worker.receipts import because, with_receipt
from escalera.web.worker.visitors import person_of, sent_id, uuid_of

CLOCK = "clock"
MOST_MINUTES = 1440
DAYS_BACK = 6


@require_POST
@only_by_its_author
@with_receipt
def minutes(request: PersonRequest) -> HttpResponse:
    """Note minutes of a kind, or let the clock run for it."""
    sent, now = request.POST, timezone.now()
    wrong = {}
    if sent.get("kind") not in Kind.values:
        wrong["kind"] = _("Choose what you did first.")
    if sent.get("minutes") != CLOCK and whole_minutes(sent.get("minutes", ""), least=1) is None:
        wrong["minutes"] = _("Choose how many minutes.")
    if wrong:
        return because(week.show(request, week.this_monday(), wrong), " ".join(wrong.values()))
    try:
        keep(request, now)
    except SomebodyElsesStretch as error:
        raise Http404 from error
    return redirect("week")


def keep(request: PersonRequest, now: datetime) -> None:
    kind, person = Kind(request.POST["kind"]), arrive(request, now=now)
    at = when(request, now)
    if request.POST["minutes"] == CLOCK:
        actions.start(id=sent_id(request), person=person, kind=kind, at=at, now=now)
        messages.success(request, _("The clock runs. You can close this page; it goes on."))
        return
    seconds = 60 * int(request.POST["minutes"])
    actions.note(id=sent_id(request), person=person, kind=kind, seconds=seconds, ended_at=at, now=now)
    words = {"kind": minute_words.of_kind(kind).words, "minutes": int(request.POST["minutes"])}
    messages.success(request, _("Noted: %(kind)s, %(minutes)d min.") % words)


def when(request: PersonRequest, now: datetime) -> datetime:
    """When it ended: by the phone, or at noon of an earlier day that was chosen."""
    at = answered_at(request, now)
    back = request.POST.get("day", "")
    if back in {str(day) for day in range(1, DAYS_BACK + 1)}:
        return timezone.localtime(at).replace(hour=12, minute=0) - timedelta(days=int(back))
    return at


@require_POST
@only_by_its_author
@with_receipt
def clock_end(request: PersonRequest) -> HttpResponse:
    now = timezone.now()
    person, at = person_of(request), answered_at(request, now)
    clock = uuid_of(request.POST["clock"]) if request.POST.get("clock") else None
    stopped = actions.stop(person=person, at=at, now=now, clock=clock)
    if stopped is None:
        messages.info(request, _("No clock was running."))
    elif stopped.was_cut:
        words = _("The clock had run for %(hours)d hours, so we counted 4. If that is not right, correct it.")
        messages.info(request, words % {"hours": stopped.ran_s // 3600})
        return redirect("stretch", stretch_id=stopped.stretch.pk)
    else:
        spent = max(round((stopped.stretch.seconds or 0) / 60), 1)
        messages.success(request, _("Stopped and noted: %(minutes)d min.") % {"minutes": spent})
    return redirect("week")


@require_http_methods(["GET", "HEAD", "POST"])
def stretch(request: PersonRequest, stretch_id: uuid.UUID) -> HttpResponse:
    """One noted stretch, with what it was before, and setting it right."""
    own = get_object_or_404(Stretch.objects.exclude(seconds=None), pk=stretch_id, person=person_of(request))
    if request.method != "POST":
        return show(request, own, {})
    sent = request.POST
    amount = 0 if sent.get("want") == "remove" else whole_minutes(sent.get("minutes", ""), least=0)
    if amount is None:
        return show(request, own, {"minutes": _("Write whole minutes, from 0 to 1440.")})
    kind = Kind(sent["kind"]) if sent.get("kind") in Kind.values else Kind(own.kind)
    try:
        actions.correct(
            id=sent_id(request),
            stretch=own,
            person=own.person,
            kind=kind,
            seconds=60 * amount,
            now=timezone.now(),
        )
    except SomebodyElsesStretch as error:
        raise Http404 from error
    messages.success(request, _("Set right. What it was before is kept, for you alone."))
    return redirect("week_from", monday=week.monday_text(own.began_at))


def show(request: PersonRequest, own: Stretch, errors: dict[str, str]) -> HttpResponse:
    context = {
        "stretch": own,
        "words": minute_words.of_kind(Kind(own.kind)),
        "minutes": round((own.seconds or 0) / 60),
        "kinds": minute_words.options(),
        "history": [
            (minute_words.of_kind(Kind(one.was_kind)).words, round(one.was_seconds / 60), one.at)
            for one in own.corrections.all()
        ],
        "monday": week.monday_text(own.began_at),
        "errors": errors,
        "sent": request.POST,
    }
    return render(request, "worker/stretch.html", context, status=422 if errors else 200)


def whole_minutes(text: str, *, least: int) -> int | None:
    plain = text.strip()
    if not plain.isascii() or not plain.isdigit() or len(plain) > 4:
        return None
    return int(plain) if least <= int(plain) <= MOST_MINUTES else None
