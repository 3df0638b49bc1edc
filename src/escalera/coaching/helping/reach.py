"""Who may be asked about a request: their circle first, then their programmes, then everybody, as it waits."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from escalera.circles.models import Seat
from escalera.coaching.helping.models import HelpRequest
from escalera.programmes.models import Membership

WIDER_AFTER = timedelta(hours=2)
EVERYBODY = "everybody"
Groups = Mapping[UUID, frozenset[str]]


def groups_of(people: Collection[UUID]) -> Sequence[Groups]:
    """For each step outwards, in which groups each person is."""
    return (circles_of(people), programmes_of(people), dict.fromkeys(people, frozenset({EVERYBODY})))


def circles_of(people: Collection[UUID]) -> Groups:
    rows = Seat.objects.taken().filter(person__in=people).values_list("person_id", "circle_id")
    return {person: frozenset({f"circle {circle}"}) for person, circle in rows}


def programmes_of(people: Collection[UUID]) -> Groups:
    found: dict[UUID, set[str]] = {}
    rows = Membership.objects.current().filter(person__in=people)
    for person, programme in rows.values_list("person_id", "programme_id"):
        found.setdefault(person, set()).add(programme_key(programme))
    return {person: frozenset(keys) for person, keys in found.items()}


def programme_key(programme: UUID) -> str:
    return f"programme {programme}"


def of(request: HelpRequest, steps: Sequence[Groups], *, now: datetime) -> frozenset[str]:
    """The groups a request reaches by now. A step at which somebody is in no group is not waited for."""
    if (own := request.task_type.programme_id) is not None:
        return frozenset({programme_key(own)})  # a programme's own task is shown to nobody else
    theirs = [keys for groups in steps if (keys := groups.get(request.person_id))]
    reached = 1 + int((now - request.asked_at) / WIDER_AFTER)
    return frozenset().union(*theirs[:reached])


def wider_at(request: HelpRequest, steps: Sequence[Groups], *, now: datetime) -> datetime | None:
    """When the request reaches more people; None where it reaches all it ever will."""
    if request.task_type.programme_id is not None:
        return None
    theirs = sum(bool(groups.get(request.person_id)) for groups in steps)
    reached = 1 + int((now - request.asked_at) / WIDER_AFTER)
    return request.asked_at + reached * WIDER_AFTER if reached < theirs else None


def within(willing: UUID, steps: Sequence[Groups], *, only_near: bool) -> frozenset[str]:
    """The groups in which somebody may be asked; who only helps near is in every group but everybody."""
    theirs = frozenset().union(*(groups.get(willing, frozenset()) for groups in steps))
    return theirs - {EVERYBODY} if only_near else theirs
