"""Tips of others, said again in one's own language."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.coaching import actions
from escalera.coaching.advice import translating
from escalera.coaching.models import Tip
from escalera.people.limits import TooMuch
from escalera.people.presence import PersonRequest
from escalera.web.worker import too_much
from escalera.web.worker.player import passed, shown_at, worked
from escalera.web.worker.visitors import person_of, sent_id


@require_safe
def translations(request: PersonRequest) -> HttpResponse:
    """The next tip to translate; `after` passes over those up to it."""
    waiting = list(translating.waiting_for(person_of(request)).select_related("task_type")[:50])
    passed_over = request.GET.get("after", "")
    place = next((n + 1 for n, tip in enumerate(waiting) if str(tip.pk) == passed_over), 0)
    return show(request, next(iter(waiting[place:] or waiting), None))


def show(request: PersonRequest, tip: Tip | None, *, error: str = "") -> HttpResponse:
    context = {
        "tip": tip,
        "mine": person_of(request).words,
        "id": sent_id(request),
        "shown_at": shown_at(request),
        "errors": {"text": error} if error else {},
        "text": request.POST.get("text", ""),
    }
    return render(request, "worker/translating.html", context, status=422 if error else 200)


@require_POST
def translation(request: PersonRequest, tip_id: uuid.UUID) -> HttpResponse:
    tip, text, now = get_object_or_404(Tip, pk=tip_id), request.POST.get("text", ""), timezone.now()
    person, seconds = person_of(request), worked(request)
    if seconds is None:
        seconds = passed(request, now)
    try:
        made = translating.translate(
            id=sent_id(request), person=person, tip=tip, text=text, seconds=seconds, now=now
        )
    except translating.NotToTranslate:
        messages.info(request, _("This tip is no longer here, or somebody translated it before you."))
    except (actions.NothingSaid, actions.TooLong, translating.SaysTheSame, TooMuch) as error:
        return show(request, tip, error=refusal(error, text))
    else:
        messages.success(request, done(held=bool(made.held_because)))
    return redirect("translations")


def refusal(error: Exception, text: str) -> str:
    if isinstance(error, actions.TooLong):
        return _("A tip has at most 280 characters. Yours has %(count)d.") % {"count": len(text)}
    if isinstance(error, translating.SaysTheSame):
        return _("These are still the words of the other language. Say it in yours.")
    return too_much.words(error) if isinstance(error, TooMuch) else _("Write your translation first.")


def done(*, held: bool) -> str:
    if held:
        return _("Thank you. Somebody looks at it before others read it.")
    return _("Thank you. It can help more people now, and your time comes to you as time credit.")
