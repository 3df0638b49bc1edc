"""Connecting a platform, exchanging work with it, pausing, removing."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Q

from escalera.connectors import addresses, delivering, sealing
from escalera.connectors.addresses import NotAnAddress as NotAnAddress
from escalera.connectors.aliases import alias_for
from escalera.connectors.exchanged import Exchanged
from escalera.connectors.label_studio import exchange as label_studio
from escalera.connectors.label_studio import hooks
from escalera.connectors.models import Alias, Connection, Delivery, Direction, Kind
from escalera.connectors.mturk import by_hand
from escalera.connectors.politeness import PlatformError
from escalera.connectors.troubles import kept
from escalera.connectors.turkle import exchange as turkle
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.programmes.models import Programme
from escalera.tasks.models import Item, Requester, TaskType

EXCHANGES: dict[str, Callable[..., Exchanged]] = {
    Kind.TURKLE: turkle.exchange,
    Kind.LABEL_STUDIO: label_studio.exchange,
    Kind.FILES: by_hand.exchange,
}
MOST_ERRORS = 10
EVERY, LONGEST_PAUSE, LEASE = timedelta(minutes=5), timedelta(hours=6), timedelta(minutes=10)


class NameTaken(Exception):
    """Another connection has this name."""


class PayUnclear(Exception):
    """Pay is an amount above nothing with the three letters of its currency."""


class Busy(Exception):
    """An exchange with this platform is going on."""


@transaction.atomic
def connect(
    *,
    programme: Programme,
    kind: Kind,
    name: str,
    address: str,
    token: str,
    requester: str,
    pay: Decimal | None,
    currency: str,
    now: datetime,
    answers: int = 1,
    projects: Sequence[int] = (),
) -> Connection:
    """Keep a platform with its sealed token. Raises NameTaken, NotAnAddress, PayUnclear."""
    check_pay(pay, currency)
    owner, _ = Requester.objects.get_or_create(name=storable(requester).strip()[:120])
    try:
        with transaction.atomic():
            connection = Connection.objects.create(
                programme=programme,
                kind=kind,
                name=storable(name).strip()[:80],
                address=addresses.checked(address) if kind != Kind.FILES else "",
                sealed=sealing.seal(token) if token else "",
                requester=owner,
                pay=pay,
                currency=currency if pay is not None else "",
                answers=answers,
                projects=list(projects),
                made_at=now,
            )
    except IntegrityError:
        raise NameTaken(name) from None
    note("connected", connection, now=now)
    return connection


def sync(*, connection: Connection, now: datetime) -> Exchanged:
    """Exchange work with the platform; an error is kept in plain words and raised. Raises Busy, PlatformError."""
    if not lease(connection, now=now):
        raise Busy(connection.name)
    try:
        delivering.queue(connection=connection, now=now)
        done = EXCHANGES[connection.kind](connection, now=now)
    except PlatformError as error:
        failed(connection, error, now=now)
        raise
    except BaseException:
        Connection.objects.filter(pk=connection.pk).update(busy_until=None)
        raise
    succeeded(connection, done.refused, now=now)
    return done


def lease(connection: Connection, *, now: datetime) -> bool:
    free = Connection.objects.filter(Q(busy_until=None) | Q(busy_until__lte=now), pk=connection.pk)
    return free.update(busy_until=now + LEASE) == 1


def failed(connection: Connection, why: PlatformError, *, now: datetime) -> None:
    failures = connection.failures + 1
    pause = min(EVERY * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    values = {"failures": failures, "errors": [kept(why)], "next_sync_at": now + pause}
    keep(connection, values | {"busy_until": None})


def succeeded(connection: Connection, refused: Iterable[PlatformError | str], *, now: datetime) -> None:
    errors = [kept(one) for one in refused][:MOST_ERRORS]
    values = {"failures": 0, "errors": errors, "last_sync_at": now, "next_sync_at": now + EVERY}
    keep(connection, values | {"busy_until": None})


def keep(connection: Connection, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(connection, name, value)
    connection.save(update_fields=list(values))


def sync_due(*, now: datetime) -> int:
    """Exchange with every platform whose time has come; what fails waits longer each time."""
    due = list(Connection.objects.due(now=now))
    for connection in due:
        try:
            sync(connection=connection, now=now)
        except (PlatformError, Busy):
            continue  # kept with the connection, and shown to its coordinators
    return len(due)


@transaction.atomic
def pause(*, connection: Connection, now: datetime) -> None:
    """Stop exchanging, and stop offering what came in; twice is once."""
    if connection.paused_at is None:
        keep(connection, {"paused_at": now})
        offer(connection, is_open=False)
        note("paused", connection, now=now)


@transaction.atomic
def resume(*, connection: Connection, now: datetime) -> None:
    """Go on at the next round of chores."""
    if connection.paused_at is not None:
        keep(connection, {"paused_at": None, "next_sync_at": None})
        offer(connection, is_open=True)
        note("resumed", connection, now=now)


def ask_to_ring(*, connection: Connection, here: str, now: datetime) -> int:
    """Ask the platform to tell us at once; how many projects are new. Raises NotAnAddress, PlatformError."""
    new = hooks.register(connection=connection, here=addresses.checked(here))
    note("asked to ring", connection, now=now)
    return new


def wake(*, connection: Connection) -> None:
    """Something happened there: exchange with the next round of chores. A paused one stays paused."""
    Connection.objects.filter(pk=connection.pk).update(next_sync_at=None)


@transaction.atomic
def give_name(*, connection: Connection, person: Person, now: datetime) -> Alias:
    """An invented name for the person there; the next exchange, in about a minute, makes it known. Twice is once."""
    alias = alias_for(connection=connection, person=person, now=now)
    if alias.made_at == now:
        keep(connection, {"next_sync_at": None})
    return alias


def retry(*, connection: Connection) -> None:
    """Do not wait for the next time: with the next round of chores, deliveries too."""
    keep(connection, {"next_sync_at": None})
    for batch in connection.batches.all():
        for delivery in Delivery.objects.waiting().filter(remote_task__batch=batch):
            delivery.next_try_at = None
            delivery.save(update_fields=["next_try_at"])


class StillWaiting(Exception):
    """Answers of workers have not been delivered yet: they would lose their pay."""


@transaction.atomic
def remove(*, connection: Connection, now: datetime) -> None:
    """Forget a platform with its token; payments and attempts stay. Raises StillWaiting."""
    delivering.queue(connection=connection, now=now)
    if Delivery.objects.waiting().filter(remote_task__batch__connection=connection).exists():
        raise StillWaiting(connection.name)
    offer(connection, is_open=False)
    brought = connection.batches.filter(direction=Direction.IN).values("task_type")
    Item.objects.filter(task_type__in=brought).update(wanted=0)
    note("removed", connection, now=now)
    connection.delete()


def offer(connection: Connection, *, is_open: bool) -> None:
    brought = connection.batches.filter(direction=Direction.IN).values("task_type")
    TaskType.objects.filter(pk__in=brought).update(is_open=is_open)


def check_pay(pay: Decimal | None, currency: str) -> None:
    if pay is None:
        return
    fits = pay.is_finite() and 0 < pay < 100_000 and pay == round(pay, 4)
    if (
        not fits
        or len(currency) != 3
        or not (currency.isascii() and currency.isalpha() and currency.isupper())
    ):
        raise PayUnclear


def note(what: str, connection: Connection, *, now: datetime) -> None:
    payload = {"connection": str(connection.pk), "kind": str(connection.kind)}
    ledger.record(kind=f"platform {what}", subject=None, payload=payload, now=now, id=uuid.uuid4())
