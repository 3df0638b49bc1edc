"""What a report tells about those who gave the work: rejections, days to the money, pay an hour."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from escalera.circles.reports.shares import Share
from escalera.circles.reports.telling import is_tellable
from escalera.circles.reports.totals import RequesterLine
from escalera.earnings.models import Stage
from escalera.earnings.queries import Life
from escalera.earnings.requesters.record import seconds
from escalera.earnings.unpaid.week import an_hour

MOST = 12
TENTH = Decimal("0.1")
Group = Sequence[Sequence[Life]]  # the payments of each person with one requester


def lines(shares: Sequence[Share], names: Mapping[int, str]) -> tuple[tuple[RequesterLine, ...], bool]:
    """Those for whom enough people worked, most work first; and whether there were others."""
    found = {key: line_of(name, group(shares, key)) for key, name in names.items()}
    told = sorted((line for line in found.values() if line), key=lambda line: (-line.pieces, line.name))
    worked_for = {life.payment.requester_id for one in shares for life in one.lives} - {None}
    told_ids = {key for key, line in found.items() if line in told[:MOST]}
    return tuple(told[:MOST]), bool(worked_for - told_ids)


def group(shares: Sequence[Share], requester: int) -> Group:
    """Each person's payments that had an answer."""
    return [
        [life for life in one.lives if life.payment.requester_id == requester and has_answer(life)]
        for one in shares
    ]


def has_answer(life: Life) -> bool:
    return life.is_accepted or life.is_rejected


def line_of(name: str, people: Group) -> RequesterLine | None:
    pieces = [len(lives) for lives in people]
    if not is_tellable(pieces):
        return None
    rejected = [sum(life.is_rejected for life in lives) for lives in people]
    return RequesterLine(
        name=name,
        pieces=sum(pieces),
        rejected=sum(rejected) if not any(rejected) or is_tellable(rejected) else None,
        days_to_money=days_to_money(people),
        hourly=tuple(hourly(people)),
    )


def days_to_money(people: Group) -> Decimal | None:
    """The mean over payments: a middle one would be somebody's own."""
    known = [list(filter(None, (life.days(Stage.SENT, *MONEY) for life in lives))) for lives in people]
    if not is_tellable(map(len, known)) or not is_tellable(map(sum, known)):
        return None
    mean = sum(map(sum, known)) / sum(map(len, known))
    return Decimal(str(mean)).quantize(TENTH)


MONEY = (Stage.PAID, Stage.CONFIRMED)


def hourly(people: Group) -> list[tuple[str, Decimal]]:
    """By currency, where amount and minutes are known; rejected work counts its minutes and brought nothing."""
    by_currency: dict[str, list[list[Life]]] = defaultdict(lambda: [[] for _ in people])
    for place, lives in enumerate(people):
        for life in lives:
            if life.amount is not None and seconds(life):
                by_currency[life.payment.currency][place].append(life)
    told = ((code, pay_an_hour(known)) for code, known in sorted(by_currency.items()))
    return [(code, amount) for code, amount in told if amount is not None]


def pay_an_hour(people: Group) -> Decimal | None:
    worked, brought = each(people, seconds), each(people, brought_by)
    if not is_tellable(worked) or not is_tellable(brought):
        return None
    return an_hour(Decimal(str(sum(brought))), sum(worked))


def each(people: Group, measure: Callable[[Life], float]) -> list[float]:
    return [sum(measure(life) for life in lives) for lives in people]


def brought_by(life: Life) -> float:
    return 0.0 if life.is_rejected else float(life.amount or 0)
