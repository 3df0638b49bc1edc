"""The life of a payment: sent, accepted or rejected, paid, confirmed by the worker, contested."""

import uuid
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from escalera.earnings.models import Notice, Payment, Source, Stage
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.tasks.models import Attempt, Requester

LONGEST_WORK, LONGEST_REASON = 160, 500
OWN_WORD = (Stage.CONFIRMED, Stage.CONTESTED)
NEEDS_REASON = (Stage.CONTESTED,)


class AmountNeedsCurrency(Exception):
    """Money without its currency is not kept."""


class NegativeAmount(Exception):
    """Nobody is paid less than nothing."""


class SomebodyElsesPayment(Exception):
    """The id or the platform's reference belongs to another person's work."""


class OnlyTheWorkerCanSay(Exception):
    """Whether money arrived, or isn't right, is the worker's own word."""


class SayWhy(Exception):
    """A payment is contested with a reason, so that somebody can act on it."""


class Undated(Exception):
    """It can't have happened in the future."""


@transaction.atomic
def expect(
    *,
    id: uuid.UUID,
    person: Person,
    work: str,
    amount: Decimal | None,
    currency: str,
    source: Source,
    at: datetime,
    now: datetime,
    requester: Requester | None = None,
    attempt: Attempt | None = None,
    reference: str = "",
    seconds: int | None = None,
) -> Payment:
    """Keep that paid work was sent; the same id, attempt or reference again is the same payment.

    amount None: nobody has said how much; seconds: how long it took, where no attempt knows.
    Raises AmountNeedsCurrency, NegativeAmount, SomebodyElsesPayment.
    """
    _check(amount, currency)
    if known := _known(id=id, attempt=attempt, requester=requester, reference=reference):
        if known.person_id != person.pk:
            raise SomebodyElsesPayment(str(known.pk))
        return known
    payment = Payment.objects.create(
        id=id,
        person=person,
        requester=requester,
        attempt=attempt,
        work=_without_contacts(work, person, LONGEST_WORK),
        amount=amount,
        currency=currency if amount is not None else "",
        seconds=seconds,
        reference=reference,
        made_at=now,
    )
    tell(payment=payment, stage=Stage.SENT, source=source, at=min(at, now), now=now)
    return payment


@transaction.atomic
def tell(
    *,
    payment: Payment,
    stage: Stage,
    source: Source,
    at: datetime,
    now: datetime,
    id: uuid.UUID | None = None,
    by: Person | None = None,
    reason: str = "",
    amount: Decimal | None = None,
) -> Notice:
    """Keep what was said about a payment; the same id, or the same word again, is one notice.

    by is the person who says it where it is a person's word.
    Raises OnlyTheWorkerCanSay, SayWhy, SomebodyElsesPayment, AmountNeedsCurrency, NegativeAmount, Undated.
    """
    if stage in OWN_WORD and source != Source.WORKER:
        raise OnlyTheWorkerCanSay(stage)
    if source == Source.WORKER and by is not None and by.pk != payment.person_id:
        raise SomebodyElsesPayment(str(payment.pk))
    if at > now:
        raise Undated(at.isoformat())
    said = _without_contacts(reason, payment.person, LONGEST_REASON)
    if stage in NEEDS_REASON and not said:
        raise SayWhy
    _check(amount, payment.currency)
    if known := Notice.objects.filter(pk=id).first() if id else None:
        if known.payment_id != payment.pk:
            raise SomebodyElsesPayment(str(known.pk))
        return known
    values = {"id": id or uuid.uuid4(), "reason": said, "amount": amount, "told_at": now}
    notice, is_new = Notice.objects.get_or_create(
        payment=payment, stage=stage, source=source, at=at, defaults=values
    )
    if is_new:
        payload = {"payment": str(payment.pk), "source": str(source)}
        ledger.record(kind=f"payment {stage}", subject=payment.person_id, payload=payload, now=now)
    return notice


@transaction.atomic
def price(*, payment: Payment, amount: Decimal, currency: str) -> Payment:
    """Say how much it was, where nobody had; a known amount stays. Raises AmountNeedsCurrency, NegativeAmount."""
    _check(amount, currency)
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    if locked.amount is None:
        locked.amount, locked.currency = amount, currency
        locked.save(update_fields=["amount", "currency"])
    return locked


def _known(
    *, id: uuid.UUID, attempt: Attempt | None, requester: Requester | None, reference: str
) -> Payment | None:
    payments = Payment.objects.all()
    found = payments.filter(pk=id).first()
    if found is None and attempt is not None:
        found = payments.filter(attempt=attempt).first()
    if found is None and reference:
        found = payments.filter(requester=requester, reference=reference).first()
    return found


def _check(amount: Decimal | None, currency: str) -> None:
    if amount is None:
        return
    if not currency:
        raise AmountNeedsCurrency
    if not amount.is_finite() or amount < 0:
        raise NegativeAmount(str(amount))


def _without_contacts(text: str, person: Person, longest: int) -> str:
    return redact(" ".join(storable(text).split()), language=person.words).text[:longest]
