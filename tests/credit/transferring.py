"""Makes planned transfers in processes that are killed: python transferring.py SEED TRANSFERS

For each line of numbers that comes in, it begins a life: a process of its own, forked so that being killed costs no
new start of Django, which prints "life PID" and then the number of each transfer that the database has. "ended" says
that it is gone, killed or done. Several lives may be given the same number.
"""

import os
import random
import sys
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
PEOPLE = 20
REVERSED_EVERY = 10


@dataclass(frozen=True)
class Planned:
    """Transfer `number`; where `reverses` is set it turns that one back."""

    number: int
    id: uuid.UUID
    giver: int
    taker: int
    seconds: int
    reverses: int | None


def plan(seed: int, transfers: int) -> list[Planned]:
    chance = random.Random(seed)
    planned = []
    for number in range(transfers):
        giver, taker = chance.sample(range(PEOPLE), 2)
        id = uuid.UUID(int=chance.getrandbits(128), version=4)
        back = number - 1 if number % REVERSED_EVERY == REVERSED_EVERY - 1 else None
        planned.append(Planned(number, id, giver, taker, chance.randint(1, 7200), back))
    return planned


def balances(planned: list[Planned]) -> dict[int, int]:
    """What everybody's account must come to once all of it is done."""
    sums = dict.fromkeys(range(PEOPLE), 0)
    for one in planned:
        what, sign = (planned[one.reverses], -1) if one.reverses is not None else (one, 1)
        sums[what.giver] -= sign * what.seconds
        sums[what.taker] += sign * what.seconds
    return sums


def person_id(number: int) -> uuid.UUID:
    return uuid.UUID(int=number + 1)


def make(one: Planned, planned: list[Planned]) -> None:
    from escalera.credit import accounts, actions
    from escalera.credit.models import Kind
    from escalera.people.models import Person

    what = planned[one.reverses] if one.reverses is not None else one
    giver, taker = (Person.objects.get(pk=person_id(who)) for who in (what.giver, what.taker))
    made = actions.move(
        id=what.id,
        kind=Kind.HELP,
        giver=accounts.of_person(giver, now=NOON),
        taker=accounts.of_person(taker, now=NOON),
        seconds=what.seconds,
        at=NOON,
        now=NOON,
    )
    if one.reverses is not None:
        actions.reverse(id=one.id, transfer=made, by=taker, now=NOON)


def main(seed: int, transfers: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "escalera.site.settings")
    import django

    django.setup()
    planned = plan(seed, transfers)
    # No connection is open here, so that each life opens its own.
    for line in sys.stdin:
        life = os.fork()
        if life == 0:
            try:
                live([planned[int(number)] for number in line.split()], planned)
            finally:
                os._exit(0)
        os.waitpid(life, 0)
        say("ended")


def live(wanted: list[Planned], planned: list[Planned]) -> None:
    say(f"life {os.getpid()}")
    for one in wanted:
        make(one, planned)
        say(str(one.number))


def say(line: str) -> None:
    """In one write, so that no kill leaves half a line."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
