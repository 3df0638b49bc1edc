"""What accounts come to, a person's statement, and whether everything sums to zero."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, QuerySet, Sum

from escalera.credit import limits
from escalera.credit.actions import TAKEN_BACK_WITHIN
from escalera.credit.limits import Limit
from escalera.credit.models import Holder, Kind, Movement, Side, TimeAccount, Transfer
from escalera.people.models import Person

TURNED_BACK_BY_HAND = (Kind.HELP, Kind.GIFT)
SIGNED = F("side") * F("transfer__seconds")


@dataclass(frozen=True)
class Line:
    """A transfer as one of its two accounts sees it: signed seconds, and whose the other account is."""

    transfer: Transfer
    seconds: int
    other: TimeAccount
    is_reversed: bool
    may_reverse: bool


@dataclass(frozen=True)
class Statement:
    """Newest first. `limit` is a soft one: it is said and nothing else."""

    balance_s: int
    spent_s: int
    earned_s: int
    lines: tuple[Line, ...]
    limit: Limit | None


NOTHING = Statement(0, 0, 0, (), None)


@dataclass(frozen=True)
class Sums:
    """What `escalera credit check` looks at. In order: sum_s is 0 and nothing is unpaired."""

    transfers: int
    movements: int
    accounts: int
    sum_s: int
    unpaired: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return self.sum_s == 0 and not self.unpaired


def balance(account: TimeAccount) -> int:
    """Seconds; below nothing where more was received from others than given."""
    return summed(Movement.objects.filter(account=account))


def statement(person: Person, *, now: datetime) -> Statement:
    account = TimeAccount.objects.filter(person=person).first()
    if account is None:
        return NOTHING
    lines = lines_of(account, now=now)
    spent = -sum(line.seconds for line in lines if line.seconds < 0)
    earned = sum(line.seconds for line in lines if line.seconds > 0)
    return Statement(earned - spent, spent, earned, lines, limits.of(earned - spent))


def lines_of(account: TimeAccount, *, now: datetime) -> tuple[Line, ...]:
    """All of an account's transfers, the newest first."""
    movements = Movement.objects.filter(account=account).select_related("transfer__reversed_by")
    others = Movement.objects.filter(transfer__movements__account=account).select_related("account")
    other = {(one.transfer_id, one.side): one.account for one in others}
    newest = movements.order_by("-transfer__at", "-transfer__made_at", "-pk")
    return tuple(line(one, other[one.transfer_id, -one.side], now) for one in newest)


def line(movement: Movement, other: TimeAccount, now: datetime) -> Line:
    moved = movement.transfer
    is_reversed = hasattr(moved, "reversed_by")
    is_mine = movement.side == Side.TAKES or (
        other.holder != Holder.PERSON and now - moved.made_at <= TAKEN_BACK_WITHIN
    )
    is_open = moved.kind in TURNED_BACK_BY_HAND and other.holder != Holder.LEFT and not is_reversed
    return Line(moved, movement.side * moved.seconds, other, is_reversed, is_mine and is_open)


def sums() -> Sums:
    pairs = Transfer.objects.annotate(sides=Count("movements"))
    return Sums(
        transfers=Transfer.objects.count(),
        movements=Movement.objects.count(),
        accounts=TimeAccount.objects.count(),
        sum_s=summed(Movement.objects.all()),
        unpaired=tuple(str(one.pk) for one in pairs.exclude(sides=2)),
    )


def summed(movements: QuerySet[Movement]) -> int:
    return movements.aggregate(seconds=Sum(SIGNED))["seconds"] or 0
