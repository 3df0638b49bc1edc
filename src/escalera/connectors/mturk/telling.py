"""What a table of results says becomes attempts and the life of their payments. The same file again changes nothing."""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from escalera.connectors import delivering
from escalera.connectors.models import Connection, Delivery, RemoteTask
from escalera.connectors.mturk import known, rewards, verdicts
from escalera.connectors.mturk.answered import answer_of
from escalera.connectors.mturk.faults import BadRows, Fault, shown
from escalera.connectors.mturk.known import Known
from escalera.connectors.mturk.results import Result
from escalera.connectors.mturk.strangers import want_less
from escalera.earnings import actions as earnings
from escalera.earnings.models import Payment, Source, Stage
from escalera.paths import actions as paths
from escalera.people.models import Person


@dataclass
class Told:
    """Counts of rows; `strangers` were done by people whom nobody here knows."""

    rows: int = 0
    attempts: int = 0
    accepted: int = 0
    rejected: int = 0
    paid: int = 0
    strangers: int = 0


@transaction.atomic
def tell(
    *,
    connection: Connection,
    file: str,
    results: Sequence[Result],
    now: datetime,
    watch: Callable[[int], None] = lambda rows: None,
) -> Told:
    """Keep what the results say of our people's work. Raises BadRows; then nothing is kept."""
    teller = Teller(connection, now)
    for result in results:
        teller.take(result)
        watch(1)
    if teller.faults:
        raise BadRows(file, teller.faults)
    want_less(connection, teller.by_strangers)
    return teller.told


class Teller:
    """One table of results against what is known of the connection."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection, self.now = connection, now
        self.known = Known(connection)
        self.by_strangers = Counter[str]()
        self.faults: list[Fault] = []
        self.told = Told()

    def take(self, result: Result) -> None:
        self.told.rows += 1
        person = self.known.people.get(result.worker)
        if person is None:
            self.told.strangers += 1
            self.by_strangers[result.hit] += 1
            return
        before = len(self.faults)
        reward = self.reward(result)
        payment = self.payment(result, person, reward) if len(self.faults) == before else None
        if payment is not None:
            self.verdict(result, payment, person, reward)

    def fault(self, result: Result, column: str, problem: str, advice: str) -> None:
        self.faults.append(Fault(result.row, column, problem, advice))

    def reward(self, result: Result) -> Decimal | None:
        if not result.reward:
            return None
        task = self.known.tasks.get(result.hit)
        currency = task.batch.currency if task else self.connection.currency
        if not currency:
            advice = "Connect with --pay and --currency, so that amounts of work from elsewhere are known."
            self.fault(result, "Reward", "nobody has said in which currency this is", advice)
            return None
        try:
            return rewards.read(result.reward, currency=currency)
        except rewards.Unclear as unclear:
            self.fault(result, "Reward", f"{shown(result.reward)} {unclear}", rewards.ADVICE)
            return None

    def payment(self, result: Result, person: Person, reward: Decimal | None) -> Payment | None:
        task = self.known.tasks.get(result.hit)
        delivery = self.known.delivery(result, person)
        if delivery is not None and (wrong := self.known.mismatch(delivery, result, person)):
            self.fault(result, *wrong, known.ADVICE)
            return None
        if delivery is None and task is None:
            return self.done_elsewhere(result, person, reward)
        if task is None:
            return None
        if delivery is None:
            delivery = self.attempted(result, task, person)
            if delivery is None:
                return None
        if delivery.delivered_at is None:
            delivering.delivered(
                delivery=delivery, batch=task.batch, assignment=result.assignment, now=self.now
            )
        return delivering.payment_of(delivery, task.batch, now=self.now)

    def attempted(self, result: Result, task: RemoteTask, person: Person) -> Delivery | None:
        """Work that was done there, at a task that we know: an attempt like any other."""
        submitted = result.times.get("SubmitTime")
        if submitted is None:
            advice = "An answer is kept with the time it was given."
            self.fault(result, "SubmitTime", "it is empty", advice)
            return None
        answer = answer_of(task.item, result.answers)
        if not answer:
            self.fault(
                result, "Answer.*", "no answer is in this row", "Give the results with all their columns."
            )
            return None
        attempt = paths.record_attempt(
            id=self.number(result, "attempt"),
            person=person,
            item=task.item,
            step=None,
            answer=answer,
            seconds=None,
            wall_seconds=result.work_s,
            help_used=False,
            answered_at=submitted,
            now=self.now,
        )
        delivery, is_new = Delivery.objects.get_or_create(
            attempt=attempt, defaults={"remote_task": task, "made_at": self.now}
        )
        self.known.by_task[task.pk, person.pk] = delivery
        self.told.attempts += is_new
        return delivery

    def done_elsewhere(self, result: Result, person: Person, reward: Decimal | None) -> Payment:
        """Paid work whose task never came through here: only its payment is kept."""
        return earnings.expect(
            id=self.number(result, "payment"),
            person=person,
            work=result.title or f"HIT {result.hit}",
            amount=reward,
            currency=self.connection.currency if reward is not None else "",
            source=Source.FILE,
            at=result.times.get("SubmitTime", self.now),
            now=self.now,
            requester=self.connection.requester,
            reference=f"{self.connection.pk.hex[:8]}/{result.assignment}",
            seconds=round(result.work_s)
            if result.work_s
            else None,  # pauses included; the worker may correct it
        )

    def verdict(self, result: Result, payment: Payment, person: Person, reward: Decimal | None) -> None:
        stages = verdicts.tell(
            result=result, payment=payment, person=person, reward=reward, number=self.number, now=self.now
        )
        self.told.accepted += Stage.ACCEPTED in stages
        self.told.paid += Stage.PAID in stages
        self.told.rejected += Stage.REJECTED in stages

    def number(self, result: Result, what: str) -> uuid.UUID:
        return uuid.uuid5(self.connection.pk, f"{result.assignment} {what}")
