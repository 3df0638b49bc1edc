"""What happens to help at the same time: brokers, answers, requests taken back, closings; as threads of one process.

Run as `python helping_at_once.py stage` on an empty database, then as often as one likes, with a seed, until it is killed:
`python helping_at_once.py SEED`.
"""

import os
import random
import sys
import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

HELPERS, LEARNERS, THREADS = 12, 60, 3
sys.path.insert(0, str(Path(__file__).parents[2]))


def weekly(helper: int) -> int:
    return 1 + helper % 4


def stage() -> None:
    """Helpers of different capacity, and more requests than they have room for."""
    from django.utils import timezone

    import helping
    from escalera.people.models import Person
    from escalera.site import starter

    now = timezone.now()
    starter.load(now=now)
    for number in range(HELPERS):
        person = Person.objects.create(id=uuid.UUID(int=number + 1), language="es-mx", created_at=now)
        helping.would_help(person, now, weekly=weekly(number))
    for _ in range(LEARNERS):
        helping.stuck(Person.objects.create(language="es-mx", created_at=now), now - timedelta(hours=5))


def one_thing(chance: random.Random) -> None:
    """A broker's round, or a word about some request or asking."""
    from django.utils import timezone

    from escalera.coaching.helping import answering, broker, conversing, requesting
    from escalera.coaching.helping.models import Asking, HelpRequest

    what, now = chance.random(), timezone.now()
    if what < 0.4:
        broker.broker(now=now)
        return
    asking = Asking.objects.select_related("helper").order_by("?").first()
    if asking is None:
        return
    try:
        if what < 0.65:
            answering.accept(asking=asking, now=now)
        elif what < 0.9:
            answering.decline(asking=asking, now=now)
        elif what < 0.95:
            conversing.close(
                id=uuid.uuid4(), asking=asking, person=asking.helper, solved=True, minutes=5, now=now
            )
        else:
            request = HelpRequest.objects.order_by("?").first()
            assert request is not None
            requesting.withdraw(request=request, now=now)
    except (answering.SomebodyElseHelps, conversing.NotOpen, requesting.Ended):
        return


def in_threads(seed: int, times: int | None, *, threads: int = THREADS) -> list[Exception]:
    """Do things at once, so many a thread, or for ever; returns what went wrong."""
    wrong: list[Exception] = []
    work: list[threading.Thread] = [
        threading.Thread(target=_worker, args=(random.Random(seed * 100 + n), times, wrong.append))
        for n in range(threads)
    ]
    for one in work:
        one.start()
    for one in work:
        one.join()
    return wrong


def _worker(chance: random.Random, times: int | None, tell: Callable[[Exception], None]) -> None:
    from django.db import connection

    done = 0
    try:
        while times is None or done < times:
            one_thing(chance)
            done += 1
    except Exception as error:
        tell(error)
    finally:
        connection.close()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")
    import django

    django.setup()
    if sys.argv[1] == "stage":
        stage()
    else:
        for error in in_threads(int(sys.argv[1]), None):
            sys.stderr.write(f"{error!r}\n")
