import uuid
from dataclasses import dataclass
from datetime import datetime

from axes.utils import reset
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from escalera.ledger import actions as ledger
from escalera.ledger.models import Event
from escalera.people import recovery, secret
from escalera.people.models import Account, Person

ACCOUNT_OPENED = "account_opened"


class UsernameTaken(Exception):
    pass


def open_account(
    *, id: uuid.UUID, person: Person | None, language: str, username: str, password: str, now: datetime
) -> Account:
    """Make an account for the person, who keeps what was theirs as a guest; the same id twice is one account.

    Raises secret.WeakSecret and UsernameTaken.
    """
    secret.check(password, username=username)
    if account := opened_before(id=id, username=username, password=password):
        return account
    hashed = make_password(password)
    try:
        with transaction.atomic():
            person = person or Person.objects.create(language=language, created_at=now)
            account = Account.objects.create(username=username, password=hashed, person=person)
            ledger.record(kind=ACCOUNT_OPENED, subject=person.pk, payload={}, now=now, id=id)
    except IntegrityError:
        if account := opened_before(id=id, username=username, password=password):
            return account
        raise UsernameTaken from None
    return account


def opened_before(*, id: uuid.UUID, username: str, password: str) -> Account | None:
    event = Event.objects.filter(pk=id, kind=ACCOUNT_OPENED).first()
    if event is None or event.subject is None:
        return None
    account = Account.objects.filter(person_id=event.subject, username=username).first()
    return account if account and account.check_password(password) else None


def recover(*, account: Account, password: str) -> None:
    """Set a new secret, spend the recovery code. Other sessions end: Django binds them to the secret.

    Raises secret.WeakSecret.
    """
    secret.check(password, username=account.username)
    account.set_password(password)
    account.recovery_hash = ""
    account.save(update_fields=["password", "recovery_hash"])
    unlock(account=account)


def unlock(*, account: Account) -> None:
    """Forget the wrong tries."""
    reset(username=account.username)
    reset(username=recovery.lock_name(account.username))


@dataclass(frozen=True)
class Choices:
    """What a person sets about themselves; a place is what they say, never what we measure."""

    language: str
    grammar: str
    country: str
    state: str
    locality_size: str
    sees_moderation: bool


def choose(*, person: Person, choices: Choices) -> Person:
    for name, value in vars(choices).items():
        setattr(person, name, value)
    person.save()
    return person
