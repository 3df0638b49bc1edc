"""One programme: who takes part, cohorts, codes, roles."""

import uuid
from datetime import timedelta

import numpy as np
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from escalera.circles import queries as circles
from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.people import usernames
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes import actions, inviting
from escalera.programmes.models import Programme, Role
from escalera.tasks.authoring import queries as authoring
from escalera.web.coordinator.guarding import for_coordinators
from escalera.web.worker.visitors import chosen_number, person_of, sent_id

DAYS = (7, 30, 90)
USUAL_PLACES, USUAL_DAYS = 20, 30


@require_safe
@for_coordinators
def programme(request: PersonRequest, programme: Programme) -> HttpResponse:
    return page(request, programme)


def page(request: PersonRequest, programme: Programme, errors: dict[str, str] | None = None) -> HttpResponse:
    now = timezone.now()
    current = programme.memberships.current()
    context = {
        "programme": programme,
        "errors": errors,
        "sent": request.POST,
        "workers": current.filter(role=Role.WORKER).count(),
        "circles": circles.numbers_of(programme),
        "k": circles.K,
        "cohorts": programme.cohorts.all(),
        "cohort_options": [("", _("No cohort")), *((c.pk, c.name) for c in programme.cohorts.all())],
        "invitations": programme.invitations.open(now=now).select_related("cohort"),
        "closed": programme.invitations.exclude(pk__in=programme.invitations.open(now=now)).count(),
        "break_downs": SavedBreakDown.objects.filter(programme=programme),
        "published": authoring.published_in(programme),
        "team": current.exclude(role=Role.WORKER).select_related("person__account"),
        "roles": [(Role.WORKER, _("Takes part")), (Role.COACH, _("Coach: helps others along"))],
        "team_roles": [
            (Role.COACH, _("Coach: helps others along")),
            (Role.COORDINATOR, _("Coordination: sees this page")),
        ],
        "days": [(days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in DAYS],
        "usual": {"places": USUAL_PLACES, "days": USUAL_DAYS},
        "most_places": inviting.MOST_PLACES,
    }
    return render(request, "coordinator/programme.html", context, status=422 if errors else 200)


@require_POST
@for_coordinators
def cohorts(request: PersonRequest, programme: Programme) -> HttpResponse:
    try:
        actions.open_cohort(
            id=sent_id(request),
            programme=programme,
            name=request.POST.get("cohort_name", ""),
            by=person_of(request),
            now=timezone.now(),
        )
    except actions.NameMissing:
        return page(request, programme, {"cohort_name": _("Give the cohort a name, such as “Spring 2027”.")})
    except actions.NameTaken:
        return page(request, programme, {"cohort_name": _("There is one of this name. Choose another.")})
    return redirect("programme", programme.pk)


@require_POST
@for_coordinators
def invitations(request: PersonRequest, programme: Programme) -> HttpResponse:
    places = chosen_number(request.POST.get("places"), range(1, inviting.MOST_PLACES + 1))
    if places is None:
        words = _("Write how many people may use the code: a number from 1 to %(most)d.")
        return page(request, programme, {"places": words % {"most": inviting.MOST_PLACES}})
    days = chosen_number(request.POST.get("days"), range(1, 181)) or USUAL_DAYS
    invitation = inviting.invite(
        id=sent_id(request),
        programme=programme,
        cohort=programme.cohorts.filter(pk=chosen_id(request, "cohort")).first(),
        role=Role.COACH if request.POST.get("role") == Role.COACH else Role.WORKER,
        places=places,
        lasts=timedelta(days=days),
        by=person_of(request),
        now=timezone.now(),
        rng=np.random.default_rng(),
    )
    return redirect("invitation", programme.pk, invitation.pk)


@require_safe
@for_coordinators
def invitation(request: PersonRequest, programme: Programme, invitation_id: uuid.UUID) -> HttpResponse:
    found = get_object_or_404(programme.invitations.select_related("cohort"), pk=invitation_id)
    context = {"programme": programme, "invitation": found, "is_open": found.is_open(now=timezone.now())}
    return render(request, "coordinator/invitation.html", context)


@require_POST
@for_coordinators
def removed_invitation(
    request: PersonRequest, programme: Programme, invitation_id: uuid.UUID
) -> HttpResponse:
    found = get_object_or_404(programme.invitations, pk=invitation_id)
    inviting.revoke(invitation=found, by=person_of(request), now=timezone.now())
    messages.success(request, _("The code no longer works. Who joined with it stays."))
    return redirect("programme", programme.pk)


@require_POST
@for_coordinators
def roles(request: PersonRequest, programme: Programme) -> HttpResponse:
    name = usernames.normal(request.POST.get("username", ""))
    person = Person.objects.filter(account__username=name).first()
    role = request.POST.get("team_role")
    if person is None:
        words = _("Nobody has this username. It is two words and a number, such as nube-alegre-42.")
        return page(request, programme, {"username": words})
    if role not in (Role.COACH, Role.COORDINATOR):
        return page(request, programme, {"team_role": _("Choose what the person does here.")})
    actions.give_role(
        programme=programme, person=person, role=Role(role), by=person_of(request), now=timezone.now()
    )
    return redirect("programme", programme.pk)


@require_POST
@for_coordinators
def removed_role(request: PersonRequest, programme: Programme, membership_id: int) -> HttpResponse:
    team = programme.memberships.exclude(role=Role.WORKER)
    membership = get_object_or_404(team, pk=membership_id)
    try:
        actions.end(membership=membership, by=person_of(request), now=timezone.now())
    except actions.LastCoordinator:
        words = _("Somebody must look after the programme. Name another coordinator first.")
        return page(request, programme, {"team": words})
    return (
        redirect("programmes") if membership.person == request.person else redirect("programme", programme.pk)
    )


def chosen_id(request: PersonRequest, name: str) -> uuid.UUID:
    """The id that was chosen; one that nothing has where none was."""
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        return uuid.UUID(int=0)
