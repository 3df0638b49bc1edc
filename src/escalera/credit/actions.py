"""Time passes from one account to another, and may be turned back; it is never edited."""

import uuid
from datetime import UTC, datetime, timedelta

from django.db import transaction

from escalera.credit import accounts
from escalera.credit.models import Holder, Kind, Movement, Side, TimeAccount, Transfer
from escalera.ledger import actions as ledger
from escalera.people.models import Person

LONGEST_S = 86_400
EARLIEST = datetime(2020, 1, 1, tzinfo=UTC)  # a phone whose clock says less was never set
TAKEN_BACK_WITHIN = timedelta(days=7)


class NotATime(Exception):
    """A transfer is of a second at least and a day at most."""


class SameAccount(Exception):
    """Nobody gives to themselves."""


class SomebodyElsesTransfer(Exception):
    """The id was used for another transfer, or the transfer is between others."""


class NotToBeReversed(Exception):
    """What turned a transfer back is not turned back again; make a new transfer."""


class TooLate(Exception):
    """A gift is taken back within TAKEN_BACK_WITHIN."""


@transaction.atomic
def move(
    *,
    id: uuid.UUID,
    kind: Kind,
    giver: TimeAccount,
    taker: TimeAccount,
    seconds: int,
    at: datetime,
    now: datetime,
    about: uuid.UUID | None = None,
    reverses: Transfer | None = None,
) -> Transfer:
    """Move time from giver to taker; the same id again is the same transfer. No balance stops it (see limits).

    Raises NotATime, SameAccount, SomebodyElsesTransfer.
    """
    if not 1 <= seconds <= LONGEST_S:
        raise NotATime(seconds)
    if giver.pk == taker.pk:
        raise SameAccount
    values = {"kind": kind, "seconds": seconds, "about": about, "reverses": reverses}
    when = {"at": min(at, now) if at >= EARLIEST else now, "made_at": now}
    made, is_new = Transfer.objects.get_or_create(pk=id, defaults=values | when)
    if not is_new:
        return _same(made, values, giver, taker)
    Movement.objects.bulk_create(
        [
            Movement(transfer=made, account=giver, side=Side.GIVES),
            Movement(transfer=made, account=taker, side=Side.TAKES),
        ]
    )
    _record(made, (giver, taker), now)
    return made


def give(
    *, id: uuid.UUID, person: Person, to: TimeAccount, seconds: int, at: datetime, now: datetime
) -> Transfer:
    """A gift. Raises NotATime, SameAccount, SomebodyElsesTransfer."""
    giver = accounts.of_person(person, now=now)
    return move(id=id, kind=Kind.GIFT, giver=giver, taker=to, seconds=seconds, at=at, now=now)


@transaction.atomic
def reverse(*, id: uuid.UUID, transfer: Transfer, by: Person, now: datetime) -> Transfer:
    """Turn a transfer back, once: who received may always, who gave a gift to a fund within seven days.

    Raises SomebodyElsesTransfer, NotToBeReversed, TooLate.
    """
    locked = Transfer.objects.select_for_update().get(pk=transfer.pk)
    sides = {m.side: m.account for m in locked.movements.select_related("account")}
    giver, taker = sides[Side.GIVES], sides[Side.TAKES]
    if taker.person_id != by.pk and (giver.person_id != by.pk or taker.holder == Holder.PERSON):
        raise SomebodyElsesTransfer(str(locked.pk))
    if locked.kind == Kind.CORRECTION or Holder.LEFT in (giver.holder, taker.holder):
        raise NotToBeReversed
    if done := Transfer.objects.filter(reverses=locked).first():
        return done
    if taker.person_id != by.pk and now - locked.made_at > TAKEN_BACK_WITHIN:
        raise TooLate
    back = {"giver": taker, "taker": giver, "seconds": locked.seconds, "reverses": locked}
    return move(id=id, kind=Kind.CORRECTION, at=now, now=now, **back)


def _same(made: Transfer, values: dict[str, object], giver: TimeAccount, taker: TimeAccount) -> Transfer:
    """The transfer that is there, if it is this one. An account may have passed to who left since."""
    there = {m.side: m.account for m in made.movements.select_related("account")}
    asked = {Side.GIVES: giver, Side.TAKES: taker}
    is_same = all(getattr(made, name) == value for name, value in values.items()) and all(
        there[side].pk == account.pk or there[side].holder == Holder.LEFT for side, account in asked.items()
    )
    if not is_same:
        raise SomebodyElsesTransfer(str(made.pk))
    return made


def _record(made: Transfer, sides: tuple[TimeAccount, TimeAccount], now: datetime) -> None:
    for account, word in zip(sides, ("gave", "received"), strict=True):
        if account.person_id:
            payload = {"transfer": str(made.pk), "kind": str(made.kind), "seconds": made.seconds}
            ledger.record(kind=f"{word} time", subject=account.person_id, payload=payload, now=now)
