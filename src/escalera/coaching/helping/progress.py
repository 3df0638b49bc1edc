"""How far a request has got, for who waits: how many were asked, until when one may answer, when more are asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from escalera.coaching.helping import broker, reach
from escalera.coaching.helping.models import HelpRequest

LONG = timedelta(days=1)
JUST_NOW = timedelta(minutes=2)


@dataclass(frozen=True)
class Progress:
    """`asked` people so far, one after the other. `answer_by`: whoever is asked now has until then.

    `wider_at`: when it reaches more people; None where it reaches all it ever will.
    """

    asked: int
    answer_by: datetime | None
    wider_at: datetime | None
    ends_at: datetime
    is_new: bool
    is_long: bool


def of(request: HelpRequest, *, now: datetime) -> Progress:
    """Of a request that is open and that nobody has taken up."""
    asked = list(request.askings.order_by("asked_at"))
    standing = next((one for one in asked if one.is_standing), None)
    waited = now - request.asked_at
    return Progress(
        asked=len(asked),
        answer_by=standing.asked_at + broker.ANSWERED_WITHIN if standing else None,
        wider_at=reach.wider_at(request, reach.groups_of({request.person_id}), now=now),
        ends_at=request.asked_at + broker.OLDEST,
        is_new=waited < JUST_NOW,
        is_long=waited >= LONG,
    )
