"""A circle with something on every page: a shared goal, somebody stuck, words found out of place, a call."""

import uuid
from datetime import datetime, timedelta

from django.urls import reverse

import circling
import helping
from escalera.circles import seating
from escalera.circles.decisions import actions as decisions
from escalera.circles.decisions.models import Answer, Kind, Way
from escalera.circles.models import Circle, Decision
from escalera.circles.moderation import actions as moderation
from escalera.circles.moderation import reporting
from escalera.coaching.helping import offering
from escalera.jobs import queries as jobs
from escalera.jobs.models import Job
from escalera.people.models import Person


def of(person: Person, now: datetime) -> list[str]:
    """The person's circle of five, and one that invites; returns what to open."""
    other = Person.objects.create(language=person.language, created_at=now)
    inviting = circling.circle_of(other, now)
    circle = circling.circle_of(person, now)
    bilal = circle.seats.get(name="Bilal").person
    chen, lupe, nina = (seated(circle, name, now) for name in ("Chen", "Lupe", "Nina"))
    circling.told(person, now, wishes=["enter-data", "describe-pictures"], looking=False)
    circling.told(bilal, now, looking=False)
    circling.believe(bilal, {"enter-data": 0.9}, now)
    offering.tell_circle(request=helping.stuck(bilal, now), tells=True, now=now)
    goal(circle, [person, bilal, chen, lupe, nina], now)
    circle.calls.create(appeal="fund", propensity=0.31, seats=5, made_at=now)
    decision = circle.decisions.get(kind=Kind.AGREEMENT)
    said(decision, bilal, chen, lupe, person, now)
    code = circle.invitations.get()
    return [
        *[reverse(name) for name in ("circles", "circle_profile", "new_circle", "matters")],
        reverse("circle", args=[circle.pk]),
        reverse("circle_invitation", args=[circle.pk, code.pk]),
        reverse("new_decision", args=[circle.pk]),
        reverse("decision", args=[decision.pk]),
        reverse("circle_join", args=[inviting.invitations.get().code]),
    ]


def out_of_place(author: Person, now: datetime) -> None:
    """A proposal of the author's, in a circle too small to decide about it."""
    circle = circling.circle_of(author, now)
    other = circle.seats.get(name="Bilal").person
    reporting.report(row=circle.decisions.get(), person=other, now=now)


def seated(circle: Circle, name: str, now: datetime) -> Person:
    person = Person.objects.create(language=circle.seats.first().person.language, created_at=now)
    seating.sit(circle=circle, person=person, name=name, now=now)
    return person


def goal(circle: Circle, people: list[Person], now: datetime) -> None:
    job = Job.objects.get(pk="data-entry")
    about = {"job": job.pk, "title": job.title, "required": jobs.goal_of(job)}
    decision = decisions.propose(
        id=uuid.uuid4(), circle=circle, person=people[0], kind=Kind.GOAL, way=Way.VOTE, text=job.title, days=1,
        about=about, now=now,
    )  # fmt: skip
    for person in people[1:]:
        decisions.say(decision=decision, person=person, answer=Answer.YES, because="", now=now)


def said(
    decision: Decision, bilal: Person, chen: Person, lupe: Person, person: Person, now: datetime
) -> None:
    """Three questions: one to read, one that waits for the person's look, one of the person's that was taken away."""
    texts = ((bilal, "¿Y los domingos?"), (chen, "Qué tontería."), (person, "Vendo tarjetas, pregúntenme."))
    rows = [
        decisions.ask(
            id=uuid.uuid4(), decision=decision, person=who, text=text, now=now + timedelta(seconds=at)
        )
        for at, (who, text) in enumerate(texts)
    ]
    reporting.report(row=rows[1], person=bilal, now=now)
    away = reporting.report(row=rows[2], person=bilal, now=now)
    for who in (chen, lupe):
        moderation.say(matter=away, by=who, takes_away=True, why="sells", now=now)
