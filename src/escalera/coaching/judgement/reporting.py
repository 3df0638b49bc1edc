"""Reported comments: who looks at them, what is decided, and who is told."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from escalera.circles.moderation.actions import AlreadyRuled as AlreadyRuled
from escalera.circles.moderation.actions import NotYoursToRule as NotYoursToRule
from escalera.coaching.judgement import pieces
from escalera.coaching.judgement.models import Report, Ruling
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Membership, Programme

NEWS = timedelta(days=14)


@dataclass(frozen=True)
class Reported:
    """A report with what one needs to decide: the piece and the comment, without anybody's name."""

    report: Report
    ruling: Ruling | None

    @property
    def piece(self) -> str:
        return pieces.text_of(self.report.comment.work)


def reports_of(programme: Programme) -> QuerySet[Report]:
    """Reports by who takes part in the programme; and of its people's comments, where who reported is in none."""
    current = Membership.objects.current()
    reporter, writer = (current.filter(person=OuterRef(way)) for way in ("person", "comment__person"))
    here = Q(Exists(reporter.filter(programme=programme)))
    through_writer = ~Q(Exists(reporter)) & Q(Exists(writer.filter(programme=programme)))
    return _with_rulings(Report.objects.filter(here | through_writer))


def every_report() -> QuerySet[Report]:
    return _with_rulings(Report.objects.all())


def reports_outside() -> QuerySet[Report]:
    """Reports that no programme looks after: whoever runs the site does."""
    current = Membership.objects.current()
    reporter, writer = (current.filter(person=OuterRef(way)) for way in ("person", "comment__person"))
    return _with_rulings(Report.objects.filter(~Exists(reporter), ~Exists(writer)))


def _with_rulings(reports: QuerySet[Report]) -> QuerySet[Report]:
    standing = Prefetch("rulings", Ruling.objects.filter(taken_back_at=None), to_attr="standing")
    found = reports.select_related("comment__work__attempt__item", "comment__work__task_type")
    return found.prefetch_related(standing).order_by("at")


def reported(reports: QuerySet[Report]) -> list[Reported]:
    """The ones that wait first, then the latest that were decided."""
    rows = [Reported(one, next(iter(one.standing), None)) for one in reports]  # type: ignore[attr-defined]
    return [*(row for row in rows if not row.ruling), *reversed([row for row in rows if row.ruling])]


def waiting_for(person: Person | None, programme: Programme) -> int:
    """How many reports of the programme wait for this person's word."""
    open_ones = reports_of(programme).exclude(rulings__in=Ruling.objects.filter(taken_back_at=None))
    return open_ones.exclude(Q(person=person) | Q(comment__person=person)).count()


@transaction.atomic
def rule(*, report: Report, takes_away: bool, by: Person | None, now: datetime) -> Ruling:
    """Decide whether the comment stays away. `by` is None from the command line. Twice is once.

    Raises NotYoursToRule, AlreadyRuled.
    """
    report = _locked(report, by)
    standing = report.rulings.filter(taken_back_at=None).first()
    if standing and standing.takes_away != takes_away:
        raise AlreadyRuled
    if standing:
        return standing
    ruling = Ruling.objects.create(report=report, takes_away=takes_away, at=now)
    _record("report ruled", report, by, now, takes_away=takes_away)
    return ruling


@transaction.atomic
def take_back(*, report: Report, by: Person | None, now: datetime) -> None:
    """The report waits again. Twice is once. Raises NotYoursToRule."""
    report = _locked(report, by)
    if report.rulings.filter(taken_back_at=None).update(taken_back_at=now):
        _record("ruling taken back", report, by, now)


def may_rule(person: Person, report: Report) -> bool:
    """A coordinator of a programme that looks after it, who neither wrote the comment nor reported it."""
    if person.pk in (report.person_id, report.comment.person_id):
        return False
    coordinated = programmes.coordinated_by(person)
    return any(reports_of(programme).filter(pk=report.pk).exists() for programme in coordinated)


def _locked(report: Report, by: Person | None) -> Report:
    report = Report.objects.select_for_update().get(pk=report.pk)
    if by and not may_rule(by, report):
        raise NotYoursToRule
    return report


def _record(kind: str, report: Report, by: Person | None, now: datetime, **more: bool) -> None:
    subject: uuid.UUID | None = by.pk if by else None
    ledger.record(kind=kind, subject=subject, payload={"report": report.pk, **more}, now=now)


def told_to_reporter(person: Person) -> list[Reported]:
    """One's own reports, the newest first."""
    return _newest(Report.objects.filter(person=person))


def told_to_writer(person: Person) -> list[Reported]:
    """What was decided about comments one wrote."""
    return [one for one in _newest(Report.objects.filter(comment__person=person)) if one.ruling]


def decided_lately(person: Person, *, now: datetime) -> bool:
    """Whether there is something to read about a comment that the person reported or wrote."""
    rulings = Ruling.objects.filter(taken_back_at=None, at__gte=now - NEWS)
    return rulings.filter(Q(report__person=person) | Q(report__comment__person=person)).exists()


def _newest(reports: QuerySet[Report]) -> list[Reported]:
    return reported(_with_rulings(reports))[:20]
