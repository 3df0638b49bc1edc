"""What became of somebody's tips: how many people saw them, and what they changed for those."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet, Sum

from escalera.coaching.advice.models import Tip, TipEffect, TipRuling, TipShowing
from escalera.coaching.advice.weighing import Z_90
from escalera.people.models import Person

LEAST_PEOPLE = 10  # nobody outside a group reads what fewer people did
State = Literal["shown", "held", "away", "goes", "taken back"]


@dataclass(frozen=True)
class Interval:
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class Reached:
    """A tip of one's own: where it stands, how many people it reached, and what it changed; None: too few yet."""

    tip: Tip
    state: State
    people: int
    helped: int
    minutes: Interval | None  # saved by all who saw it, together
    score: Interval | None  # added to a score in [0, 1]


def tips_of(person: Person) -> list[Reached]:
    """The newest first."""
    tips = person.tips.select_related("task_type").prefetch_related("effects", "votes").order_by("-at")
    seen = set(Tip.objects.in_sight().filter(person=person).values_list("pk", flat=True))
    away = set(
        TipRuling.objects.filter(tip__person=person, takes_away=True, taken_back_at=None).values_list(
            "tip", flat=True
        )
    )
    return [reached(tip, state_of(tip, in_sight=tip.pk in seen, is_away=tip.pk in away)) for tip in tips]


def state_of(tip: Tip, *, in_sight: bool, is_away: bool) -> State:
    if tip.taken_back_at:
        return "taken back"
    if is_away:
        return "away"
    if not in_sight:
        return "held"
    effects = tip.effects.all()
    return "goes" if effects and all(effect.goes for effect in effects) else "shown"


def reached(tip: Tip, state: State) -> Reached:
    effects = {effect.place: effect for effect in tip.effects.all()}
    people = tip.showings.values("person").distinct().count()
    answered = tip.showings.filter(next_attempt__isnull=False, place__in=list(effects))
    told = answered.values("person").distinct().count() >= LEAST_PEOPLE
    return Reached(
        tip=tip,
        state=state,
        people=people,
        helped=sum(vote.helped for vote in tip.votes.all()),
        minutes=minutes_saved(seconds_at(answered), effects) if told else None,
        score=score_added(list(effects.values())) if told else None,
    )


def seconds_at(answered: QuerySet[TipShowing]) -> dict[str, float]:
    """How long all answers after the tip took together, by place."""
    sums = answered.order_by().values("place").annotate(seconds=Sum("next_attempt__seconds"))
    return dict(sums.values_list("place", "seconds"))


def minutes_saved(taken: Mapping[str, float], effects: Mapping[str, TipEffect]) -> Interval:
    """Against how long the same answers would have taken without the tip."""
    totals = [0.0, 0.0, 0.0]
    for place, seconds in taken.items():
        effect = effects[place]
        for at, z in enumerate((0.0, Z_90, -Z_90)):
            totals[at] += seconds * math.expm1(-(effect.log_seconds + z * effect.log_seconds_deviation)) / 60
    return Interval(*totals)


def score_added(effects: Sequence[TipEffect]) -> Interval:
    """The mean over places, by how often it was shown there."""
    shown = sum(effect.shown for effect in effects)
    share = [effect.shown / shown for effect in effects]
    middle = sum(part * effect.score for part, effect in zip(share, effects, strict=True))
    spread = math.sqrt(
        sum((part * effect.score_deviation) ** 2 for part, effect in zip(share, effects, strict=True))
    )
    return Interval(middle, middle - Z_90 * spread, middle + Z_90 * spread)
