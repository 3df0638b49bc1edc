"""The chore that finds helpers: all requests that wait, in one batch, with the reason kept for each.

Two of them may run at once, and people answer meanwhile: what was found is checked again under locks, helper by
helper, so that nobody is asked more often than they said.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Sum
from django.utils import timezone

from escalera.coaching import brokering
from escalera.coaching.brokering import Asks, Helps, Pair
from escalera.coaching.helping import reach, requesting
from escalera.coaching.helping.models import Asking, HelpEffect, HelpRequest, Willingness
from escalera.coaching.helping.reports import pausing
from escalera.credit.models import Movement
from escalera.credit.queries import SIGNED
from escalera.learning.models import BeliefState
from escalera.ledger import actions as ledger
from escalera.people import blocking

ANSWERED_WITHIN = timedelta(hours=6)
HERE_HOURS = 4  # who asks is taken to be here this hour and the next three
LOOKED_AT_ONCE = 20_000
OLDEST = timedelta(days=14)


def broker(*, now: datetime) -> int:
    """Ask helpers about the requests that wait; returns how many were asked. May be killed and run again."""
    lapse(now=now)
    give_up(now=now)
    requests = list(waiting(now=now).select_related("task_type", "person__willingness")[:LOOKED_AT_ONCE])
    helps = helpers(now=now) if requests else []
    if not helps:
        return 0
    pairs = brokering.matched(_asks(requests, helps, now), [one for one, _near in helps])
    return sum(ask(pair=pair, now=now) is not None for pair in pairs)


def is_due(*, now: datetime) -> bool:
    """Somebody waits and somebody could be asked, or an asking has gone without an answer."""
    if unanswered(now=now).exists() or too_old(now=now).exists():
        return True
    return waiting(now=now).exists() and Willingness.objects.standing().exists()


def waiting(*, now: datetime) -> QuerySet[HelpRequest]:
    """Requests for which somebody may be asked; of those who are paused none."""
    rows = HelpRequest.objects.waiting().exclude(person__in=pausing.paused())
    return rows.filter(asked_at__gt=now - OLDEST).order_by("asked_at")


def unanswered(*, now: datetime) -> QuerySet[Asking]:
    return Asking.objects.standing().filter(accepted_at=None, asked_at__lte=now - ANSWERED_WITHIN)


def lapse(*, now: datetime) -> int:
    """Who did not answer in time is no longer asked; they may still say yes while nobody else is."""
    return unanswered(now=now).update(lapsed_at=now)


def too_old(*, now: datetime) -> QuerySet[HelpRequest]:
    return HelpRequest.objects.waiting().filter(asked_at__lte=now - OLDEST)


def give_up(*, now: datetime) -> int:
    """End what nobody could help with in two weeks, so that its asker is told and may ask anew."""
    return sum(requesting.give_up(request=one, now=now) for one in too_old(now=now)[:LOOKED_AT_ONCE])


@transaction.atomic
def ask(*, pair: Pair, now: datetime) -> Asking | None:
    """Ask, unless something changed since the match was made: None."""
    request = HelpRequest.objects.select_for_update().filter(pk=pair.request, ended_at=None).first()
    # Whoever is about to be asked is locked: two brokers count their week one after the other.
    willing = Willingness.objects.standing().select_for_update().filter(person=pair.helper).first()
    if (
        request is None
        or willing is None
        or used_by({pair.helper}, now).get(pair.helper, 0) >= willing.weekly
    ):
        return None
    about = Asking.objects.filter(request=request)
    if about.standing().exists() or about.filter(helper=pair.helper).exists():
        return None
    if pair.helper in blocking.kept_apart_from(request.person):
        return None
    asking = Asking.objects.create(request=request, helper_id=pair.helper, because=pair.because, asked_at=now)
    payload = {"asking": str(asking.pk), **pair.because}
    ledger.record(kind="help asked", subject=pair.helper, payload=payload, now=now)
    return asking


def used_by(people: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """How often each was asked in the last seven days, whatever they answered."""
    rows = Asking.objects.in_the_week_before(now).filter(helper__in=people).order_by()
    return dict(rows.values("helper").annotate(times=Count("pk")).values_list("helper", "times"))


def helpers(*, now: datetime) -> list[tuple[Helps, bool]]:
    """Everybody who may be asked now, and whether only by people near."""
    willing = list(Willingness.objects.standing().exclude(person__in=pausing.paused()))
    people = {one.person_id for one in willing}
    states = {one.person_id: one for one in BeliefState.objects.filter(person__in=people)}
    effects = dict(HelpEffect.objects.filter(person__in=people).values_list("person", "logits"))
    used, credit = used_by(people, now), credit_of(people)
    found = (
        Helps(
            person=one.person_id,
            levels=brokering.levels_of(states.get(one.person_id)),
            languages=tuple(one.languages),
            hours=tuple(one.hours) or tuple(range(24)),
            used=used.get(one.person_id, 0),
            weekly=one.weekly,
            credit=credit.get(one.person_id, 0) / 60,
            effect=effects.get(one.person_id, 0.0),
        )
        for one in willing
        if used.get(one.person_id, 0) < one.weekly
    )
    near = {one.person_id: one.only_near for one in willing}
    return [(one, near[one.person]) for one in found if one.levels]


def credit_of(people: Collection[UUID]) -> dict[UUID, int]:
    rows = Movement.objects.filter(account__person__in=people).order_by()
    return dict(
        rows.values("account__person").annotate(sum=Sum(SIGNED)).values_list("account__person", "sum")
    )


def _asks(requests: list[HelpRequest], helps: list[tuple[Helps, bool]], now: datetime) -> list[Asks]:
    steps = reach.groups_of({one.person_id for one in requests} | {one.person for one, _near in helps})
    members: dict[str, set[UUID]] = {}
    for one, near in helps:
        for key in reach.within(one.person, steps, only_near=near):
            members.setdefault(key, set()).add(one.person)
    apart, hour = _not_again(requests), timezone.localtime(now).hour
    here, shared = tuple((hour + n) % 24 for n in range(HERE_HOURS)), dict[frozenset[str], frozenset[UUID]]()
    found = []
    for request in requests:
        keys = reach.of(request, steps, now=now)
        if keys not in shared:
            shared[keys] = frozenset().union(*(members.get(key, set()) for key in keys))
        may, without = shared[keys], apart[request.pk]
        found.append(_ask(request, may - without if may & without else may, here, now))
    return found


def _ask(request: HelpRequest, may: frozenset[UUID], here: tuple[int, ...], now: datetime) -> Asks:
    willing = getattr(request.person, "willingness", None)
    return Asks(
        id=request.pk,
        person=request.person_id,
        skill=request.skill_id,
        level=request.level,
        languages=tuple(willing.languages) if willing else (request.language,),
        hours=here,
        waiting_minutes=(now - request.asked_at).total_seconds() / 60,
        may=may,
    )


def _not_again(requests: list[HelpRequest]) -> dict[UUID, set[UUID]]:
    """For each request who must not be asked: blocked either way, asked before, or could not solve it before."""
    apart = blocking.kept_apart({one.person_id for one in requests})
    earlier = Asking.objects.filter(
        Exists(
            HelpRequest.objects.filter(
                pk__in=[one.pk for one in requests],
                person=OuterRef("request__person"),
                task_type=OuterRef("request__task_type"),
            )
        )
    ).values_list("request__person", "request__task_type", "request", "helper", "closings__solved")
    found = {one.pk: set(apart[one.person_id]) for one in requests}
    place = {(one.person_id, one.task_type_id): one.pk for one in requests}
    for person, task_type, request, helper, solved in earlier:
        mine = place[person, task_type]
        if request == mine or solved is False:
            found[mine].add(helper)
    return found
