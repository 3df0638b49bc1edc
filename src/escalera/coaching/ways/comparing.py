"""The comparison of ways, for researchers and coordinators: sums over ten people or more, and nothing else."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from escalera.coaching.ways import estimating, weighing
from escalera.coaching.ways.models import Way, WayPeriod
from escalera.coaching.ways.queries import LEAST_PEOPLE


@dataclass(frozen=True)
class Row:
    """A way among everybody who was offered it; None: fewer than ten people, or nothing to compare with.

    Shares of its measured periods; `effect` against alone in levels an hour.
    """

    way: str
    periods: int | None
    declined: float | None = None
    took_part: float | None = None
    hours: float | None = None
    effect: weighing.Compared | None = None


@dataclass(frozen=True)
class OfKind:
    """A way for one kind of people, of whom ten or more were offered it, and ten or more alone."""

    known: weighing.Known
    effect: weighing.Compared
    people: int
    has_stopped: bool


@dataclass(frozen=True)
class Comparison:
    """`left`: periods that somebody left by taking back the consent, which nobody measured; None: fewer than ten."""

    rows: list[Row]
    kinds: list[OfKind]
    left: int | None


def comparison() -> Comparison:
    effects = {one.way: one for one in weighing.overall(estimating.lived())}
    left = WayPeriod.objects.exclude(left_at=None)
    gone = left.count() if left.values("person").distinct().count() >= LEAST_PEOPLE else None
    return Comparison([_row(way, effects[way]) for way in Way.values], _kinds(), gone)


def _row(way: str, effect: weighing.Compared) -> Row:
    found = WayPeriod.objects.measured().filter(way=way).order_by()
    sums = found.aggregate(
        people=Count("person", distinct=True),
        periods=Count("pk"),
        declined=Count("pk", filter=~Q(declined_at=None)),
        took_part=Count("pk", filter=Q(took_part=True)),
        hours=Avg("hours_spent"),
    )
    if sums["people"] < LEAST_PEOPLE:
        return Row(way, None)
    many = sums["periods"]
    return Row(way, many, sums["declined"] / many, sums["took_part"] / many, sums["hours"], effect)


def _kinds() -> list[OfKind]:
    effects = estimating.newest()
    found = []
    for known in weighing.kinds():
        people = weighing.of_kind(effects, known)["people"]
        stopped = weighing.of_kind(effects, known)["stopped"]
        if people[Way.ALONE] < LEAST_PEOPLE:
            continue
        found += [
            OfKind(known, one, people[one.way], one.way in stopped)
            for one in weighing.by_kind(effects, known)
            if one.way != Way.ALONE and people[one.way] >= LEAST_PEOPLE
        ]
    return found
