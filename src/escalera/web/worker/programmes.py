"""Programmes from a worker's side: joining by code, leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.people.presence import PersonRequest, arrive
from escalera.programmes import actions, codes, inviting, queries
from escalera.programmes.models import Invitation, Membership, Role
from escalera.web.worker.visitors import person_of


@require_safe
def programmes(request: PersonRequest) -> HttpResponse:
    """My programmes, and a field for a code."""
    if typed := codes.normal(request.GET.get("code", "")):
        return redirect("join", typed)
    return page(request)


def page(request: PersonRequest, *, code: str = "", error: str = "", status: int = 200) -> HttpResponse:
    mine = Membership.objects.current().filter(person=request.person).select_related("programme", "cohort")
    context = {
        "memberships": mine if request.person else (),
        "coordinates": queries.is_coordinator(request.person),
        "code": code,
        "errors": {"code": error} if error else {},
    }
    return render(request, "worker/programmes.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: PersonRequest, code: str) -> HttpResponse:
    """What joining means, then joining. A code that is over says so; one that never was, too."""
    invitation = queries.invitation_of(code)
    if invitation is None:
        words = _("We don't know this code. Compare it letter by letter: it has no O and no 1.")
        return page(request, code=code, error=words, status=404)
    if request.method == "POST":
        return joined(request, invitation)
    is_open = invitation.is_open(now=timezone.now())
    there = queries.programmes_of(request.person).filter(pk=invitation.programme_id).exists()
    if not is_open and not there:
        return page(request, code=code, error=over(), status=410)
    context = {"invitation": invitation, "is_coach": invitation.role == Role.COACH, "there": there}
    return render(request, "worker/join.html", context)


def joined(request: PersonRequest, invitation: Invitation) -> HttpResponse:
    now = timezone.now()
    try:
        # Nobody is made for a code that is over.
        person = arrive(request, now=now) if invitation.is_open(now=now) else person_of(request)
        inviting.join(code=invitation.code, person=person, now=now)
    except inviting.InvitationClosed:
        return page(request, code=invitation.code, error=over(), status=410)
    messages.success(request, _("You are in: %(programme)s.") % {"programme": invitation.programme.name})
    return redirect("programmes")


def over() -> str:
    return _("This code is over. Ask whoever gave it to you for a new one.")


@require_POST
def departure(request: PersonRequest, membership_id: int) -> HttpResponse:
    person = person_of(request)
    membership = get_object_or_404(Membership.objects.current(), pk=membership_id, person=person)
    try:
        actions.end(membership=membership, by=person, now=timezone.now())
    except actions.LastCoordinator:
        messages.info(request, _("Somebody must look after the programme. Name another coordinator first."))
    else:
        messages.success(request, _("You left: %(programme)s.") % {"programme": membership.programme.name})
    return redirect("programmes")
