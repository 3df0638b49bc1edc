"""Tips that were held or reported: who looks at them, and what is decided. First the author's circle (`circling`)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from escalera.circles.moderation.actions import AlreadyRuled as AlreadyRuled
from escalera.circles.moderation.actions import NotYoursToRule as NotYoursToRule
from escalera.circles.moderation.models import Matter
from escalera.coaching.advice.models import Tip, TipRuling
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Membership, Programme


@dataclass(frozen=True)
class Questioned:
    """A tip with what one needs to decide: why it is looked at, without anybody's name."""

    tip: Tip
    ruling: TipRuling | None
    reports: int


def tips_of(programme: Programme) -> QuerySet[Tip]:
    """Tips in question by those who take part in the programme; and those that its people reported, where the author
    is in none."""
    author, reader = _memberships("person"), _memberships("reports__person")
    here = Q(Exists(author.filter(programme=programme)))
    through_reader = ~Q(Exists(author)) & Q(Exists(reader.filter(programme=programme)))
    return _not_with_a_circle().filter(here | through_reader)


def tips_outside() -> QuerySet[Tip]:
    """Tips in question that no programme looks after: whoever runs the site does."""
    return _not_with_a_circle().filter(
        ~Exists(_memberships("person")), ~Exists(_memberships("reports__person"))
    )


def _not_with_a_circle() -> QuerySet[Tip]:
    """The author's circle looks first, and what it decided is looked at again only if the author asks for it."""
    return Tip.objects.in_question().exclude(
        Exists(Matter.objects.with_circle().filter(about=OuterRef("pk")))
    )


def _memberships(way: str) -> QuerySet[Membership]:
    return Membership.objects.current().filter(person=OuterRef(way))


def questioned(tips: QuerySet[Tip]) -> list[Questioned]:
    """The ones that wait first, then the latest that were decided."""
    rows = [_questioned(tip) for tip in _with_rulings(tips)]
    return [*(row for row in rows if not row.ruling), *reversed([row for row in rows if row.ruling])]


def _questioned(tip: Tip) -> Questioned:
    standing = next(iter(tip.standing), None)  # type: ignore[attr-defined]
    return Questioned(tip, standing, len(tip.reports.all()))


def _with_rulings(tips: QuerySet[Tip]) -> QuerySet[Tip]:
    standing = Prefetch("rulings", TipRuling.objects.filter(taken_back_at=None), to_attr="standing")
    return tips.select_related("task_type").prefetch_related(standing, "reports").order_by("at").distinct()


def waiting_for(person: Person | None, programme: Programme) -> int:
    """How many tips of the programme wait for this person's word."""
    open_ones = tips_of(programme).exclude(rulings__in=TipRuling.objects.filter(taken_back_at=None))
    return open_ones.exclude(Q(person=person) | Q(reports__person=person)).distinct().count()


@transaction.atomic
def rule(*, tip: Tip, takes_away: bool, by: Person | None, now: datetime) -> TipRuling:
    """Decide whether the tip stays away. `by` is None from the command line. Twice is once.

    Raises NotYoursToRule, AlreadyRuled.
    """
    tip = _locked(tip, by)
    standing = tip.rulings.filter(taken_back_at=None).first()
    if standing and standing.takes_away != takes_away:
        raise AlreadyRuled
    if standing:
        return standing
    return keep_ruling(tip=tip, takes_away=takes_away, by=by, now=now)


def keep_ruling(*, tip: Tip, takes_away: bool, by: Person | None, now: datetime) -> TipRuling:
    """For who has made sure that `by`, or the author's circle, may decide."""
    ruling = TipRuling.objects.create(tip=tip, takes_away=takes_away, at=now)
    _record("tip ruled", tip, by, now, takes_away=takes_away)
    return ruling


@transaction.atomic
def take_back(*, tip: Tip, by: Person | None, now: datetime) -> None:
    """The tip waits again. Twice is once. Raises NotYoursToRule."""
    tip = _locked(tip, by)
    if tip.rulings.filter(taken_back_at=None).update(taken_back_at=now):
        _record("tip ruling taken back", tip, by, now)


def may_rule(person: Person, tip: Tip) -> bool:
    """A coordinator of a programme that looks after it, who neither wrote nor reported it."""
    if is_party(person, tip):
        return False
    coordinated = programmes.coordinated_by(person)
    return any(tips_of(programme).filter(pk=tip.pk).exists() for programme in coordinated)


def is_party(person: Person, tip: Tip) -> bool:
    return person.pk == tip.person_id or tip.reports.filter(person=person).exists()


def _locked(tip: Tip, by: Person | None) -> Tip:
    tip = Tip.objects.select_for_update().get(pk=tip.pk)
    if by and not may_rule(by, tip):
        raise NotYoursToRule
    return tip


def _record(kind: str, tip: Tip, by: Person | None, now: datetime, **more: bool) -> None:
    payload = {"tip": str(tip.pk), **more}
    ledger.record(kind=kind, subject=by.pk if by else None, payload=payload, now=now)
