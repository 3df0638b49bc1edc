"""From shares of several people to the totals of a report."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from escalera.circles.reports import requesters
from escalera.circles.reports.shares import Share
from escalera.circles.reports.telling import (
    FEWEST_A_LINE,
    is_tellable,
    is_tellable_or_nothing,
    together,
)
from escalera.circles.reports.totals import OTHER, KindLine, PayLine, Totals, WageLine
from escalera.earnings.unpaid.week import an_hour, has_no_time
from escalera.reference import facts
from escalera.reference.wages import MinimumWage

STEP_MIN = 15
UNIT = Decimal(1)


def totals_of(shares: Sequence[Share], names: Mapping[int, str]) -> Totals:
    """`names` are the requesters that may be told about, by id."""
    kinds = kind_lines(shares)
    lines, left_out = requesters.lines(shares, names)
    return Totals(
        people=len(shares),
        paid=minutes([one.paid_s for one in shares]),
        kinds=kinds or (),
        unpaid_is_hidden=kinds is None,
        pay=tuple(pay_lines(shares)),
        wages=tuple(wage_lines(shares)),
        requesters=lines,
        requesters_hidden=left_out,
        lacks_minutes=any(has_no_time(life) for one in shares for life in one.lives),
    )


def minutes(seconds: Sequence[float]) -> int | None:
    return in_steps(sum(seconds)) if is_tellable(seconds) else None


def in_steps(seconds: float) -> int:
    return STEP_MIN * round(seconds / 60 / STEP_MIN)


def kind_lines(shares: Sequence[Share]) -> tuple[KindLine, ...] | None:
    """None: too few people have unpaid minutes."""
    kinds = {str(kind) for one in shares for kind in one.unpaid_s}
    columns = {kind: [one.unpaid_s.get(kind, 0) for one in shares] for kind in kinds}  # type: ignore[call-overload]
    found = together(columns)
    if found is None:
        return None
    alone, joined = found
    lines = [KindLine(kind, in_steps(sum(columns[kind]))) for kind in alone]
    if joined:
        lines.append(KindLine(OTHER, in_steps(sum(sum(columns[kind]) for kind in joined))))
    return tuple(line for line in lines if line.minutes)


def pay_lines(shares: Sequence[Share]) -> list[PayLine]:
    """Hours belong to no currency, so with several of them a line counts the people paid in that one alone."""
    currencies = sorted({code for one in shares for code in one.currencies})
    if len(currencies) == 1:
        return pay_line(currencies[0], shares, [])
    found = []
    for code in currencies:
        group = [one for one in shares if one.currencies == {code}]
        found += pay_line(code, group, [one for one in shares if one not in group])
    return found


def pay_line(code: str, group: Sequence[Share], rest: Sequence[Share]) -> list[PayLine]:
    """None or one. From pay and pay an hour follow the hours, and from those the hours of the rest."""
    earned = [one.earned(code) for one in group]
    if not is_tellable(map(float, earned)):
        return []
    waiting = [one.waiting(code) for one in group]
    paid = [one.paid_s for one in group]
    unpaid = [one.all_unpaid_s for one in group]
    rest_is_safe = is_tellable_or_nothing(one.paid_s for one in rest)
    rest_is_safe &= is_tellable_or_nothing(one.all_unpaid_s for one in rest)
    paid_is_told = is_tellable(paid) and rest_is_safe
    all_is_told = paid_is_told and is_tellable_or_nothing(unpaid)
    amount = sum(earned, Decimal(0))
    return [
        PayLine(
            currency=code,
            earned=amount.quantize(UNIT),
            waiting=sum(waiting, Decimal(0)).quantize(UNIT) if is_tellable(map(float, waiting)) else None,
            paid_only=an_hour(amount, sum(paid)) if paid_is_told else None,
            all_minutes=an_hour(amount, sum(paid) + sum(unpaid)) if all_is_told else None,
        )
    ]


def wage_lines(shares: Sequence[Share]) -> list[WageLine]:
    """Where at least three are: a wage of one's own zone would tell where somebody lives."""
    wages = {one.wage.zone.id: one.wage for one in shares if one.wage}
    counted = Counter(one.wage.zone.id for one in shares if one.wage)
    return [wage_line(wages[zone]) for zone, n in counted.most_common() if n >= FEWEST_A_LINE]


def wage_line(wage: MinimumWage) -> WageLine:
    zone = {"en": wage.zone.name.en, "es": wage.zone.name.es}
    known = facts.sources().get(wage.source)
    source = known.publisher if known else wage.source
    return WageLine(wage.hourly, wage.currency, zone, wage.valid_from.isoformat(), source)
