"""Exchanges that kill themselves after each of their requests, for ever further: `python killed_at_each_request.py ADDRESS TOKEN`.

Run with an ESCALERA_HOME of its own; prints what came of it as JSON.
"""

import json
import os
import signal
import sys
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).parents[1]))

from escalera.cli.django import wake

wake()

import numpy as np  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import timezone  # noqa: E402

from escalera.connectors import actions, outgoing  # noqa: E402
from escalera.connectors.models import Connection, Delivery, Kind, RemoteTask  # noqa: E402
from escalera.connectors.politeness import Polite  # noqa: E402
from escalera.earnings.models import Payment  # noqa: E402
from escalera.paths import actions as paths  # noqa: E402
from escalera.people.models import Person  # noqa: E402
from escalera.programmes import actions as programmes  # noqa: E402
from escalera.site import chores  # noqa: E402
from escalera.tasks import making  # noqa: E402
from escalera.tasks.models import TaskType  # noqa: E402

MOST = 80


def main(address: str, token: str) -> None:
    now = timezone.now()
    amina = Person.objects.create(language="es-mx", created_at=now)
    programme = programmes.begin(name="Taller", coordinator=amina, now=now)
    connection = actions.connect(
        programme=programme,
        kind=Kind.TURKLE,
        name="Turkle",
        address=address,
        token=token,
        requester="Seed shop",
        pay=Decimal("0.05"),
        currency="USD",
        now=now,
    )
    kills = killed_for_ever_further(connection)
    answer_all(amina, connection)
    outgoing.put_out(
        connection=connection,
        task_type=TaskType.objects.get(pk="addresses-1"),
        language="es",
        items=2,
        answers=1,
        now=now,
        rng=np.random.default_rng(1),
    )
    kills += killed_for_ever_further(connection)
    print(json.dumps(came_of_it() | {"kills": kills}))


def killed_for_ever_further(connection: Connection) -> int:
    """Run the chore until it comes through; the n-th time it is killed after its n-th request."""
    for requests in range(1, MOST):
        ten_minutes_pass(connection)
        connections.close_all()
        child = os.fork()
        if child == 0:
            kill_after(requests)
            chores.sync_connections.func()
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return requests - 1
    raise AssertionError("it never came through")


def ten_minutes_pass(connection: Connection) -> None:
    """The lease lapses, what failed may be tried again."""
    Connection.objects.filter(pk=connection.pk, busy_until__isnull=False).update(
        busy_until=timezone.now() - timedelta(seconds=1)
    )
    actions.retry(connection=Connection.objects.get(pk=connection.pk))


def kill_after(requests: int) -> None:
    real, left = Polite._once, [requests]

    def counted(*arguments, **values):
        answer = real(*arguments, **values)
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer

    Polite._once = counted


def answer_all(person: Person, connection: Connection) -> None:
    now, task_type = timezone.now(), connection.batches.get().task_type
    for _ in range(task_type.items.count()):
        item = making.item_for(task_type=task_type, person=person, seed=0, now=now)
        paths.record_attempt(
            id=uuid4(),
            person=person,
            item=item,
            step=None,
            answer={"price": "12", "note": "al contado, señora"},
            seconds=30,
            help_used=False,
            answered_at=now,
            now=now,
        )


def came_of_it() -> dict[str, object]:
    return {
        "tasks": RemoteTask.objects.filter(batch__direction="in").count(),
        "waiting": Delivery.objects.waiting().count(),
        "payments": Payment.objects.count(),
        "out": Connection.objects.get().batches.get(direction="out").remote_id,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
