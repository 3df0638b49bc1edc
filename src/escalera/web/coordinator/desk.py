"""The desk: the programmes somebody coordinates, and what there is to do in each."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from escalera.circles.moderation import queries as circle_words
from escalera.coaching.advice import moderating
from escalera.coaching.helping.reports import ruling
from escalera.coaching.judgement import reporting
from escalera.jobs.breakdowns.models import SavedBreakDown
from escalera.people.models import Person
from escalera.people.presence import PersonRequest
from escalera.programmes import queries
from escalera.programmes.models import Programme, Role
from escalera.tasks.authoring import queries as authoring
from escalera.web.coordinator import letters
from escalera.web.coordinator.guarding import for_any_coordinator


@dataclass(frozen=True)
class ToDo:
    """A next step for a coordinator, with the page where it is done."""

    words: str
    address: str
    icon: str = "next"


@dataclass(frozen=True)
class Place:
    programme: Programme
    members: int
    to_do: tuple[ToDo, ...]


@require_safe
@for_any_coordinator
def desk(request: PersonRequest) -> HttpResponse:
    places = [place_of(programme, request.person) for programme in queries.coordinated_by(request.person)]
    return render(request, "coordinator/desk.html", {"places": places})


def place_of(programme: Programme, person: Person | None) -> Place:
    members = programme.memberships.current().filter(role=Role.WORKER).count()
    to_do = (
        *reported_comments(programme, person),
        *questioned_tips(programme, person),
        *questioned_words(programme, person),
        *reported_conversations(programme, person),
        *letters_to_answer(programme),
        *first_steps(programme, members),
        *first_job(programme),
        *proposed_tasks(programme),
    )
    return Place(programme, members, to_do)


def first_job(programme: Programme) -> list[ToDo]:
    """What a programme without a job of its own may begin with."""
    if SavedBreakDown.objects.filter(programme=programme).exists():
        return []
    address = f"{reverse('new_break_down')}?programme={programme.pk}"
    return [ToDo(_("Break a job down, so that people find the way to it."), address, "steps")]


def reported_comments(programme: Programme, person: Person | None) -> list[ToDo]:
    waiting = reporting.waiting_for(person, programme)
    words = ngettext(
        "%(n)d comment was reported. Decide whether it stays.",
        "%(n)d comments were reported. Decide whether they stay.",
        waiting,
    )
    return (
        [ToDo(words % {"n": waiting}, reverse("reports", args=[programme.pk]), "message")] if waiting else []
    )


def questioned_tips(programme: Programme, person: Person | None) -> list[ToDo]:
    waiting = moderating.waiting_for(person, programme)
    words = ngettext(
        "%(n)d tip waits for a look before others see it.",
        "%(n)d tips wait for a look before others see them.",
        waiting,
    )
    return [ToDo(words % {"n": waiting}, reverse("reports", args=[programme.pk]), "bulb")] if waiting else []


def questioned_words(programme: Programme, person: Person | None) -> list[ToDo]:
    waiting = circle_words.waiting_in(person, programme)
    words = ngettext(
        "%(n)d thing written in a circle waits for a look.",
        "%(n)d things written in circles wait for a look.",
        waiting,
    )
    return (
        [ToDo(words % {"n": waiting}, reverse("reports", args=[programme.pk]), "message")] if waiting else []
    )


def reported_conversations(programme: Programme, person: Person | None) -> list[ToDo]:
    waiting = ruling.waiting_for(person, programme)
    words = ngettext(
        "%(n)d conversation of help was reported. Look at it.",
        "%(n)d conversations of help were reported. Look at them.",
        waiting,
    )
    return [ToDo(words % {"n": waiting}, reverse("reports", args=[programme.pk]), "hands")] if waiting else []


def letters_to_answer(programme: Programme) -> list[ToDo]:
    waiting = letters.waiting(programme)
    words = ngettext(
        "%(n)d joint proposal of a circle waits for your answer.",
        "%(n)d joint proposals of circles wait for your answer.",
        waiting,
    )
    address = reverse("letters", args=[programme.pk])
    return [ToDo(words % {"n": waiting}, address, "megaphone")] if waiting else []


def proposed_tasks(programme: Programme) -> list[ToDo]:
    return [
        ToDo(_("Somebody proposes a task. Look at it."), reverse("draft", args=[draft.pk]), "draw")
        for draft in authoring.waiting_in(programme)
    ]


def first_steps(programme: Programme, members: int) -> list[ToDo]:
    """What an empty programme needs next: people."""
    address = reverse("programme", args=[programme.pk])
    if programme.invitations.open(now=timezone.now()).exists():
        return [] if members else [ToDo(_("Hand out the code. Nobody has used it yet."), address, "message")]
    if members:
        return [ToDo(_("No code is open: nobody new can join."), address, "people")]
    return [ToDo(_("Make a code, so that people can join."), address, "people")]
