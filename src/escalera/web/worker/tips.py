"""My tips and what became of them; whether I want tips of others; a word on one I was shown."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching import actions
from escalera.coaching.advice import queries, showing, translating
from escalera.coaching.models import Tip, TipShowing
from escalera.paths.models import Step
from escalera.people import consents
from escalera.people.presence import PersonRequest
from escalera.web.worker import own_claims, tip_words
from escalera.web.worker.visitors import person_of, sent_id


@require_safe
def tips(request: PersonRequest) -> HttpResponse:
    person = person_of(request)
    rows = [
        {
            "known": one,
            "headline": tip_words.headline(one),
            "effect": tip_words.effect(one),
            "state": tip_words.state(one),
        }
        for one in queries.tips_of(person)
    ]
    context = {
        "tips": rows,
        "said": own_claims.of(person),
        "wanted": consents.agrees(person, showing.USE),
        "to_translate": translating.waiting_for(person).count(),
    }
    return render(request, "worker/tips.html", context)


@require_POST
def wanted(request: PersonRequest) -> HttpResponse:
    """Yes or no to tips of others; back to the task from which the question was answered."""
    agrees = {"yes": True, "no": False}.get(request.POST.get("wanted", ""))
    if agrees is None:
        raise Http404
    person = person_of(request)
    consents.answer(person=person, use=showing.USE, agrees=agrees, now=timezone.now())
    messages.success(
        request,
        _("You get a tip when one can help. You can turn this off under “Tips”.")
        if agrees
        else _("You get no tips. You can turn them on under “Tips”."),
    )
    sent = step_sent(request)
    mine = Step.objects.filter(goal__person=person, finished_at=None)
    step = mine.filter(pk=sent).first() if sent else None
    return redirect("task", step.pk) if step else redirect("tips")


def step_sent(request: PersonRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("step", ""))
    except ValueError:
        return None


@require_POST
def removal(request: PersonRequest, tip_id: uuid.UUID) -> HttpResponse:
    actions.take_back_tip(tip=own_tip(request, tip_id), now=timezone.now())
    messages.success(request, _("Nobody sees this tip any more. You can put it back."))
    return redirect("tips")


@require_POST
def undone_removal(request: PersonRequest, tip_id: uuid.UUID) -> HttpResponse:
    actions.put_back_tip(tip=own_tip(request, tip_id), now=timezone.now())
    return redirect("tips")


def own_tip(request: PersonRequest, tip_id: uuid.UUID) -> Tip:
    return get_object_or_404(Tip, pk=tip_id, person=person_of(request))


@require_POST
def vote(request: PersonRequest, showing_id: uuid.UUID) -> HttpResponse:
    helped = {"yes": True, "no": False}.get(request.POST.get("helped", ""))
    moment = own_showing(request, showing_id)
    if helped is None:
        raise Http404
    actions.vote(id=sent_id(request), showing=moment, helped=helped, now=timezone.now())
    messages.success(request, _("Thank you. It counts a little; what counts most is how people do after it."))
    return back_from(request)


@require_POST
def report(request: PersonRequest, showing_id: uuid.UUID) -> HttpResponse:
    actions.report_tip(showing=own_showing(request, showing_id), now=timezone.now())
    messages.success(request, _("Nobody sees this tip until somebody has looked at it. Thank you."))
    return back_from(request)


def own_showing(request: PersonRequest, showing_id: uuid.UUID) -> TipShowing:
    """A tip that the person was shown. Raises Http404."""
    shown = TipShowing.objects.exclude(tip=None)
    return get_object_or_404(shown, pk=showing_id, person=person_of(request))


def back_from(request: PersonRequest) -> HttpResponse:
    """To the answer that was looked at, else to the way."""
    try:
        attempt = person_of(request).attempts.filter(pk=uuid.UUID(request.POST.get("attempt", ""))).first()
    except ValueError:
        attempt = None
    return redirect("attempt", attempt.pk) if attempt else redirect("path")
