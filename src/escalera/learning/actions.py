"""What changes what we know: attempts told to the engine, recommendations, proposals, a new fit."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from escalera.learning import fitting, tracing
from escalera.learning.models import BeliefState, FittedGains, Recommendation, Reliability
from escalera.ledger import actions as ledger
from escalera.ledger.models import Event
from escalera.people.models import Person
from escalera.skills.models import Skill
from escalera.tasks import queries as tasks
from escalera.tasks.models import Attempt, TaskType

FITS_KEPT = 10


class HasNotDoneIt(Exception):
    """Somebody recommends a task type that they have not tried."""


@transaction.atomic
def tell(*, attempt: Attempt, now: datetime) -> None:
    """Move the belief by a scored attempt. An unscored one waits; a repeated one says nothing."""
    if attempt.score is None or attempt.is_repeat:
        return
    state = locked_state(attempt.person)
    known = tracing.told(tracing.unpacked(state), attempt, last=state.told_at if state else None)
    keep(person=attempt.person, known=known, told=(state.told if state else 0) + 1, now=attempt.received_at)


@transaction.atomic
def tell_late(*, attempt: Attempt, claims: Mapping[str, int], now: datetime) -> None:
    """Move the belief by a score that came late (a peer's, a platform's).

    Where something was told since, or a part of this attempt was, everything is folded anew in the order of
    receipt: a late score counts as it would have in time. `claims` are the person's own words, which live above.
    """
    state = locked_state(attempt.person)
    if state is None or state.told_at < attempt.received_at:
        tell(attempt=attempt, now=now)
    else:
        rebuild(person=attempt.person, claims=dict(claims), now=now)


def locked_state(person: Person) -> BeliefState | None:
    """The state of a belief, with its person locked, so that two answers at once both count."""
    Person.objects.select_for_update().get(pk=person.pk)
    return BeliefState.objects.filter(person=person).first()


def keep(*, person: Person, known: tracing.Known, told: int, now: datetime) -> BeliefState:
    state, _ = BeliefState.objects.update_or_create(
        person=person,
        defaults={
            "packed": tracing.packed(known),
            "skills": list(known.skills),
            "told": told,
            "told_at": now,
        },
    )
    return state


@transaction.atomic
def declare(*, person: Person, skill: str, answer: int, now: datetime) -> None:
    """Move the belief by the person's own word: 0 not yet, 1 a little, 2 well."""
    state = locked_state(person)
    known = tracing.declared(tracing.unpacked(state), skill, answer)
    keep(person=person, known=known, told=state.told if state else 0, now=state.told_at if state else now)


@transaction.atomic
def rebuild(*, person: Person, claims: dict[str, int], now: datetime) -> None:
    """Fold all that is known of a person anew: their word first, then attempts in the order of receipt."""
    known, last, told = tracing.unpacked(None), None, 0
    for skill, answer in claims.items():
        known = tracing.declared(known, skill, answer)
    for attempt in (
        person.attempts.exclude(score=None)
        .filter(is_repeat=False)
        .select_related("item")
        .order_by("received_at", "pk")
    ):
        known, last, told = tracing.told(known, attempt, last=last), attempt.received_at, told + 1
    keep(person=person, known=known, told=told, now=last or now)


@transaction.atomic
def recommend(
    *, id: uuid.UUID, person: Person, task_type: TaskType, skill: Skill, taught: bool, now: datetime
) -> Recommendation:
    """Keep a peer's word; saying it again corrects it. Raises HasNotDoneIt."""
    if not tasks.did(person, task_type):
        raise HasNotDoneIt(task_type.slug)
    Person.objects.select_for_update().get(pk=person.pk)
    same = Recommendation.objects.filter(person=person, task_type=task_type, skill=skill).first()
    if same and (same.taught == taught or was_said(person, id)):
        return same
    ledger.record(
        kind="recommendation",
        subject=person.pk,
        payload={"word": str(id), "task_type": task_type.pk, "skill": skill.pk, "taught": taught},
        now=now,
    )
    recommendation, _ = Recommendation.objects.update_or_create(
        person=person,
        task_type=task_type,
        skill=skill,
        defaults={"taught": taught, "at": now},
        create_defaults={"id": unused(id), "taught": taught, "at": now},
    )
    return recommendation


def was_said(person: Person, id: uuid.UUID) -> bool:
    """Whether this very word arrived before: a late double of an older word must not undo a newer one."""
    return Event.objects.filter(kind="recommendation", subject=person.pk, payload__word=str(id)).exists()


def unused(id: uuid.UUID) -> uuid.UUID:
    """The sender's id, unless another recommendation has it."""
    return uuid.uuid4() if Recommendation.objects.filter(pk=id).exists() else id


@transaction.atomic
def refit(*, now: datetime) -> FittedGains:
    """Fit the gains anew from all attempts and recommendations; keep the newest ten versions."""
    fit = fitting.fit()
    newest = FittedGains.objects.create(
        packed=fit.packed, attempts=fit.attempts, recommendations=fit.recommendations, made_at=now
    )
    keep_reliability(fit.reliability, newest)
    kept = FittedGains.objects.order_by("-made_at", "-pk").values_list("pk", flat=True)[:FITS_KEPT]
    FittedGains.objects.exclude(pk__in=list(kept)).delete()
    ledger.record(
        kind="gains fitted",
        subject=None,
        payload={"version": newest.pk, "attempts": fit.attempts, "recommendations": fit.recommendations},
        now=now,
    )
    return newest


def keep_reliability(believed: Mapping[uuid.UUID, float], version: FittedGains) -> None:
    """In place of what the version before found; who left meanwhile is passed over."""
    Reliability.objects.all().delete()
    here = set(Recommendation.objects.values_list("person", flat=True))
    Reliability.objects.bulk_create(
        Reliability(person_id=person, version=version, value=value)
        for person, value in believed.items()
        if person in here
    )
