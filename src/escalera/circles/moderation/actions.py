"""Opening a matter, the words of members, an appeal, and the ruling of a coordinator. All of it is in the ledger."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from escalera.circles.decisions.models import Decision
from escalera.circles.models import Circle
from escalera.circles.moderation import queries
from escalera.circles.moderation.models import Because, Matter, What, Why
from escalera.ledger import actions as ledger
from escalera.people.models import Person

AGREE = 2  # so many members who say the same decide
WITHIN = timedelta(days=3)


class NotYoursToRule(Exception):
    """Somebody else looks after it, or one is a party to it oneself."""


class AlreadyRuled(Exception):
    """It was decided, or passed on, meanwhile; a ruling is taken back first."""


class NoAppeal(Exception):
    """Nothing was taken away by the circle, or an appeal was made already."""


@transaction.atomic
def open(
    *,
    circle: Circle,
    author: Person,
    what: What,
    about: UUID,
    because: Because,
    now: datetime,
    reporter: Person | None = None,
    decision: Decision | None = None,
) -> Matter:
    """Ask the circle about something. Once per thing: what was looked at already is not opened again."""
    matter, is_new = Matter.objects.get_or_create(
        about=about,
        defaults={
            "circle": circle,
            "author": author,
            "what": what,
            "decision": decision,
            "because": because,
            "reported_by": reporter,
            "opened_at": now,
        },
    )
    if is_new:
        _record("circle matter opened", matter, None, now, because=str(because))
        _pass_on_if_too_few(matter, (), now)
    return matter


@transaction.atomic
def say(
    *,
    matter: Matter,
    by: Person,
    takes_away: bool,
    why: str,
    now: datetime,
    seconds: float | None = None,
    parties: Collection[UUID] = (),
) -> Matter:
    """A member's word; may be changed until two agree. `parties` are more people who may not decide; `seconds` of
    work count for the first word.

    Raises NotYoursToRule, AlreadyRuled.
    """
    matter = Matter.objects.select_for_update().select_related("circle").get(pk=matter.pk)
    if by.pk not in queries.moderators(matter, parties):
        raise NotYoursToRule
    if matter.outcome or matter.passed_on_at:
        raise AlreadyRuled
    why = (why if why in Why.values else Why.OFF) if takes_away else ""
    word = {"takes_away": takes_away, "why": why, "at": now}
    matter.words.update_or_create(
        person=by, defaults=word, create_defaults={**word, "worked_s": seconds, "person": by}
    )
    _record("circle matter word", matter, by, now, takes_away=takes_away)
    if matter.words.filter(takes_away=takes_away).count() >= AGREE:
        return _close(matter, takes_away, why, None, now)
    _pass_on_if_too_few(matter, parties, now)
    return matter


@transaction.atomic
def appeal(*, matter: Matter, person: Person, now: datetime) -> Matter:
    """The author asks a coordinator to look. Once; what was taken away stays so meanwhile. Raises NoAppeal."""
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if matter.author_id != person.pk or not matter.may_be_appealed:
        raise NoAppeal
    matter.outcome, matter.closed_at = "", None
    matter.appealed_at = matter.passed_on_at = now
    matter.save()
    _record("circle matter appealed", matter, person, now)
    return matter


@transaction.atomic
def rule(*, matter: Matter, takes_away: bool, by: Person | None, now: datetime) -> Matter:
    """A coordinator's word, after which there is no other. `by` is None from the command line. Twice is once.

    Raises NotYoursToRule, AlreadyRuled.
    """
    matter = _for_coordinator(matter, by)
    if matter.outcome and matter.is_away != takes_away:
        raise AlreadyRuled
    return matter if matter.outcome else _close(matter, takes_away, matter.why, by, now)


@transaction.atomic
def take_back(*, matter: Matter, by: Person | None, now: datetime) -> None:
    """It waits again. Twice is once. Raises NotYoursToRule."""
    matter = _for_coordinator(matter, by)
    if matter.outcome:
        matter.outcome, matter.closed_at = "", None
        matter.save(update_fields=["outcome", "closed_at"])
        _record("circle matter ruling taken back", matter, by, now)


def pass_on(*, now: datetime) -> None:
    """To coordinators: what a circle left lying, what too few are left to decide, what it is no more there for."""
    for matter in Matter.objects.open().with_circle().select_related("circle"):
        if matter.opened_at <= now - WITHIN or matter.circle.dissolved_at:
            _pass_on(matter, now)
        else:
            _pass_on_if_too_few(matter, (), now)


def _pass_on_if_too_few(matter: Matter, parties: Collection[UUID], now: datetime) -> None:
    """Where no two can agree any more, nobody has to wait."""
    left = len(queries.moderators(matter, parties) - set(matter.words.values_list("person", flat=True)))
    most = max(matter.words.filter(takes_away=word).count() for word in (True, False))
    if most + left < AGREE:
        _pass_on(matter, now)


def _pass_on(matter: Matter, now: datetime) -> None:
    if Matter.objects.filter(pk=matter.pk, outcome="", passed_on_at=None).update(passed_on_at=now):
        matter.passed_on_at = now
        _record("circle matter passed on", matter, None, now)


def _close(matter: Matter, takes_away: bool, why: str, by: Person | None, now: datetime) -> Matter:
    matter.outcome, matter.why, matter.closed_at = ("away" if takes_away else "kept"), why, now
    matter.save(update_fields=["outcome", "why", "closed_at"])
    _record("circle matter ruled", matter, by, now, takes_away=takes_away, why=why)
    return matter


def _for_coordinator(matter: Matter, by: Person | None) -> Matter:
    matter = Matter.objects.select_for_update().get(pk=matter.pk)
    if matter.passed_on_at is None or (by and not queries.may_rule(by, matter)):
        raise NotYoursToRule
    return matter


def _record(kind: str, matter: Matter, by: Person | None, now: datetime, **more: object) -> None:
    payload = {"matter": str(matter.pk), "circle": str(matter.circle_id), "what": matter.what, **more}
    ledger.record(kind=kind, subject=by.pk if by else None, payload=payload, now=now)
