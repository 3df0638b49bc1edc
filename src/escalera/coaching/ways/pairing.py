"""Learning partners: two who said yes to a pair, and of whom each knows something that the other needs."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from escalera.coaching import brokering
from escalera.coaching.brokering import Asks, Helps, Pair
from escalera.coaching.helping import requesting
from escalera.coaching.helping.models import Asking, HelpRequest
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.learning.models import BeliefState
from escalera.ledger import actions as ledger
from escalera.people import blocking
from escalera.people.models import Person
from escalera.tasks.models import TaskType

ALMOST = 0.02  # levels; so near to it nobody needs somebody
NEEDS = 3  # skills of each that are looked at, those most missing
ALL_DAY = tuple(range(24))  # partners write when it suits them


def single() -> Sequence[WayPeriod]:
    found = WayPeriod.objects.going().accepted().filter(way=Way.PAIR, partner=None)
    return list(found.select_related("person__willingness").order_by("accepted_at", "pk"))


def pair_up(*, now: datetime) -> int:
    """Find partners for those who have none; returns how many pairs. May be killed and run again."""
    periods = {one.person_id: one for one in single()}
    if len(periods) < 2:
        return 0
    paired: set[UUID] = set()
    for both in worthwhile(list(periods.values())):
        if not paired & both and together(*(periods[person] for person in both), now=now):
            paired |= both
    return len(paired) // 2


def worthwhile(periods: Sequence[WayPeriod]) -> list[frozenset[UUID]]:
    """Pairs in which somebody can help, those who help each other first."""
    asker = {ask.id: ask.person for ask in _asks(periods)}
    worth: dict[frozenset[UUID], float] = {}
    for one in _matched(periods):
        both = frozenset({asker[one.request], one.helper})
        worth[both] = worth.get(both, 0.0) + float(str(one.because["expected_success"]))
    return sorted(worth, key=lambda both: -worth[both])


def _matched(periods: Sequence[WayPeriod]) -> list[Pair]:
    states = {
        one.person_id: one for one in BeliefState.objects.filter(person__in=[p.person_id for p in periods])
    }
    helps = [
        Helps(
            person=one.person_id,
            levels=brokering.levels_of(states.get(one.person_id)),
            languages=_languages(one),
            hours=ALL_DAY,
            used=0,
            weekly=2 * NEEDS,
            credit=0.0,
            effect=0.0,
        )
        for one in periods
    ]
    return brokering.matched(_asks(periods), [one for one in helps if one.levels])


def _asks(periods: Sequence[WayPeriod]) -> list[Asks]:
    people = {one.person_id for one in periods}
    apart = blocking.kept_apart(people)
    return [
        Asks(
            id=uuid.uuid5(one.pk, skill),
            person=one.person_id,
            skill=skill,
            level=one.required[skill],
            languages=_languages(one),
            hours=ALL_DAY,
            waiting_minutes=0.0,
            may=frozenset(people - set(apart[one.person_id])),
        )
        for one in periods
        for skill in needs(one)
    ]


def needs(period: WayPeriod) -> list[str]:
    """What the person still misses most."""
    missed = [skill for skill, levels in period.missing.items() if levels > ALMOST]
    return sorted(missed, key=lambda skill: (-period.missing[skill], skill))[:NEEDS]


def _languages(period: WayPeriod) -> tuple[str, ...]:
    willing = getattr(period.person, "willingness", None)
    return tuple(willing.languages) if willing else (period.person.words,)


@transaction.atomic
def together(one: WayPeriod, other: WayPeriod, *, now: datetime) -> bool:
    """Make two people partners, unless one of them is meanwhile taken or left."""
    free = WayPeriod.objects.select_for_update().going().accepted().filter(way=Way.PAIR, partner=None)
    rows = {row.pk: row for row in free.filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    if len(rows) < 2 or other.person_id in blocking.kept_apart_from(one.person):
        return False
    for mine, theirs in ((one, other), (other, one)):
        row = rows[mine.pk]
        row.partner, row.learns = theirs.person, taught_by(theirs.person, row)
        row.save(update_fields=["partner", "learns"])
        payload = {"period": str(row.pk), "learns": row.learns}
        ledger.record(kind="partner found", subject=row.person_id, payload=payload, now=now)
    return True


def taught_by(partner: Person, period: WayPeriod) -> str:
    """The skill that the person misses and the partner knows best above it; empty where there is none."""
    levels = brokering.levels_of(BeliefState.objects.filter(person=partner).first())
    ahead = {skill: levels.get(skill, 0.0) - period.required[skill] for skill in needs(period)}
    best = max(ahead, key=lambda skill: ahead[skill], default="")
    return best if best and levels.get(best, 0.0) > 0 else ""


def partner_of(period: WayPeriod) -> Person | None:
    """The partner, while they are one: not kept apart since, and not gone on to other weeks."""
    if period.partner is None or period.partner_id in blocking.kept_apart_from(period.person):
        return None
    both = WayPeriod.objects.going().filter(person=period.partner, partner=period.person)
    return period.partner if both.exists() else None


def former() -> list[WayPeriod]:
    """Periods whose partner is none any more."""
    paired = WayPeriod.objects.going().filter(partner__isnull=False).select_related("person", "partner")
    return [period for period in paired if partner_of(period) is None]


def part_the_former() -> int:
    """Who had such a partner looks for another; returns how many."""
    ids = [period.pk for period in former()]
    return WayPeriod.objects.filter(pk__in=ids).update(partner=None, learns="")


@transaction.atomic
def ask(*, id: UUID, person: Person, task_type: TaskType, now: datetime) -> HelpRequest:
    """Ask for help; who has a partner asks them first, and the broker goes on if they say no.

    Raises TooMany and NothingToAsk of `requesting`.
    """
    request = requesting.ask(id=id, person=person, task_type=task_type, now=now)
    period = WayPeriod.objects.going().filter(person=person, partner__isnull=False).first()
    partner = partner_of(period) if period else None
    about = Asking.objects.filter(request=request)
    if partner and not about.filter(helper=partner).exists() and not about.standing().exists():
        ask_partner(request, partner, now=now)
    return request


def ask_partner(request: HelpRequest, partner: Person, *, now: datetime) -> Asking:
    levels = brokering.levels_of(BeliefState.objects.filter(person=partner).first())
    because = {
        "partner": True,
        "skill": request.skill_id,
        "level": request.level,
        "helper_level": levels.get(request.skill_id, 0.0),
        "languages": [request.language],
        "hours": [],
        "waiting_minutes": 0,
    }
    asking = Asking.objects.create(request=request, helper=partner, because=because, asked_at=now)
    payload = {"asking": str(asking.pk), **because}
    ledger.record(kind="help asked", subject=partner.pk, payload=payload, now=now)
    return asking
