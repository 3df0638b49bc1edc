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
    giver, taker = _giver_and_taker(locked)
    _refuse_others(locked, giver, taker, by)
    if done := Transfer.objects.filter(reverses=locked).first():
        return done
    if taker.person_id != by.pk and now - locked.made_at > TAKEN_BACK_WITHIN:
        raise TooLate
    return move(
        id=id,
        kind=Kind.CORRECTION,
        giver=taker,
        taker=giver,
        seconds=locked.seconds,
        at=now,
        now=now,
        reverses=locked,
    )


def _refuse_others(transfer: Transfer, giver: TimeAccount, taker: TimeAccount, by: Person) -> None:
    is_own_gift = giver.person_id == by.pk and taker.holder != Holder.PERSON
    if taker.person_id != by.pk and not is_own_gift:
        raise SomebodyElsesTransfer(str(transfer.pk))
    if transfer.kind == Kind.CORRECTION or Holder.LEFT in (giver.holder, taker.holder):
        raise NotToBeReversed


def _giver_and_taker(transfer: Transfer) -> tuple[TimeAccount, TimeAccount]:
    sides = {one.side: one.account for one in transfer.movements.select_related("account")}
    return sides[Side.GIVES], sides[Side.TAKES]


def _same(made: Transfer, values: dict[str, object], giver: TimeAccount, taker: TimeAccount) -> Transfer:
    """The transfer that is there, if it is this one. An account may have passed to who left since."""
    both = zip(_giver_and_taker(made), (giver, taker), strict=True)
    is_same = all(getattr(made, name) == value for name, value in values.items()) and all(
        there.pk == asked.pk or there.holder == Holder.LEFT for there, asked in both
    )
    if not is_same:
        raise SomebodyElsesTransfer(str(made.pk))
    return made


def _record(made: Transfer, sides: tuple[TimeAccount, TimeAccount], now: datetime) -> None:
    for account, word in zip(sides, ("gave", "received"), strict=True):
        if account.person_id:
            payload = {"transfer": str(made.pk), "kind": str(made.kind), "seconds": made.seconds}
            ledger.record(kind=f"{word} time", subject=account.person_id, payload=payload, now=now)
