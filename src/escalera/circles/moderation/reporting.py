"""A member finds something that was written in the circle out of place: hidden at once, then it is looked at."""

from datetime import datetime

from django.db import transaction

from escalera.circles import seating, sending
from escalera.circles.decisions.models import Decision, Question, Word
from escalera.circles.moderation import actions, sight
from escalera.circles.moderation.models import Because, Matter, What
from escalera.people.models import Person


class NothingToReport(Exception):
    """One's own words, words of somebody who erased what was theirs, or none."""


@transaction.atomic
def report(*, row: Decision | Question | Word, person: Person, now: datetime) -> Matter:
    """Twice is once. Raises NothingToReport, limits.TooMuch, Seat.DoesNotExist for who does not sit there."""
    decision = row if isinstance(row, Decision) else row.decision
    circle = decision.circle
    circle.seats.taken().get(person=person)
    seat = row.proposed_by if isinstance(row, Decision) else row.seat
    if seat is None or seat.person_id == person.pk or (isinstance(row, Word) and not row.because):
        raise NothingToReport
    if there := Matter.objects.filter(about=sight.key_of(row)).first():
        return there
    sending.check(person, "circle reported", now=now)
    matter = actions.open(
        circle=circle,
        author=seat.person,
        what=what_of(row),
        about=sight.key_of(row),
        because=Because.REPORT,
        reporter=person,
        decision=decision,
        now=now,
    )
    seating.note("circle reported", person, now=now, circle=str(circle.pk), matter=str(matter.pk))
    return matter


def what_of(row: Decision | Question | Word) -> What:
    if isinstance(row, Decision):
        return What.PROPOSAL
    return What.QUESTION if isinstance(row, Question) else What.WORD
