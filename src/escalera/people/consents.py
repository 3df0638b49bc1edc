"""One use of what a person does, agreed to or not. Off until they say yes; a yes can be taken back."""

from datetime import datetime

from django.db import transaction

from escalera.people.models import Consent, Person


def agrees(person: Person, use: str) -> bool:
    return Consent.objects.filter(person=person, use=use, withdrawn_at=None).exists()


def was_asked(person: Person, use: str) -> bool:
    """Whether they ever answered, yes or no: nobody is asked twice."""
    return Consent.objects.filter(person=person, use=use).exists()


def said(person: Person, use: str) -> bool | None:
    """Yes or no; None where they were never asked."""
    withdrawn = Consent.objects.filter(person=person, use=use).values_list("withdrawn_at", flat=True)[:1]
    return next((at is None for at in withdrawn), None)


@transaction.atomic
def answer(*, person: Person, use: str, agrees: bool, now: datetime) -> Consent:
    """Keep a yes or a no; saying the same again changes nothing."""
    consent, is_new = Consent.objects.get_or_create(
        person=person, use=use, defaults={"given_at": now, "withdrawn_at": None if agrees else now}
    )
    if not is_new and (consent.withdrawn_at is None) != agrees:
        consent.withdrawn_at = None if agrees else now
        consent.given_at = now if agrees else consent.given_at
        consent.save(update_fields=["given_at", "withdrawn_at"])
    return consent
