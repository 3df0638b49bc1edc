"""A member takes their share of the circle's goal as the order of their own path; `paths` puts it back."""

from datetime import datetime

from django.db import transaction

from escalera.circles import queries, seating
from escalera.circles.models import Circle
from escalera.jobs.models import Job
from escalera.paths import actions as paths
from escalera.paths.models import PutFirst
from escalera.people.models import Person

CIRCLE = "circle"


class NoShare(Exception):
    """The circle has no goal, or somebody knows already what this member would learn first."""


def share_of(person: Person, shared: queries.Shared | None) -> list[queries.Share]:
    """What the person would learn first for the others."""
    shares = shared.shares if shared else ()
    return [share for share in shares if share.first and share.first.person_id == person.pk]


def taken_by(person: Person, shared: queries.Shared | None) -> PutFirst | None:
    """The share that orders the person's path to the circle's goal now."""
    mine = PutFirst.objects.filter(because=CIRCLE, goal__person=person, goal__left_at=None)
    return (
        mine.filter(goal__origin="job", goal__origin_id=shared.decision.about["job"]).first()
        if shared
        else None
    )


@transaction.atomic
def take_share(*, circle: Circle, person: Person, now: datetime) -> PutFirst:
    """Walk towards the circle's goal, one's own share first. Twice is once.

    Raises NoShare, paths.NothingToLearn, Seat.DoesNotExist.
    """
    circle.seats.taken().get(person=person)
    shared = queries.shared_goal(circle)
    shares = share_of(person, shared)
    job = Job.objects.filter(pk=shared.decision.about["job"]).first() if shared else None
    if job is None or not shares:
        raise NoShare
    goal = paths.set_goal(person=person, origin=job, now=now)
    skills = [share.skill.pk for share in shares]
    before = PutFirst.objects.filter(goal=goal, because=CIRCLE).first()
    row = paths.put_first(goal=goal, skills=skills, because=CIRCLE, now=now)
    if before is None or before.skills != row.skills:
        seating.sign(circle=circle, person=person, kind="circle share taken", now=now, skills=row.skills)
    return row
