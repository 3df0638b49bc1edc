"""Time that members gave to all of the circle; what is done with it they decide together."""

import uuid
from datetime import datetime

from django.db import transaction

from escalera.circles import seating
from escalera.circles.models import Circle
from escalera.credit import accounts, queries
from escalera.credit import actions as credit
from escalera.credit.models import TimeAccount
from escalera.people.models import Person


@transaction.atomic
def give(*, id: uuid.UUID, circle: Circle, person: Person, seconds: int, now: datetime) -> None:
    """Raises what `credit.actions.give` raises. The same id twice is one."""
    to = accounts.of_circle(circle.pk, now=now)
    credit.give(id=id, person=person, to=to, seconds=seconds, at=now, now=now)
    seating.sign(circle=circle, person=person, kind="circle gift", now=now)


def balance(circle: Circle) -> int:
    """Seconds. Looking at a fund that nobody gave to opens no account."""
    account = TimeAccount.objects.filter(circle=circle.pk).first()
    return queries.balance(account) if account else 0
