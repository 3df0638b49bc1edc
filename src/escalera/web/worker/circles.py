"""Circles from outside: what one tells for them, a suggested circle, founding one, joining by code."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from escalera.circles import inviting, queries, seating, suggesting
from escalera.circles.models import Asked, Circle, Places, Profile
from escalera.circles.moderation import sight as sights
from escalera.people.presence import PersonRequest, arrive
from escalera.programmes import codes
from escalera.web.worker import circle_words
from escalera.web.worker.visitors import person_of, sent_id


@require_safe
def circles(request: PersonRequest) -> HttpResponse:
    """Where I stand: my circle, one that is suggested, or how to come to one."""
    if typed := codes.normal(request.GET.get("code", "")):
        return redirect("circle_join", typed)
    return page(request)


def page(request: PersonRequest, errors: dict[str, str] | None = None, status: int = 422) -> HttpResponse:
    now, person = timezone.now(), request.person
    asked = suggesting.open_to(person, now=now)
    context = {
        "circle": Circle.objects.of(person).first(),
        "profile": Profile.objects.filter(person=person).first() if person else None,
        "asked": asked,
        "suggested": circle_words.suggested(asked) if asked else None,
        "own_name": circle_words.usual_name(person),
        "errors": errors or {},
        "sent": request.POST,
    }
    return render(request, "worker/circles.html", context, status=status if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def circle_profile(request: PersonRequest) -> HttpResponse:
    """What I tell for circles, and whether I look for one."""
    if request.method != "POST":
        return profile_page(request, {})
    sent = request.POST
    offered = {skill.slug for skill in queries.to_wish(request.person)}
    told = dict.fromkeys([*sent.getlist("wishes"), *sent.getlist("more_wishes")])
    wishes = [wish for wish in told if wish in offered]
    if len(wishes) > seating.MOST_WISHES:
        words = _("Choose at most %(most)d, those that matter most to you.") % {"most": seating.MOST_WISHES}
        return profile_page(request, {"wishes": words})
    try:
        seating.tell(
            person=arrive(request, now=timezone.now()),
            wishes=wishes,
            languages=sent.getlist("languages"),
            hours=circle_words.hours_of(sent.getlist("hours")),
            places=Places(sent["places"]) if sent.get("places") in Places.values else Places.ANY,
            looking=sent.get("looking") == "yes",
            now=timezone.now(),
        )
    except seating.TooLittleTold:
        missing = "hours" if sent.getlist("languages") else "languages"
        asked = {"hours": _("Choose when you have time."), "languages": _("Choose a language.")}
        return profile_page(request, {missing: asked[missing]})
    messages.success(request, _("Saved. You can change it whenever you like."))
    return redirect("circles")


def profile_page(request: PersonRequest, errors: dict[str, str]) -> HttpResponse:
    person = request.person
    profile = Profile.objects.filter(person=person).first() if person else None
    context = circle_words.profile_form(person, profile, request.POST if errors else None)
    seated = Circle.objects.of(person).exists()
    return render(
        request,
        "worker/circle_profile.html",
        context | {"errors": errors, "seated": seated, "most": seating.MOST_WISHES},
        status=422 if errors else 200,
    )


@require_POST
def suggestion_answer(request: PersonRequest, suggestion_id: uuid.UUID) -> HttpResponse:
    asked = get_object_or_404(Asked, suggestion=suggestion_id, person=person_of(request))
    says_yes = request.POST.get("answer") == "yes"
    name = request.POST.get("own_name", "")
    try:
        circle = suggesting.answer(asked=asked, says_yes=says_yes, name=name, now=timezone.now())
    except seating.NoName:
        return page(request, {"own_name": circle_words.name_missing()})
    except (suggesting.SuggestionOver, seating.SitsElsewhere):
        messages.info(request, _("This circle is no longer open. Nothing was changed."))
        return redirect("circles")
    if circle and says_yes:
        messages.success(request, _("Your circle is there. Say hello."))
        return redirect("circle", circle.pk)
    messages.success(request, _("You said yes. We wait for the others.") if says_yes else _("All right."))
    return redirect("circles")


@require_http_methods(["GET", "HEAD", "POST"])
def new_circle(request: PersonRequest) -> HttpResponse:
    if request.method != "POST":
        return founding_page(request, {})
    sent = request.POST
    if not sent.get("name", "").strip():
        return founding_page(request, {"name": _("Give the circle a name.")})
    if not sent.get("own_name", "").strip():  # nobody is made for an unfinished form
        return founding_page(request, {"own_name": circle_words.name_missing()})
    try:
        circle = seating.found(
            id=sent_id(request),
            name=sent["name"],
            own_name=sent.get("own_name", ""),
            person=arrive(request, now=timezone.now()),
            now=timezone.now(),
        )
    except seating.NoName:
        return founding_page(request, {"own_name": circle_words.name_missing()})
    except seating.SitsElsewhere:
        return one_at_a_time(request)
    return redirect("circle", circle.pk)


def founding_page(request: PersonRequest, errors: dict[str, str]) -> HttpResponse:
    context = {"errors": errors, "sent": request.POST, "own_name": circle_words.usual_name(request.person)}
    return render(request, "worker/new_circle.html", context, status=422 if errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def circle_join(request: PersonRequest, code: str) -> HttpResponse:
    """What joining means, then joining. Who holds a code sees the circle's name and size, nobody's name."""
    try:
        invitation = inviting.invitation_of(code, person=request.person, now=timezone.now())
    except inviting.CodeUnknown:
        words = _("We don't know this code. Compare it letter by letter: it has no O and no 1.")
        return page(request, {"code": words}, status=404)
    except inviting.InvitationClosed:
        return page(request, {"code": code_over()}, status=410)
    circle = invitation.circle
    if Circle.objects.of(request.person).filter(pk=circle.pk).exists():
        return redirect("circle", circle.pk)
    if request.method == "POST":
        return joined(request, invitation.code, circle)
    return join_page(request, invitation.spoken, circle, {})


def code_over() -> str:
    return _("This code is over. Ask whoever gave it to you for a new one.")


def joined(request: PersonRequest, code: str, circle: Circle) -> HttpResponse:
    now, name = timezone.now(), request.POST.get("own_name", "")
    if not name.strip():  # nobody is made for an unfinished form
        return join_page(request, code, circle, {"own_name": circle_words.name_missing()})
    try:
        inviting.join(code=code, person=arrive(request, now=now), name=name, now=now)
    except seating.NoName:
        return join_page(request, code, circle, {"own_name": circle_words.name_missing()})
    except (inviting.InvitationClosed, seating.KeptApart):
        return page(request, {"code": code_over()}, status=410)
    except seating.CircleIsFull:
        messages.info(request, _("The circle is full: eight people sit there."))
        return redirect("circles")
    except seating.SitsElsewhere:
        return one_at_a_time(request)
    return redirect("circle", circle.pk)


def join_page(request: PersonRequest, code: str, circle: Circle, errors: dict[str, str]) -> HttpResponse:
    sight = sights.in_circle(circle, request.person)
    context = {
        "code": code,
        "circle": circle,
        "people": circle.seats.taken().count(),
        "agreements": [one.text for one in queries.agreements(circle) if not sight.of(one)],
        "own_name": circle_words.usual_name(request.person),
        "errors": errors,
    }
    return render(request, "worker/circle_join.html", context, status=422 if errors else 200)


def one_at_a_time(request: PersonRequest) -> HttpResponse:
    messages.info(request, _("You sit in a circle already. Leave it first: one circle at a time."))
    return redirect("circles")
