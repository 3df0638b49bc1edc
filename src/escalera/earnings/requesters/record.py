"""How a requester pays and answers, by what was measured; what people say of them comes second.

docs/algorithms/pay-with-unpaid-time.md has the equations.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from escalera.earnings.models import Notice, Payment, Stage
from escalera.earnings.queries import Life, life_of
from escalera.earnings.requesters.models import Review
from escalera.earnings.requesters.weighing import Interval, ratio, share
from escalera.people.models import Person
from escalera.tasks.models import Requester

FEWEST_PEOPLE = 10  # DESIGN: k, for anyone outside a group
NEWEST = 500  # payments looked at, so that a page costs the same for a requester of any size
PEOPLE_IN_STEPS_OF = 5  # so that one person more or less is not seen
ANSWERS = (Stage.ACCEPTED, Stage.REJECTED, Stage.PAID, Stage.CONFIRMED)
QUESTIONS = ("is_clear", "answers", "again")


@dataclass(frozen=True)
class Said:
    """A question of a review: the share that said yes, of at least so many people."""

    question: str
    yes: Interval
    people: int


@dataclass(frozen=True)
class Record:
    """None, where too few people's evidence tells it. `people` is rounded down to a step."""

    people: int
    hourly: tuple[tuple[str, Interval], ...]  # by currency, rejected work counted as hours without pay
    rejected: Interval | None
    explained: Interval | None  # of the rejections, those with a reason
    days_to_answer: Interval | None
    days_to_money: Interval | None
    said: tuple[Said, ...]


def record_of(
    requester: Requester, *, among: Collection[Person] | None = None, fewest: int = FEWEST_PEOPLE
) -> Record:
    """What is known; every figure is None below `fewest` people, whose own evidence it would show.

    `among` are the people of a group who agreed to it; a group may ask for fewer.
    """
    payments = (
        Payment.objects.filter(requester=requester).select_related("attempt").prefetch_related("notices")
    )
    reviews = Review.objects.filter(requester=requester)
    if among is not None:
        payments, reviews = payments.filter(person__in=among), reviews.filter(person__in=among)
    lives = [life_of(one) for one in payments.order_by("-made_at", "pk")[:NEWEST]]
    answered = [life for life in lives if life.is_accepted or life.is_rejected]
    people = len({life.payment.person_id for life in answered})
    return Record(
        people=people // PEOPLE_IN_STEPS_OF * PEOPLE_IN_STEPS_OF if people >= fewest else 0,
        hourly=hourly(answered, fewest),
        rejected=told(answered, lambda life: (life.is_rejected, 1), share, fewest),
        explained=told(
            [life for life in lives if life.is_rejected], lambda life: (has_reason(life), 1), share, fewest
        ),
        days_to_answer=days(answered, (Stage.ACCEPTED, Stage.REJECTED), fewest),
        days_to_money=days(answered, (Stage.PAID, Stage.CONFIRMED), fewest),
        said=said(reviews, fewest),
    )


def hourly(lives: Iterable[Life], fewest: int) -> tuple[tuple[str, Interval], ...]:
    """Where amount and time are known. A rejected payment brought nothing for its hours."""
    by_currency: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        if life.amount is not None and seconds(life):
            by_currency[life.payment.currency].append(life)

    def pay_and_hours(life: Life) -> tuple[float, float]:
        return (0.0 if life.is_rejected else float(life.amount or 0), seconds(life) / 3600)

    found = ((code, told(own, pay_and_hours, ratio, fewest)) for code, own in sorted(by_currency.items()))
    return tuple((code, interval) for code, interval in found if interval)


def days(lives: Iterable[Life], ends: tuple[Stage, ...], fewest: int) -> Interval | None:
    ended = [life for life in lives if life.days(Stage.SENT, *ends) is not None]
    return told(ended, lambda life: (life.days(Stage.SENT, *ends) or 0.0, 1), ratio, fewest)


def told(
    lives: Iterable[Life],
    pair: Callable[[Life], tuple[float, float]],
    weigh: Callable[[list[float], list[float]], Interval],
    fewest: int,
) -> Interval | None:
    """Each person's two sums, weighed; None for fewer people than may be shown."""
    amounts: dict[object, float] = defaultdict(float)
    sizes: dict[object, float] = defaultdict(float)
    for life in lives:
        amount, size = pair(life)
        amounts[life.payment.person_id] += amount
        sizes[life.payment.person_id] += size
    if len(sizes) < max(fewest, 2):
        return None
    return weigh(list(amounts.values()), list(sizes.values()))


def said(reviews: Iterable[Review], fewest: int) -> tuple[Said, ...]:
    found = []
    for question in QUESTIONS:
        words = [getattr(one, question) for one in reviews]
        known = [word for word in words if word is not None]
        if len(known) >= max(fewest, 2):
            people = len(known) // PEOPLE_IN_STEPS_OF * PEOPLE_IN_STEPS_OF
            found.append(Said(question, share([float(word) for word in known], [1.0] * len(known)), people))
    return tuple(found)


def seconds(life: Life) -> float:
    """How long its work took; 0 where nobody knows."""
    if life.payment.attempt is not None:
        return life.payment.attempt.seconds
    return life.payment.seconds or 0


def has_reason(life: Life) -> bool:
    return any(notice.stage == Stage.REJECTED and notice.reason for notice in life.notices)


def own_lives(requester: Requester, person: Person) -> tuple[Life, ...]:
    """A person's own payments there, which they may always see."""
    own = person.payments.filter(requester=requester).prefetch_related("notices")
    return tuple(life_of(one) for one in own)


def known_to(person: Person) -> list[Requester]:
    """Those from whom a person has had an answer, by name."""
    answered = Notice.objects.filter(payment__person=person, stage__in=ANSWERS)
    return list(Requester.objects.filter(pk__in=answered.values("payment__requester")).order_by("name"))
