"""Something is wrong with a conversation: never to meet again, or to report it too."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.coaching.helping import fair, reporting
from escalera.coaching.helping.reports import appealing
from escalera.people.limits import TooMuch
from escalera.people.presence import PersonRequest
from escalera.web.worker import fair_words, help_words, helping, too_much
from escalera.web.worker.conversation import own_asking, refused
from escalera.web.worker.visitors import person_of, sent_id


@require_POST
def asking_block(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row, person = own_asking(request, asking_id), person_of(request)
    reporting.part(asking=row, person=person, about=help_words.met(row, person), now=timezone.now())
    messages.success(
        request, _("Done. They are not told. You can undo it under “People I don't want to read”.")
    )
    return redirect("helping")


@require_POST
def asking_report(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row, person, sent = own_asking(request, asking_id), person_of(request), request.POST
    try:
        reporting.report(
            id=sent_id(request),
            asking=row,
            person=person,
            wrong=sent.get("wrong", ""),
            words=sent.get("words", ""),
            shares=sent.get("shares") == "1",
            reconsidered=sent.get("reconsidered") == "as_it_is",
            about=help_words.met(row, person),
            now=timezone.now(),
        )
    except reporting.NotAReason:
        return refused(request, row, "wrong", _("Choose what is wrong."))
    except reporting.TooLong:
        words = _("At most 280 letters. Yours has %(count)d.") % {"count": len(sent["words"])}
        return refused(request, row, "words", words)
    except fair.BlamesOutside as error:
        asked = fair_words.noticed_in_message(error.cause)
        return refused(request, row, "words", str(fair_words.TO_THE_OTHER), asked=asked)
    except TooMuch as error:
        words = _("You can still end it with “I don't want to meet this person again”.")
        return refused(request, row, "wrong", f"{too_much.words(error)} {words}")
    messages.success(
        request, _("Thank you for saying so. The conversation is over and you won't meet again.")
    )
    return redirect("helping")


@require_POST
def pause_appeal(request: PersonRequest) -> HttpResponse:
    """Who is paused says how it was."""
    try:
        appealing.appeal(
            id=sent_id(request),
            person=person_of(request),
            words=request.POST.get("words", ""),
            now=timezone.now(),
        )
    except appealing.NothingSaid:
        return helping.show(request, {"words": _("Say how it was, in at most 280 letters.")})
    except appealing.NotPaused:
        messages.info(request, _("You are not paused: you can be asked and ask."))
    except TooMuch as error:
        return helping.show(request, {}, problem=too_much.words(error))
    else:
        messages.success(request, _("Whoever looks at it reads what you wrote."))
    return redirect("helping")
