"""Proposing, asking, saying a word, and the outcome."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from escalera.circles import fund, seating, sending
from escalera.circles.decisions import outcomes
from escalera.circles.decisions.models import Answer, Decision, Kind, Outcome, Question, Way, Word
from escalera.circles.models import Circle, Seat
from escalera.circles.wording import cleaned
from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit.models import Kind as CreditKind
from escalera.ledger import actions as ledger
from escalera.people.models import Person

LONGEST, LONGEST_LINE = 500, 280
DAYS = (1, 3, 7)
MOST_OPEN, MOST_QUESTIONS = 5, 50
NAMESPACE = uuid.UUID("5b7e2a40-61d6-4c0e-8f2e-3f0f2c1f9d10")


class NothingSaid(Exception):
    """A proposal, a question or an objection without words."""


class TooManyOpen(Exception):
    """A circle decides on so many things at once."""


class Closed(Exception):
    """The time for words is over."""


class NotToBeUndone(Exception):
    """Only an accepted agreement or goal is undone, by one open proposal at a time."""


@transaction.atomic
def propose(
    *,
    id: uuid.UUID,
    circle: Circle,
    person: Person,
    kind: Kind,
    way: Way,
    text: str,
    days: int,
    now: datetime,
    about: Mapping[str, Any] | None = None,
    undoes: Decision | None = None,
) -> Decision:
    """Open a proposal; who proposes has said yes. The same id twice is one.

    Raises NothingSaid, TooManyOpen, NotToBeUndone, limits.TooMuch, Seat.DoesNotExist.
    """
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    seat = circle.seats.taken().get(person=person)
    if there := circle.decisions.filter(pk=id).first():
        return there
    text = cleaned(text, person=person, longest=LONGEST)
    if not text:
        raise NothingSaid
    if circle.decisions.filter(outcome=Outcome.OPEN).count() >= MOST_OPEN:
        raise TooManyOpen
    if undoes and not outcomes.may_be_undone(undoes):
        raise NotToBeUndone
    sending.check(person, "circle proposal", now=now)
    decision = circle.decisions.create(
        id=uuid.uuid4() if Decision.objects.filter(pk=id).exists() else id,
        proposed_by=seat,
        kind=kind,
        way=way,
        text=text,
        about=dict(about or {}),
        undoes=undoes,
        opened_at=now,
        closes_at=now + timedelta(days=days if days in DAYS else DAYS[1]),
    )
    _sign(decision, person, "circle proposal", now)
    _keep_word(decision, seat, Answer.YES, "", now)
    return decision


@transaction.atomic
def ask(*, id: uuid.UUID, decision: Decision, person: Person, text: str, now: datetime) -> Question:
    """A question, or an answer to one; the same id twice is one. Raises NothingSaid, Closed, limits.TooMuch."""
    seat = decision.circle.seats.taken().get(person=person)
    if there := decision.questions.filter(pk=id, seat=seat).first():
        return there
    text = cleaned(text, person=person, longest=LONGEST_LINE)
    if not text:
        raise NothingSaid
    if not decision.takes_words(now=now) or decision.questions.count() >= MOST_QUESTIONS:
        raise Closed
    sending.check(person, "circle question", now=now)
    id = uuid.uuid4() if Question.objects.filter(pk=id).exists() else id
    question = decision.questions.create(id=id, seat=seat, text=text, at=now)
    _sign(decision, person, "circle question", now)
    return question


@transaction.atomic
def say(*, decision: Decision, person: Person, answer: Answer, because: str, now: datetime) -> Decision:
    """Say one's word, or change it. With consent, a no is an objection and needs its reason.

    Raises Closed, NothingSaid, limits.TooMuch, Seat.DoesNotExist. The last missing yes closes the decision.
    """
    decision = Decision.objects.select_for_update().select_related("circle").get(pk=decision.pk)
    seat = decision.circle.seats.taken().get(person=person)
    if not decision.takes_words(now=now):
        raise Closed
    because = cleaned(because, person=person, longest=LONGEST_LINE)
    if decision.way == Way.CONSENT and answer == Answer.NO and not because:
        raise NothingSaid
    sending.check(person, "circle word", now=now)
    _keep_word(decision, seat, answer, because, now)
    _sign(decision, person, "circle word", now, answer=str(answer))
    if outcomes.all_agree(decision):
        _close(decision, now)
    return decision


def close_due(*, now: datetime) -> int:
    """Close what has reached its deadline; returns how many. May be killed and run again."""
    due = Decision.objects.filter(outcome=Outcome.OPEN, closes_at__lte=now, circle__dissolved_at=None)
    for pk in (pks := list(due.values_list("pk", flat=True))):
        close(pk, now=now)
    return len(pks)


@transaction.atomic
def close(pk: uuid.UUID, *, now: datetime) -> None:
    decision = Decision.objects.select_for_update().select_related("circle").get(pk=pk)
    if decision.is_open:
        _close(decision, now)


def _close(decision: Decision, now: datetime) -> None:
    decision.outcome, decision.closed_at = outcomes.outcome_of(decision), now
    decision.save(update_fields=["outcome", "closed_at"])
    payload = {
        "circle": str(decision.circle_id),
        "decision": str(decision.pk),
        "outcome": decision.outcome,
        "words": dict(outcomes.counted(decision)),
    }
    ledger.record(kind="circle outcome", subject=None, payload=payload, now=now)
    if decision.kind == Kind.FUND and decision.outcome == Outcome.ACCEPTED:
        _pay(decision, now)


def _pay(decision: Decision, now: datetime) -> None:
    """Time of the fund goes to the member it is for, if they still sit there; no more than there is."""
    seat = Seat.objects.taken().filter(pk=decision.about["seat"], circle=decision.circle).first()
    seconds = min(60 * int(decision.about["minutes"]), fund.balance(decision.circle))
    if seat is None or seconds < 1:
        return
    credit.move(
        id=uuid.uuid5(NAMESPACE, str(decision.pk)),
        kind=CreditKind.GIFT,
        giver=accounts.of_circle(decision.circle_id, now=now),
        taker=accounts.of_person(seat.person, now=now),
        seconds=seconds,
        about=decision.pk,
        at=now,
        now=now,
    )


def _keep_word(decision: Decision, seat: Seat, answer: Answer, because: str, now: datetime) -> None:
    said = {"answer": answer, "because": because, "at": now}
    Word.objects.update_or_create(decision=decision, seat=seat, defaults=said)


def _sign(decision: Decision, person: Person, kind: str, now: datetime, **more: str) -> None:
    seating.sign(circle=decision.circle, person=person, kind=kind, now=now, decision=str(decision.pk), **more)
