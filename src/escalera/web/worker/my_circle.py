"""The page of one's own circle. Everybody who does not sit there is told that there is no such page."""

import uuid
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import numpy as np
import segno
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from escalera.circles import calling, forming, fund, inviting, moving, queries, seating
from escalera.circles.models import Circle, Decision
from escalera.circles.moderation import sight as sights
from escalera.coaching.advice import circling
from escalera.coaching.helping import offering
from escalera.credit import actions as credit
from escalera.paths import actions as paths
from escalera.people import blocking
from escalera.people.limits import TooMuch
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.skills.models import Skill
from escalera.web.worker import circle_words, credit_words, too_much
from escalera.web.worker.visitors import person_of, sent_id

MINUTES = (10, 30, 60)
SHOWN = 10


def with_circle(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the person's own circle. Raises Http404 for everybody else."""

    @wraps(view)
    def found(request: PersonRequest, circle_id: uuid.UUID, *args: Any, **kwargs: Any) -> HttpResponse:
        circle = get_object_or_404(Circle.objects.of(request.person), pk=circle_id)
        return view(request, circle, *args, **kwargs)

    return found


@require_safe
@with_circle
def circle(request: PersonRequest, circle: Circle) -> HttpResponse:
    return page(request, circle, {})


def page(request: PersonRequest, circle: Circle, errors: dict[str, str]) -> HttpResponse:
    now, person, members = timezone.now(), person_of(request), queries.members_of(circle)
    seats = members.seats
    context = {
        "circle": circle,
        "seats": seats,
        "others": [(str(seat.pk), seat.name) for seat in seats if seat.person_id != person.pk],
        "room": forming.MOST - len(seats),
        "missing": max(forming.FEWEST - len(seats), 0),
        "told": person.pk in members.profiles,
        "helping": [(one, helpers_in_words(one)) for one in queries.helping(circle, members)],
        "stuck": offering.open_to(person, now=now),
        "to_look_at": len(circling.waiting_for(person)),
        "call": circle_words.call(calling.standing(circle, now=now)),
        "fund": credit_words.length(fund.balance(circle)),
        "minutes": [(str(one), _("%(minutes)d min") % {"minutes": one}) for one in MINUTES],
        "invitations": circle.invitations.filter(revoked_at=None, expires_at__gt=now),
        "errors": errors,
        **together(person, queries.shared_goal(circle, members)),
        **decided(circle, person),
    }
    return render(request, "worker/circle.html", context, status=422 if errors else 200)


def together(person: Person, goal: queries.Shared | None) -> dict[str, object]:
    return {
        "goal": goal,
        "my_share": [share.skill.label for share in moving.share_of(person, goal)],
        "taken": taken_in_words(person, goal),
    }


def decided(circle: Circle, person: Person) -> dict[str, object]:
    """Decisions, with their words as this person reads them."""
    decisions, sight = circle.decisions.select_related("proposed_by"), sights.in_circle(circle, person)
    return {
        "agreements": in_words(queries.agreements(circle), sight),
        "open": in_words([one for one in decisions if one.is_open], sight),
        "closed": in_words([one for one in decisions if not one.is_open][:SHOWN], sight),
        "outcomes": circle_words.OUTCOMES,
    }


def taken_in_words(person: Person, goal: queries.Shared | None) -> list[str]:
    """The share that orders the person's way already."""
    taken = moving.taken_by(person, goal)
    return [skill.label for skill in Skill.objects.filter(pk__in=taken.skills)] if taken else []


def in_words(decisions: Iterable[Decision], sight: sights.Sight) -> list[tuple[Decision, Promise | str]]:
    return [(one, circle_words.readable(one, sight)) for one in decisions]


def helpers_in_words(one: queries.Helping) -> list[tuple[str, str]]:
    return [(seat.name, circle_words.when(hours)) for seat, hours in one.helpers]


@require_POST
@with_circle
def circle_invitations(request: PersonRequest, circle: Circle) -> HttpResponse:
    try:
        made = inviting.invite(
            id=sent_id(request),
            circle=circle,
            person=person_of(request),
            now=timezone.now(),
            rng=np.random.default_rng(),
        )
    except inviting.TooManyCodes:
        messages.info(request, _("Five codes are open. Take one back first."))
        return redirect("circle", circle.pk)
    except TooMuch as error:
        messages.info(request, too_much.words(error))
        return redirect("circle", circle.pk)
    return redirect("circle_invitation", circle.pk, made.pk)


@require_safe
@with_circle
def circle_invitation(request: PersonRequest, circle: Circle, invitation_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(circle.invitations, pk=invitation_id)
    address = request.build_absolute_uri(reverse("circle_join", args=[found.spoken]))
    context = {
        "circle": circle,
        "invitation": found,
        "is_open": found.is_open(now=timezone.now()),
        "address": address,
        "picture": qr_code(address),
    }
    return render(request, "worker/circle_invitation.html", context)


def qr_code(address: str) -> str:
    """Black on white in both colour schemes: cameras read nothing else as surely."""
    made = segno.make(address, error="m", micro=False)
    picture = made.svg_inline(scale=6, light="white", omitsize=True, title=_("The address as a picture"))
    return mark_safe(picture)  # noqa: S308 -- made of squares by segno; the address is not in it as text


@require_POST
@with_circle
def circle_invitation_removal(
    request: PersonRequest, circle: Circle, invitation_id: uuid.UUID
) -> HttpResponse:
    inviting.revoke(invitation=get_object_or_404(circle.invitations, pk=invitation_id), now=timezone.now())
    messages.success(request, _("The code no longer works. Who joined with it stays."))
    return redirect("circle", circle.pk)


@require_POST
@with_circle
def circle_gift(request: PersonRequest, circle: Circle) -> HttpResponse:
    if request.POST.get("minutes") not in {str(one) for one in MINUTES}:
        return page(request, circle, {"minutes": _("Choose how many minutes.")})
    seconds = 60 * int(request.POST["minutes"])
    try:
        fund.give(
            id=sent_id(request),
            circle=circle,
            person=person_of(request),
            seconds=seconds,
            now=timezone.now(),
        )
    except credit.SomebodyElsesTransfer as error:
        raise Http404 from error
    messages.success(request, _("Given. You can take it back within seven days."))
    return redirect("circle", circle.pk)


@require_POST
@with_circle
def circle_share(request: PersonRequest, circle: Circle) -> HttpResponse:
    """My share as the order of my way."""
    person, now = person_of(request), timezone.now()
    try:
        moving.take_share(circle=circle, person=person, now=now)
    except (moving.NoShare, paths.NothingToLearn):
        messages.info(request, _("There is nothing now that you would learn first for the others."))
        return redirect("circle", circle.pk)
    messages.success(request, _("Your way begins with your share. You can put it back any time."))
    return redirect("path")


@require_POST
@with_circle
def circle_sign(request: PersonRequest, circle: Circle) -> HttpResponse:
    """The circle goes on: the answer of a silent circle."""
    seating.sign(circle=circle, person=person_of(request), kind="circle goes on", now=timezone.now())
    messages.success(request, _("Good. The circle goes on."))
    return redirect("circle", circle.pk)


@require_POST
@with_circle
def circle_block(request: PersonRequest, circle: Circle) -> HttpResponse:
    """Not to read a member any more, or to be brought together with them nowhere else either."""
    seat = next((one for one in queries.seats_of(circle) if str(one.pk) == request.POST.get("seat")), None)
    person = person_of(request)
    if seat is None or seat.person_id == person.pk:
        return page(request, circle, {"seat": _("Choose who.")})
    # Without their name, which is seen only inside the circle.
    about = _("somebody of your circle %(name)s") % {"name": circle.name}
    apart = request.POST.get("how") == "block"
    blocking.block(
        id=sent_id(request), person=person, other=seat.person, apart=apart, about=about, now=timezone.now()
    )
    messages.success(
        request, _("Done. They are not told. You can undo it under “People I don't want to read”.")
    )
    return redirect("circle", circle.pk)


@require_POST
@with_circle
def circle_departure(request: PersonRequest, circle: Circle) -> HttpResponse:
    seating.leave(circle=circle, person=person_of(request), now=timezone.now())
    messages.success(request, _("You left the circle. Your name is gone from it."))
    return redirect("circles")
