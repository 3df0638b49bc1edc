"""What members of a circle worked and earned in the weeks before, and a report of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from escalera.circles import seating
from escalera.circles.joint import actions as joint
from escalera.circles.joint.models import JointProposal, Kind
from escalera.circles.models import Circle
from escalera.circles.reports import actions as reports
from escalera.circles.reports.models import CollectiveReport
from escalera.circles.reports.totals import Totals, read
from escalera.earnings import actions as earnings
from escalera.earnings.models import Source, Stage
from escalera.earnings.unpaid import actions as unpaid
from escalera.earnings.unpaid.models import Kind as Unpaid
from escalera.people.models import Person
from escalera.programmes import actions as programmes
from escalera.programmes.models import Programme, Role
from escalera.tasks.models import Requester

NAMES = ("Amina", "Bilal", "Chen", "Dora", "Emilia", "Fito", "Gabi", "Hugo")
A_WEEK = timedelta(days=7)


def circle_of(people: Sequence[Person], now: datetime, name: str = "Las abejas") -> Circle:
    circle = seating.found(id=uuid4(), name=name, own_name=NAMES[0], person=people[0], now=now)
    for person, own in zip(people[1:], NAMES[1:], strict=False):
        seating.sit(circle=circle, person=person, name=own, now=now)
    return circle


def noted(person: Person, kind: Unpaid, minutes: float, now: datetime) -> None:
    """Last week."""
    at = now - A_WEEK
    unpaid.note(id=uuid4(), person=person, kind=kind, seconds=round(60 * minutes), ended_at=at, now=now)


def worked(
    person: Person,
    requester: str,
    now: datetime,
    *,
    minutes: float = 60,
    amount: str = "30",
    currency: str = "MXN",
    rejected: bool = False,
    days: float | None = 2,
) -> None:
    """A piece of paid work of last week: accepted, and paid after so many days; None: not yet."""
    at = now - A_WEEK
    payment = earnings.expect(
        id=uuid4(),
        person=person,
        work="Etiquetas",
        amount=Decimal(amount),
        currency=currency,
        source=Source.WORKER,
        requester=Requester.objects.get_or_create(name=requester)[0],
        seconds=round(60 * minutes),
        at=at,
        now=now,
    )

    def tell(stage: Stage, after: float) -> None:
        at_then = at + timedelta(days=after)
        earnings.tell(payment=payment, stage=stage, source=Source.WORKER, at=at_then, now=now, by=person)

    tell(Stage.REJECTED if rejected else Stage.ACCEPTED, 1)
    if days is not None and not rejected:
        tell(Stage.CONFIRMED, days)


def usual_week(person: Person, now: datetime) -> None:
    """Two paid hours for 60 pesos at the seed shop, one hour waiting."""
    for _ in range(2):
        worked(person, "Semillas del Valle", now)
    noted(person, Unpaid.WAITING, 60, now)


def begun(circle: Circle, person: Person, now: datetime, **values: Any) -> CollectiveReport:
    usual: dict[str, Any] = {
        "id": uuid4(),
        "period": reports.period(4, today=timezone.localtime(now).date()),
        "requesters": (),
        "words": "Así trabajamos.",
    }
    return reports.begin(circle=circle, person=person, now=now, **usual | values)


def agree(report: CollectiveReport, people: Sequence[Person], now: datetime) -> None:
    for person in people:
        reports.answer(report=report, person=person, agrees=True, now=now)


def issued(circle: Circle, people: Sequence[Person], now: datetime, **values: Any) -> CollectiveReport:
    """A report to which these agree, the first of whom issues it."""
    report = begun(circle, people[0], now, **values)
    agree(report, people, now)
    return reports.issue(report=report, person=people[0], now=now)


def totals(report: CollectiveReport) -> Totals:
    report.refresh_from_db()
    return read(report.totals)  # type: ignore[arg-type]


def proposed(circle: Circle, person: Person, now: datetime, **values: Any) -> JointProposal:
    usual: dict[str, Any] = {
        "kind": Kind.FLOOR,
        "text": "Pedimos que una hora de trabajo traiga al menos esto, con la espera contada.",
        "needed": 3,
        "days": 14,
        "amount": Decimal("45"),
        "currency": "MXN",
    }
    draft = joint.Draft(**usual | values)
    return joint.begin(id=uuid4(), circle=circle, person=person, draft=draft, now=now)


def shown_by_others(
    programme: Programme, coordinator: Person, now: datetime
) -> tuple[CollectiveReport, JointProposal]:
    """What another circle of the programme issued, and what it sent to who coordinates it."""
    people = [Person.objects.create(language="es-mx", created_at=now) for _ in range(4)]
    for person in people:
        usual_week(person, now)
        programmes.give_role(programme=programme, person=person, role=Role.WORKER, by=coordinator, now=now)
    circle = circle_of(people, now, "Los grillos")
    report = issued(circle, people, now)
    proposal = proposed(circle, people[0], now, programme=programme, report=report)
    for person in people[1:3]:
        joint.support(proposal=proposal, person=person, now=now)
    proposal.refresh_from_db()
    return report, proposal
