"""A week of work with everything on it: paid, unpaid, rejected, a clock that runs, credit, a requester's record."""

from datetime import datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit.models import Kind as CreditKind
from escalera.earnings import actions as payments
from escalera.earnings import working
from escalera.earnings.models import Payment, Source, Stage
from escalera.earnings.requesters import actions as reviews
from escalera.earnings.unpaid import actions as unpaid
from escalera.earnings.unpaid.models import Kind, Stretch
from escalera.earnings.unpaid.week import monday_of
from escalera.people.models import Person
from escalera.tasks.models import Requester

MINUTES = {
    Kind.SEARCHING: 55,
    Kind.WAITING: 40,
    Kind.COMMUNICATION: 25,
    Kind.PAYMENTS: 30,
    Kind.QUALIFICATION: 15,
}


def of(person: Person, *, now: datetime) -> list[str]:
    """Stage it and return what to open."""
    shop, _ = Requester.objects.get_or_create(name="Semillas del Valle")
    nobody, _ = Requester.objects.get_or_create(name="Nueva y desconocida")
    stretch = note_time(person, now)
    for other in (Person.objects.create(language="en", created_at=now) for _ in range(11)):
        work_for(shop, other, now)
    payment = work_for(shop, person, now)
    with_its_minutes(payment, now)
    work_for(shop, person, now, stage=Stage.REJECTED)
    move_time(person, now)
    return [
        *[reverse(name) for name in ("week", "credit")],
        reverse("minutes_of_week", args=[monday_of(timezone.localtime(now).date()).isoformat()]),
        reverse("stretch", args=[stretch.pk]),
        reverse("payment", args=[payment.pk]),
        *[reverse("requester", args=[one.pk]) for one in (shop, nobody)],
    ]


def note_time(person: Person, now: datetime) -> Stretch:
    for place, (kind, minutes) in enumerate(MINUTES.items()):
        for day in range(7):
            if (day + place) % 2:
                continue
            ended_at = now - timedelta(days=day, minutes=10)
            stretch = unpaid.note(
                id=uuid4(), person=person, kind=kind, seconds=60 * minutes, ended_at=ended_at, now=now
            )
    unpaid.correct(id=uuid4(), stretch=stretch, person=person, kind=Kind.WAITING, seconds=600, now=now)
    unpaid.start(id=uuid4(), person=person, kind=Kind.WAITING, at=now, now=now)
    return stretch


def with_its_minutes(payment: Payment, now: datetime) -> None:
    """Said later, and set right once; a quarter of an hour of messages belongs to it."""
    for seconds in (3600, 5400):
        working.say_time(id=uuid4(), payment=payment, person=payment.person, seconds=seconds, now=now)
    values = {"kind": Kind.COMMUNICATION, "seconds": 900, "ended_at": now, "now": now}
    unpaid.note(id=uuid4(), person=payment.person, payment=payment, **values)


def work_for(shop: Requester, person: Person, now: datetime, *, stage: Stage = Stage.PAID) -> Payment:
    payment = payments.expect(
        id=uuid4(),
        person=person,
        work="Etiquetas de semillas",
        amount=Decimal(180),
        currency="MXN",
        source=Source.FILE,
        requester=shop,
        seconds=5400,
        reference=str(uuid4()),
        at=now - timedelta(hours=3),
        now=now,
    )
    payments.tell(
        payment=payment, stage=stage, source=Source.FILE, at=now, now=now, reason="Faltan dos fotos."
    )
    reviews.review(
        id=uuid4(), requester=shop, person=person, is_clear=True, answers=None, again=True, now=now
    )
    return payment


def move_time(person: Person, now: datetime) -> None:
    own, everybody = accounts.of_person(person, now=now), accounts.of_everybody(now=now)
    other = accounts.of_person(Person.objects.create(language="en", created_at=now), now=now)
    moves = [
        (CreditKind.HELP, other, own, 1500),
        (CreditKind.JUDGING, everybody, own, 95),
        (CreditKind.JUDGING, everybody, own, 40),
        (CreditKind.HELP, own, other, 720),
    ]
    for kind, giver, taker, seconds in moves:
        credit.move(id=uuid4(), kind=kind, giver=giver, taker=taker, seconds=seconds, at=now, now=now)
    credit.give(id=uuid4(), person=person, to=everybody, seconds=600, at=now, now=now)
