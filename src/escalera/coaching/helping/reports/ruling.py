"""Who looks at reported conversations, and what is decided. What they see is what the report rests on, never a name."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from escalera.coaching.helping.models import Message
from escalera.coaching.helping.reports import pausing
from escalera.coaching.helping.reports.models import PauseAppeal, ThreadReport
from escalera.coaching.judgement.reporting import AlreadyRuled as AlreadyRuled
from escalera.coaching.judgement.reporting import NotYoursToRule as NotYoursToRule
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Membership, Programme


@dataclass(frozen=True)
class Looked:
    """A report with what it rests on: how many people say so of the same person, and the lines that were shared."""

    report: ThreadReport
    people: int
    is_paused: bool
    lines: tuple[Message, ...]
    appeal: PauseAppeal | None

    @property
    def waits(self) -> bool:
        """Nobody has decided, or who is paused has said something since."""
        ruled = self.report.ruled_at
        return ruled is None or (self.is_paused and self.appeal is not None and self.appeal.at > ruled)


def reports_of(programme: Programme) -> QuerySet[ThreadReport]:
    """By those who take part in the programme; and about its people, where who reported is in none."""
    reporter, about = _memberships("person"), _memberships("about")
    here = Q(Exists(reporter.filter(programme=programme)))
    return _ordered(here | (~Q(Exists(reporter)) & Q(Exists(about.filter(programme=programme)))))


def reports_outside() -> QuerySet[ThreadReport]:
    """That no programme looks after: whoever runs the site does."""
    return _ordered(~Q(Exists(_memberships("person"))) & ~Q(Exists(_memberships("about"))))


def _memberships(way: str) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=OuterRef(way))


def _ordered(which: Q) -> QuerySet[ThreadReport]:
    rows = ThreadReport.objects.filter(which).select_related("asking__request__task_type", "about")
    return rows.order_by("at")


def looked_at(reports: Iterable[ThreadReport]) -> list[Looked]:
    """The ones that wait first, then the latest that were decided."""
    paused = pausing.paused()
    rows = [_looked(report, paused) for report in reports]
    return [*(row for row in rows if row.waits), *reversed([row for row in rows if not row.waits])]


def _looked(report: ThreadReport, paused: set[uuid.UUID]) -> Looked:
    same = ThreadReport.objects.standing().filter(about=report.about)
    return Looked(
        report,
        same.values("person").distinct().count(),
        report.about_id in paused,
        tuple(report.asking.messages.all()) if report.shared else (),
        PauseAppeal.objects.filter(person=report.about, at__gt=report.at).first(),
    )


def waiting_for(person: Person | None, programme: Programme) -> int:
    """How many reports of the programme wait for this person's word."""
    rows = looked_at(reports_of(programme))
    return sum(row.waits and not (person and is_party(person, row.report)) for row in rows)


@transaction.atomic
def rule(*, report: ThreadReport, upholds: bool, by: Person | None, now: datetime) -> ThreadReport:
    """It holds, and its person pauses; or nothing is wrong, and it counts no longer. `by` None: the command line.

    Saying the same once more dates it anew, which answers an appeal. Raises NotYoursToRule, AlreadyRuled.
    """
    report = _locked(report, by)
    if report.upheld_at if not upholds else report.dismissed_at:
        raise AlreadyRuled
    report.upheld_at, report.dismissed_at = (now, None) if upholds else (None, now)
    report.save(update_fields=["upheld_at", "dismissed_at"])
    _record("conversation report ruled", report, by, now, upholds=upholds)
    return report


@transaction.atomic
def take_back(*, report: ThreadReport, by: Person | None, now: datetime) -> None:
    """The report waits again, and counts. Twice is once. Raises NotYoursToRule."""
    report = _locked(report, by)
    if report.ruled_at is None:
        return
    report.upheld_at = report.dismissed_at = None
    report.save(update_fields=["upheld_at", "dismissed_at"])
    _record("conversation ruling taken back", report, by, now)


def is_party(person: Person, report: ThreadReport) -> bool:
    return person.pk in (report.person_id, report.about_id)


def may_rule(person: Person, report: ThreadReport) -> bool:
    """A coordinator of a programme that looks after it, who is neither of the two."""
    if is_party(person, report):
        return False
    coordinated = programmes.coordinated_by(person)
    return any(reports_of(programme).filter(pk=report.pk).exists() for programme in coordinated)


def _locked(report: ThreadReport, by: Person | None) -> ThreadReport:
    report = ThreadReport.objects.select_for_update().get(pk=report.pk)
    if by and not may_rule(by, report):
        raise NotYoursToRule
    return report


def _record(kind: str, report: ThreadReport, by: Person | None, now: datetime, **more: bool) -> None:
    payload = {"report": str(report.pk), **more}
    ledger.record(kind=kind, subject=by.pk if by else None, payload=payload, now=now)
