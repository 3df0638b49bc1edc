"""Leaving, moving in, and being forgotten."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from escalera.coaching.helping import reporting
from escalera.credit import accounts as credit
from escalera.earnings.unpaid import actions as unpaid
from escalera.learning import actions as learning
from escalera.learning.models import Voice
from escalera.ledger import actions as ledger
from escalera.paths.models import Claim, Goal
from escalera.people import actions as people
from escalera.people import blocking
from escalera.people.models import Account, Person
from escalera.rights import retention, sessions
from escalera.rights.belongings import Belonging, belongings
from escalera.rights.queries import GUEST_CLAIMED, subjects_of

BATCH = 200


class NotAGuest(Exception):
    pass


@transaction.atomic
def claim_guest(*, guest: Person, account_person: Person, now: datetime) -> None:
    """Give a guest's work, ids unchanged, to the person who signed in; twice is once. Raises NotAGuest."""
    locked = Person.objects.select_for_update().filter(pk=guest.pk).first()
    if locked is None:
        return
    if Account.objects.filter(person=locked).exists():
        raise NotAGuest
    leave_goal_for(guest=locked, account_person=account_person, now=now)
    unpaid.stop(person=locked, at=now, now=now)  # the account's own clock may run
    credit.bring_together(guest=locked, person=account_person, now=now)
    blocking.carry_over(guest=locked, person=account_person)
    reporting.bring_together(guest=locked, person=account_person)
    for belonging in belongings():
        if belonging.is_direct:
            hand_over(belonging, guest=locked, account_person=account_person)
    Voice.objects.filter(person=account_person, proposal__person=account_person).delete()
    payload = {"guest": str(locked.pk)}
    ledger.record(kind=GUEST_CLAIMED, subject=account_person.pk, payload=payload, now=now)
    locked.delete()
    claims = Claim.objects.filter(person=account_person).values_list("skill", "answer")
    learning.rebuild(person=account_person, claims=dict(claims), now=now)


def leave_goal_for(*, guest: Person, account_person: Person, now: datetime) -> None:
    """One goal at a time: the account's stays."""
    if Goal.objects.filter(person=account_person, left_at=None).exists():
        Goal.objects.filter(person=guest, left_at=None).update(left_at=now)


def hand_over(belonging: Belonging, *, guest: Person, account_person: Person) -> None:
    """What the account has already said (a recommendation, a claim) stands; the guest's double goes."""
    for way in belonging.ways:
        for row in belonging.model._base_manager.filter(**{way: guest.pk}):
            try:
                with transaction.atomic():
                    belonging.model._base_manager.filter(pk=row.pk).update(**{way: account_person})
            except IntegrityError:
                continue


def erase(*, person: Person, now: datetime) -> None:
    """Remove all that is a person's. Counts stay, and proposed tasks that peers agreed to, without author."""
    erase_all(people_leaving=[person], now=now)


def expire_guests(*, now: datetime) -> int:
    """Erase the guests not seen for 180 days; returns how many. May be killed halfway and run again."""
    gone = 0
    while batch := list(retention.unseen_guests(now=now)[:BATCH]):
        erase_all(people_leaving=batch, now=now)
        gone += len(batch)
    return gone


@transaction.atomic
def erase_all(*, people_leaving: Collection[Person], now: datetime) -> None:
    accounts = list(Account.objects.filter(person__in=people_leaving))
    sessions.end(
        people={person.pk for person in people_leaving}, accounts={account.pk for account in accounts}
    )
    for account in accounts:
        people.unlock(account=account)
    for person in people_leaving:
        for subject in subjects_of(person):
            ledger.forget(subject=subject)
        person.delete()
        ledger.record(kind="person_left", subject=None, payload={}, now=now)
