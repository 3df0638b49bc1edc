"""Beginning a report, agreeing to it, issuing it. Until it is issued nobody sees a figure that is not their own."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from escalera.circles import seating
from escalera.circles.models import Circle, Seat
from escalera.circles.reports.adding import totals_of
from escalera.circles.reports.models import CollectiveReport, Contribution
from escalera.circles.reports.shares import Share, share_of
from escalera.circles.reports.telling import FEWEST
from escalera.circles.wording import cleaned
from escalera.people.models import Person
from escalera.tasks.models import Requester

LONGEST = 500
WEEKS = (4, 8, 13)
MOST_OPEN = 3


class TooManyOpen(Exception):
    """A circle gathers for so many reports at once."""


class AlreadyOver(Exception):
    """The report was issued or given up."""


class AlreadyTold(Exception):
    """Some of these minutes are in an issued report: two that differ by one person would show that person's."""


class TooFew(Exception):
    """Fewer people than needed agreed and have something in these weeks."""


class NothingToTell(Exception):
    """Of no line there are enough people."""


class NotAmongThem(Exception):
    """Who does not agree to a report does not issue it."""


@dataclass(frozen=True)
class Period:
    since: date
    until: date


def period(weeks: int, *, today: date) -> Period:
    """Whole weeks, up to last Sunday: a week that is not over would be told with half of its minutes."""
    until = today - timedelta(days=today.weekday() + 1)
    return Period(until - timedelta(weeks=weeks) + timedelta(days=1), until)


@transaction.atomic
def begin(
    *,
    id: uuid.UUID,
    circle: Circle,
    person: Person,
    period: Period,
    requesters: Collection[Requester],
    words: str,
    now: datetime,
) -> CollectiveReport:
    """Ask the circle for a report; it agrees for nobody, not even for who began it. The same id twice is one.

    Raises TooManyOpen, Seat.DoesNotExist.
    """
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    seat = circle.seats.taken().get(person=person)
    if there := circle.reports.filter(pk=id).first():
        return there
    if circle.reports.gathering().count() >= MOST_OPEN:
        raise TooManyOpen
    report = circle.reports.create(
        id=uuid.uuid4() if CollectiveReport.objects.filter(pk=id).exists() else id,
        begun_by=seat,
        since=period.since,
        until=period.until,
        requesters=sorted(one.pk for one in requesters),
        words=cleaned(words, person=person, longest=LONGEST),
        begun_at=now,
    )
    _sign(report, person, "collective report begun", now)
    return report


@transaction.atomic
def answer(*, report: CollectiveReport, person: Person, agrees: bool | None, now: datetime) -> None:
    """Say yes or no to one's own part, or (None) take the answer back.

    Raises AlreadyOver, AlreadyTold, Seat.DoesNotExist.
    """
    report = CollectiveReport.objects.select_for_update().select_related("circle").get(pk=report.pk)
    seat = report.circle.seats.taken().get(person=person)
    if not report.is_gathering:
        raise AlreadyOver
    if agrees and told_already(report, person):
        raise AlreadyTold
    if agrees is None:
        report.contributions.filter(seat=seat).delete()
    else:
        said = {"agrees": agrees, "at": now}
        Contribution.objects.update_or_create(report=report, seat=seat, defaults=said)
    _sign(report, person, "collective report answered", now, agrees=agrees)


@transaction.atomic
def issue(*, report: CollectiveReport, person: Person, now: datetime) -> CollectiveReport:
    """Add up what those who agree have, and keep it for good. Twice is once.

    Raises AlreadyOver, NotAmongThem, TooFew, NothingToTell, Seat.DoesNotExist.
    """
    # The circle is locked too, so that of two reports issued at once the second sees whom the first has told.
    circle = Circle.objects.select_for_update().get(pk=report.circle_id)
    report = CollectiveReport.objects.select_for_update().get(pk=report.pk)
    seat = circle.seats.taken().get(person=person)
    if report.issued_at:
        return report
    if report.ended_at:
        raise AlreadyOver
    if not contributing(report).filter(pk=seat.pk).exists():
        raise NotAmongThem
    shares = _shares(report)
    if len(shares) < FEWEST:
        raise TooFew
    totals = totals_of(list(shares.values()), _names(shares.values()))
    if totals.is_empty:
        raise NothingToTell
    report.totals, report.issued_at = totals.kept(), now
    report.save(update_fields=["totals", "issued_at"])
    # Who is in it is kept, so that nobody is told twice; who said no, or had nothing, no longer matters.
    report.contributions.exclude(seat__in=shares).delete()
    _sign(report, person, "collective report issued", now, people=totals.people)
    return report


@transaction.atomic
def end(*, report: CollectiveReport, person: Person, now: datetime) -> None:
    """Give it up before it is issued; any member may, and begin another. Raises AlreadyOver, Seat.DoesNotExist."""
    report = CollectiveReport.objects.select_for_update().select_related("circle").get(pk=report.pk)
    report.circle.seats.taken().get(person=person)
    if report.issued_at:
        raise AlreadyOver
    if not report.ended_at:
        report.ended_at = now
        report.save(update_fields=["ended_at"])
        _sign(report, person, "collective report given up", now)


def contributing(report: CollectiveReport) -> "QuerySet[Seat]":
    """Seats of those who agree and still sit there."""
    agreed = report.contributions.filter(agrees=True).values("seat")
    return Seat.objects.taken().filter(pk__in=agreed, circle=report.circle_id)


def told_already(report: CollectiveReport, person: Person) -> bool:
    """Whether an issued report, of any circle, holds minutes of the person that this one would hold again."""
    same_days = Q(report__since__lte=report.until, report__until__gte=report.since)
    issued = Contribution.objects.filter(same_days, seat__person=person, agrees=True)
    asked = issued.exclude(report__issued_at=None).exclude(report=report.pk)
    return any(
        not one or not report.requesters or set(one) & set(report.requesters)
        for one in asked.values_list("report__requesters", flat=True)
    )


def _shares(report: CollectiveReport) -> dict[Seat, Share]:
    """Of those who agree, who have something, and whose minutes no other report holds."""
    fresh = (
        (seat, share_of(seat.person, report))
        for seat in contributing(report).select_related("person")
        if not told_already(report, seat.person)
    )
    return {seat: share for seat, share in fresh if not share.is_empty}


def _names(shares: Iterable[Share]) -> dict[int, str]:
    asked = (life.payment.requester_id for one in shares for life in one.lives)
    worked_for = {one for one in asked if one is not None}
    return dict(Requester.objects.filter(pk__in=worked_for).values_list("pk", "name"))


def _sign(report: CollectiveReport, person: Person, kind: str, now: datetime, **more: object) -> None:
    seating.sign(circle=report.circle, person=person, kind=kind, now=now, report=str(report.pk), **more)
