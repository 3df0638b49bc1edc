"""Never again with this person; and something is wrong here. Both act at once and can be taken back."""

import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, QuerySet

from escalera.coaching.helping.models import Asking, Block, ThreadReport, Wrong
from escalera.ledger import actions as ledger
from escalera.people.models import Person

# So many people who say that something is wrong with somebody, and they are not asked until somebody has looked.
PAUSED_BY = 2


class NotAReason(Exception):
    """What is wrong was not chosen."""


@transaction.atomic
def block(*, asking: Asking, person: Person, now: datetime) -> Block:
    """End the conversation and never bring the two together again. Twice is once."""
    row, is_new = Block.objects.get_or_create(
        person=person, blocked=other_of(asking, person), defaults={"at": now}
    )
    Asking.objects.standing().filter(pk=asking.pk).update(declined_at=now)
    if is_new:
        ledger.record(kind="person blocked", subject=person.pk, payload={"asking": str(asking.pk)}, now=now)
    return row


@transaction.atomic
def unblock(*, block: Block, now: datetime) -> None:
    block.delete()
    ledger.record(kind="block taken back", subject=block.person_id, payload={}, now=now)


@transaction.atomic
def report(*, id: uuid.UUID, asking: Asking, person: Person, wrong: str, now: datetime) -> ThreadReport:
    """Say what is wrong, and block. One report each. Raises NotAReason."""
    if wrong not in Wrong.values:
        raise NotAReason
    block(asking=asking, person=person, now=now)
    taken = ThreadReport.objects.filter(pk=id).exists()
    row, is_new = ThreadReport.objects.get_or_create(
        asking=asking,
        person=person,
        defaults={
            "id": uuid.uuid4() if taken else id,
            "about": other_of(asking, person),
            "wrong": wrong,
            "at": now,
        },
    )
    if is_new:
        payload = {"asking": str(asking.pk), "wrong": wrong}
        ledger.record(kind="conversation reported", subject=person.pk, payload=payload, now=now)
    return row


def standing_reports() -> QuerySet[ThreadReport]:
    return ThreadReport.objects.filter(dismissed_at=None).order_by("at")


@transaction.atomic
def dismiss(*, report: ThreadReport, now: datetime) -> None:
    """Somebody looked and found nothing wrong: it counts no longer. The block stays with who made it."""
    ThreadReport.objects.filter(pk=report.pk, dismissed_at=None).update(dismissed_at=now)
    ledger.record(
        kind="conversation report dismissed", subject=None, payload={"report": str(report.pk)}, now=now
    )


def paused() -> set[uuid.UUID]:
    """People whom several others reported."""
    counted = standing_reports().order_by().values("about").annotate(by=Count("person", distinct=True))
    return set(counted.filter(by__gte=PAUSED_BY).values_list("about", flat=True))


def apart_from(people: set[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """For each of the people those they must not meet, whoever of the two blocked."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {key: set() for key in people}
    rows = Block.objects.filter(Q(person__in=people) | Q(blocked__in=people))
    for one, other in rows.values_list("person_id", "blocked_id"):
        for key, them in ((one, other), (other, one)):
            if key in found:
                found[key].add(them)
    return found


def other_of(asking: Asking, person: Person) -> Person:
    return asking.helper if person.pk == asking.request.person_id else asking.request.person


def bring_together(*, guest: Person, person: Person) -> None:
    """A block of a guest is one of the person they turn out to be; nobody helps themselves."""
    for row in Block.objects.filter(blocked=guest):
        try:
            with transaction.atomic():
                Block.objects.filter(pk=row.pk).update(blocked=person)
        except IntegrityError:
            continue
    ThreadReport.objects.filter(about=guest).update(about=person)
    Block.objects.filter(blocked=person, person=person).delete()
    both = (guest.pk, person.pk)
    Asking.objects.filter(helper__in=both, request__person__in=both).exclude(
        helper=F("request__person")
    ).delete()
