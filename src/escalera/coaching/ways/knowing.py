"""What is known of a person before a way is chosen: a few facts, and nothing that tells who they are."""

from datetime import datetime, timedelta

from django.db.models import Sum

from escalera.circles.models import Seat
from escalera.coaching.helping.models import Asking, HelpRequest
from escalera.people.models import Person
from escalera.tasks.models import Attempt

LASTS = timedelta(weeks=4)
FAR = 1.0  # levels missing to the goal, four of the little steps
MANY_HOURS = 8.0  # in four weeks
LEAST_HOURS = 4.0  # who has just begun is taken to give an hour a week


def of(person: Person, *, missing: float, now: datetime) -> dict[str, bool]:
    """The facts that chance may look at."""
    return {
        "far": missing > FAR,
        "many_hours": hours_between(person, now - LASTS, now) >= MANY_HOURS,
        "english": person.words == "en",
        "before": was_with_others(person),
    }


def usual_hours(person: Person, *, now: datetime) -> float:
    """Hours of tasks in four weeks, by the last four."""
    return max(hours_between(person, now - LASTS, now), LEAST_HOURS)


def hours_between(person: Person, since: datetime, until: datetime) -> float:
    rows = Attempt.objects.filter(person=person, received_at__gt=since, received_at__lte=until)
    return float(rows.aggregate(sum=Sum("seconds"))["sum"] or 0.0) / 3600


def was_with_others(person: Person) -> bool:
    """Whether the person ever asked for help, gave some, or sat in a circle."""
    return (
        HelpRequest.objects.filter(person=person).exists()
        or Asking.objects.filter(helper=person, accepted_at__isnull=False).exists()
        or Seat.objects.filter(person=person).exists()
    )
