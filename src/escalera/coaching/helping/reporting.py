"""Something is wrong with this person in help: the conversation ends, the two never meet again, others look."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Count, F, QuerySet

from escalera.coaching.helping.models import Asking, ThreadReport, Wrong
from escalera.ledger import actions as ledger
from escalera.people import blocking
from escalera.people.models import Block, Person

# So many people who say that something is wrong with somebody, and they are not asked until somebody has looked.
PAUSED_BY = 2


class NotAReason(Exception):
    """What is wrong was not chosen."""


@transaction.atomic
def part(*, asking: Asking, person: Person, about: str, now: datetime) -> Block:
    """End the conversation and never bring the two together again. Twice is once; `about`: blocking.block."""
    other = other_of(asking, person)
    Asking.objects.standing().filter(pk=asking.pk).update(declined_at=now)
    return blocking.block(id=uuid.uuid4(), person=person, other=other, apart=True, about=about, now=now)


@transaction.atomic
def report(
    *, id: uuid.UUID, asking: Asking, person: Person, wrong: str, about: str, now: datetime
) -> ThreadReport:
    """Say what is wrong, and part. One report each. Raises NotAReason."""
    if wrong not in Wrong.values:
        raise NotAReason
    part(asking=asking, person=person, about=about, now=now)
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


def other_of(asking: Asking, person: Person) -> Person:
    return asking.helper if person.pk == asking.request.person_id else asking.request.person


def bring_together(*, guest: Person, person: Person) -> None:
    """A report about a guest is one about the person they turn out to be; nobody helps themselves."""
    ThreadReport.objects.filter(about=guest).update(about=person)
    both = (guest.pk, person.pk)
    Asking.objects.filter(helper__in=both, request__person__in=both).exclude(
        helper=F("request__person")
    ).delete()
