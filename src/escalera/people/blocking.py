"""Not reading somebody any more (mute), and not being brought together with them either (block). Nobody is told."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from escalera.ledger import actions as ledger
from escalera.people.models import Block, Person


class NotOneself(Exception):
    """One can't block oneself."""


@transaction.atomic
def block(*, id: uuid.UUID, person: Person, other: Person, apart: bool, about: str, now: datetime) -> Block:
    """Mute the other person, or with `apart` block them; once more changes which of the two. Raises NotOneself."""
    if person.pk == other.pk:
        raise NotOneself
    known = Block.objects.filter(person=person, blocked=other).first()
    taken = known is None and Block.objects.filter(pk=id).exists()
    row, is_new = Block.objects.update_or_create(
        person=person,
        blocked=other,
        defaults={"apart": apart, "about": about[:120], "at": now},
        create_defaults={
            "id": uuid.uuid4() if taken else id,
            "apart": apart,
            "about": about[:120],
            "at": now,
        },
    )
    if is_new:
        ledger.record(kind="block", subject=person.pk, payload={"apart": apart}, now=now)
    return row


@transaction.atomic
def unblock(*, block_id: uuid.UUID, person: Person, now: datetime) -> bool:
    """Take it back; twice is once. Returns whether there was one."""
    gone, _ = Block.objects.filter(pk=block_id, person=person).delete()
    if gone:
        ledger.record(kind="block taken back", subject=person.pk, payload={}, now=now)
    return bool(gone)


def unread_by(person: Person) -> QuerySet[Block]:
    """The ids of people whose words this person does not want to read; for an exclude()."""
    return Block.objects.filter(person=person).values("blocked")  # type: ignore[return-value]


def kept_apart_from(person: Person) -> set[uuid.UUID]:
    """The ids of people whom nothing may bring together with this person, whoever of the two blocked."""
    return kept_apart({person.pk})[person.pk]


def kept_apart(people: Collection[uuid.UUID]) -> dict[uuid.UUID, set[uuid.UUID]]:
    """For each of the people the ids of those whom nothing may bring together with them."""
    found: dict[uuid.UUID, set[uuid.UUID]] = {key: set() for key in people}
    rows = Block.objects.filter(Q(person__in=people) | Q(blocked__in=people), apart=True)
    for one, other in rows.values_list("person_id", "blocked_id"):
        for key, them in ((one, other), (other, one)):
            if key in found:
                found[key].add(them)
    return found


def carry_over(*, guest: Person, person: Person) -> None:
    """Who blocked the guest has blocked the person whom the guest turned out to be."""
    there = Block.objects.filter(blocked=person).values_list("person_id", flat=True)
    Block.objects.filter(blocked=guest).exclude(person__in=[*there, person.pk, guest.pk]).update(
        blocked=person
    )
