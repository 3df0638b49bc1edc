"""What the two of a conversation send: messages, and the word that it is over. Both may have waited on the phone."""

import base64
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from escalera.coaching.helping import conversing, fair
from escalera.coaching.helping.voice import containers, keeping
from escalera.people.presence import PersonRequest
from escalera.web.worker import fair_words
from escalera.web.worker.authors import only_by_the_author_or_back_to
from escalera.web.worker.conversation import own_asking, refused
from escalera.web.worker.receipts import with_receipt
from escalera.web.worker.visitors import chosen_number, person_of, sent_id

only_by_its_author = only_by_the_author_or_back_to("helping")


@require_POST
@only_by_its_author
@with_receipt
def asking_messages(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row, text = own_asking(request, asking_id), request.POST.get("text", "")
    try:
        said = conversing.say(
            id=sent_id(request),
            asking=row,
            person=person_of(request),
            text=text,
            sound=sound_of(request),
            reconsidered=request.POST.get("reconsidered") == "as_it_is",
            now=timezone.now(),
        )
    except fair.BlamesOutside as error:
        asked = fair_words.noticed_in_message(error.cause)
        return refused(request, row, "text", str(fair_words.TO_THE_OTHER), asked=asked)
    except (conversing.NotSaid, containers.NotHeard) as error:
        return refused(request, row, "text", why_not(error, text))
    if said.is_cut:
        words = _("Telephone numbers, addresses and links are cut: here nobody has to give theirs.")
        messages.info(request, words)
    return redirect("asking", asking_id=row.pk)


def sound_of(request: PersonRequest) -> bytes:
    """The voice note that came along. Raises NotASound."""
    try:
        return base64.b64decode(request.POST.get("sound", ""), validate=True)
    except ValueError as error:
        raise containers.NotASound from error


def why_not(error: conversing.NotSaid | containers.NotHeard, text: str) -> str:
    match error:
        case conversing.NothingSaid():
            return _("Write something first.")
        case conversing.TooLong():
            return _("At most 500 letters. Yours has %(count)d.") % {"count": len(text)}
        case conversing.TooFast():
            return _("That is a lot at once. Wait a few minutes, so that the other can read.")
        case containers.TooLongASound():
            return _("A voice note has at most 30 seconds. Record a shorter one, or write it.")
        case keeping.TooManySounds():
            return _("Ten voice notes are enough for one conversation. Write the rest, please.")
        case containers.NotASound():
            return _("We can't play what your phone recorded. Write it instead.")
    return _("This conversation is over, so nothing was sent.")


@require_POST
@only_by_its_author
@with_receipt
def asking_closing(request: PersonRequest, asking_id: uuid.UUID) -> HttpResponse:
    row, sent = own_asking(request, asking_id), request.POST
    minutes = chosen_number(sent.get("minutes"), conversing.MINUTES)
    if minutes is None or sent.get("solved") not in ("yes", "no"):
        return refused(request, row, "minutes", _("Choose about how many minutes it took."))
    try:
        conversing.close(
            id=sent_id(request),
            asking=row,
            person=person_of(request),
            solved=sent["solved"] == "yes",
            minutes=minutes,
            now=timezone.now(),
        )
    except conversing.NotOpen:
        return refused(request, row, "minutes", _("This conversation is over already."))
    if row.closings.count() < 2:  # else the page itself says that the time has passed
        words = _("Thank you. When both have said so, the time passes from one to the other.")
        messages.success(request, words)
    return redirect("asking", asking_id=row.pk)
