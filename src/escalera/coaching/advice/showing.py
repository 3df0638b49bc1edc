"""Which tip somebody is shown, when one can help: a choice by chance, with a share that is shown none."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q

from escalera.coaching.advice import places, weighing
from escalera.coaching.advice.models import Tip, TipEffect, TipShowing
from escalera.learning.tracing import Expected
from escalera.ledger import actions as ledger
from escalera.paths.models import Step
from escalera.people import consents
from escalera.people.models import Person
from escalera.tasks.models import Attempt, TaskType

MEASURED = tuple(field.name for field in fields(weighing.Measured))
USE = "tips"  # the consent: show me tips of others, and learn from what I do whether they help
HARD = 0.8  # who gets it right more often than this needs no tip
FRESH = timedelta(days=1)  # an older page that is looked at again is no moment of need
MOST = 20  # so many tips take part in a choice, however many there are
WAITS = timedelta(days=14)  # a moment whose attempt never came tells nothing


@dataclass(frozen=True)
class Moment:
    """Where, before or after what, and what is expected of whom."""

    person: Person
    task_type: TaskType
    place: str
    occasion: uuid.UUID
    expected: Expected


def before_step(*, step: Step, now: datetime, seed: int) -> TipShowing | None:
    """What was or is chosen before a hard step. None: no tip is wanted, needed or there."""
    person, task_type = step.goal.person, step.task_type
    if step.is_placement or not tells(step.item.wanted, task_type):
        return None
    if found := chosen_before(person, step.pk) or open_choice(person, task_type, now=now):
        return found if consents.agrees(person, USE) else None
    if step.finished_at or not consents.agrees(person, USE):
        return None
    expected = places.expected_of(person, task_type)
    if expected is None or expected.score >= HARD:
        return None
    place, tips = places.place_of(task_type), list(places.tips_before(task_type, person))
    return choose(Moment(person, task_type, place, step.pk, expected), tips, seed=seed, now=now)


def after_mistake(*, attempt: Attempt, now: datetime, seed: int) -> TipShowing | None:
    """What was or is chosen after a mistake that somebody left a tip on. None: no tip is wanted or there."""
    person, task_type = attempt.person, attempt.item.task_type
    if not consents.agrees(person, USE) or not tells(attempt.item.wanted, task_type):
        return None
    if found := chosen_before(person, attempt.pk):
        return found
    is_old = now - attempt.received_at > FRESH
    missed = places.mistakes_of(attempt)
    if is_old or not missed or attempt.is_placement or open_choice(person, task_type, now=now):
        return None
    expected = places.expected_of(person, task_type)
    tips = list(places.tips_after(task_type, missed, person))
    mistake = next((name for name in missed if any(tip.mistake == name for tip in tips)), None)
    if expected is None or mistake is None:
        return None
    moment = Moment(person, task_type, places.place_of(task_type, mistake), attempt.pk, expected)
    return choose(moment, [tip for tip in tips if tip.mistake == mistake], seed=seed, now=now)


def tips_wait(*, step: Step) -> int:
    """How many tips there are for somebody who was never asked whether they want any."""
    person, task_type = step.goal.person, step.task_type
    if step.is_placement or not tells(step.item.wanted, task_type) or consents.was_asked(person, USE):
        return 0
    return places.tips_before(task_type, person).count()


def tells(wanted: int | None, task_type: TaskType) -> bool:
    """Practice that is scored at once; paid work and judging tell too little of what a tip does."""
    return wanted is None and task_type.family != "judging"


def chosen_before(person: Person, occasion: uuid.UUID) -> TipShowing | None:
    return TipShowing.objects.filter(person=person, occasion=occasion).select_related("tip").first()


def open_choice(person: Person, task_type: TaskType, *, now: datetime) -> TipShowing | None:
    """A choice whose attempt has not come yet: it stands, since an attempt tells about one choice."""
    later = person.attempts.filter(item__task_type=task_type, received_at__gte=OuterRef("at"))
    open_ones = TipShowing.objects.filter(
        ~Exists(later.exclude(pk=OuterRef("occasion"))),
        person=person,
        task_type=task_type,
        next_attempt=None,
        at__gt=now - WAITS,
    )
    return open_ones.select_related("tip").order_by("-at").first()


@transaction.atomic
def choose(moment: Moment, tips: Sequence[Tip], *, seed: int, now: datetime) -> TipShowing | None:
    """One choice an occasion, kept with its propensity; the ledger keeps what it was made from."""
    Person.objects.select_for_update().get(
        pk=moment.person.pk
    )  # two pages of one step at once are one choice
    if found := chosen_before(moment.person, moment.occasion):
        return found
    known = known_of(tips, moment.place)
    if not known:
        return None
    choice = weighing.choose(known, seed=seed)
    showing = TipShowing.objects.create(
        person=moment.person,
        tip=next((tip for tip in tips if str(tip.pk) == choice.tip), None),
        task_type=moment.task_type,
        place=moment.place,
        occasion=moment.occasion,
        expected=moment.expected.score,
        usual_s=moment.expected.usual_s,
        propensity=choice.propensity,
        at=now,
    )
    facts = facts_of(showing, known, seed)
    ledger.record(kind="tip choice", subject=moment.person.pk, payload=facts, now=now, id=showing.pk)
    return showing


def known_of(tips: Sequence[Tip], place: str) -> dict[str, weighing.Measured]:
    """What is thought of the tips at a place that may do most; those that do harm are left out."""
    effects = effects_of(tips, place)
    votes = votes_on([tip for tip in tips if tip.pk not in effects])
    found = {}
    for tip in tips:
        known = effects.get(tip.pk) or weighing.untried(votes.get(tip.pk, (0, 0)))
        if not known.goes:
            found[str(tip.pk)] = known
    return weighing.promising(found, MOST)


def effects_of(tips: Sequence[Tip], place: str) -> dict[uuid.UUID, weighing.Measured]:
    rows = TipEffect.objects.filter(place=place, tip__in=[tip.pk for tip in tips])
    return {tip: weighing.Measured(*values) for tip, *values in rows.values_list("tip_id", *MEASURED)}


def as_measured(effect: TipEffect) -> weighing.Measured:
    return weighing.Measured(*(getattr(effect, name) for name in MEASURED))


def votes_on(tips: Sequence[Tip] | None = None) -> dict[uuid.UUID, tuple[int, int]]:
    """How many were helped, and not, by tip."""
    rows = Tip.objects.all() if tips is None else Tip.objects.filter(pk__in=[tip.pk for tip in tips])
    counted = rows.annotate(
        yes=Count("votes", filter=Q(votes__helped=True)), no=Count("votes", filter=Q(votes__helped=False))
    )
    return {pk: (yes, no) for pk, yes, no in counted.values_list("pk", "yes", "no")}


def facts_of(showing: TipShowing, known: dict[str, weighing.Measured], seed: int) -> dict[str, Any]:
    return {
        "place": showing.place,
        "tip": str(showing.tip_id) if showing.tip_id else None,
        "occasion": str(showing.occasion),
        "propensity": showing.propensity,
        "seed": seed,
        "inputs": {
            "expected": round(showing.expected, 4),
            "usual_s": round(showing.usual_s, 1),
            "tips": {tip: vars(one) for tip, one in known.items()},
        },
    }


def choice_before(attempt: Attempt) -> TipShowing | None:
    """The tip that somebody was shown before this answer; None where none was shown."""
    shown = TipShowing.objects.filter(
        Q(next_attempt=None) | Q(next_attempt=attempt),
        person=attempt.person_id,
        task_type=attempt.item.task_type_id,
        at__lte=attempt.received_at,
    )
    before = shown.exclude(tip=None).exclude(occasion=attempt.pk).order_by("-at").select_related("tip")
    moment = before.first()
    if moment is None:
        return None
    between = attempt.person.attempts.filter(
        item__task_type=attempt.item.task_type_id,
        received_at__gte=moment.at,
        received_at__lt=attempt.received_at,
    )
    return None if between.exclude(pk=moment.occasion).exists() else moment
