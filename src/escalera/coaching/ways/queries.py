"""What a page says of ways: the one that is offered now, who the partner is, what helped people like somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from escalera.coaching.ways import estimating, knowing, weighing
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.coaching.ways.opening import USE
from escalera.paths import queries as paths
from escalera.paths.models import Step
from escalera.people import consents
from escalera.people.models import Person
from escalera.tasks.models import TaskType

LEAST_PEOPLE = 10
BEGUN = 10  # answers
EARLY = (Way.PAIR, Way.BROKER)
State = Literal["invited", "waits", "offered", "going", "declined", "out"]


@dataclass(frozen=True)
class Standing:
    """Where somebody stands: asked to take part, waiting for a way, offered one, on it; or out of it."""

    state: State
    period: WayPeriod | None = None


def standing_of(person: Person) -> Standing:
    said = consents.said(person, USE)
    if said is None:
        return Standing("invited")
    if not said:
        return Standing("out")
    period = current(person)
    if period is None:
        return Standing("waits")
    if period.declined_at:
        return Standing("declined", period)
    # At one's own pace there is nothing to say yes to.
    return Standing("going" if period.accepted_at or period.way == Way.ALONE else "offered", period)


def line_for(person: Person) -> Standing:
    """The same for the path: who has just begun is not asked for anything yet."""
    standing = standing_of(person)
    if standing.state == "invited" and person.attempts.count() < BEGUN:
        return Standing("waits")
    return standing


def current(person: Person) -> WayPeriod | None:
    return WayPeriod.objects.going().filter(person=person).select_related("partner").first()


def helps_early(person: Person) -> bool:
    """Whether a person may be asked before somebody is stuck: for this the person said yes."""
    return WayPeriod.objects.going().accepted().filter(person=person, way__in=EARLY).exists()


def known_of(person: Person, *, now: datetime) -> weighing.Known | None:
    """What chance would look at; None without a goal."""
    if period := current(person):
        known: weighing.Known = period.known
        return known
    goal = paths.current_goal(person)
    if goal is None:
        return None
    return knowing.of(person, missing=sum(weighing.missing(person, goal.required).values()), now=now)


def task_at_hand(person: Person) -> TaskType | None:
    """The task type of the step that the person stands before."""
    step = Step.objects.filter(goal__person=person, goal__left_at=None, finished_at=None)
    found = step.filter(is_placement=False).select_related("task_type").first()
    return found.task_type if found else None


def helped_like(known: weighing.Known) -> weighing.Helped | None:
    """What helped people like somebody; from ten people on, so that nobody's result can be guessed."""
    found = weighing.best(estimating.newest(), known)
    return found if found and found.people >= LEAST_PEOPLE else None
