"""What a table of results says becomes attempts and the life of their payments. The same file again changes nothing."""

import uuid
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from escalera.connectors import delivering
from escalera.connectors.aliases import people_of
from escalera.connectors.models import Batch, Connection, Delivery, RemoteTask
from escalera.connectors.mturk import rewards
from escalera.connectors.mturk.faults import BadRows, Fault, shown
from escalera.connectors.mturk.results import Result, Status
from escalera.earnings import actions as earnings
from escalera.earnings.models import Payment, Source, Stage
from escalera.paths import actions as paths
from escalera.people.models import Person
from escalera.tasks.foreign.keys import TICKED, whole
from escalera.tasks.models import Item


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
        self.people = people_of(connection)
        tasks = RemoteTask.objects.filter(batch__connection=connection).select_related("batch__connection")
        self.tasks = {task.remote_id: task for task in tasks}
        known = Delivery.objects.filter(remote_task__batch__connection=connection).select_related(
            "attempt__person"
        )
        self.by_assignment = {one.assignment: one for one in known if one.assignment}
        self.by_task = {(one.remote_task_id, one.attempt.person_id): one for one in known}
        self.by_strangers = Counter[str]()
        self.faults: list[Fault] = []
        self.told = Told()

    def take(self, result: Result) -> None:
        self.told.rows += 1
        person = self.people.get(result.worker)
        if person is None:
            self.told.strangers += 1
            self.by_strangers[result.hit] += 1
            return
        before = len(self.faults)
        reward = self.reward(result)
        payment = self.payment(result, person, reward) if len(self.faults) == before else None
        if payment is not None:
            self.life(result, payment, person, reward)

    def fault(self, result: Result, column: str, problem: str, advice: str) -> None:
        self.faults.append(Fault(result.row, column, problem, advice))

    def reward(self, result: Result) -> Decimal | None:
        if not result.reward:
            return None
        task = self.tasks.get(result.hit)
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
        task = self.tasks.get(result.hit)
        delivery = self.by_assignment.get(result.assignment)
        if delivery is None and task is not None:
            delivery = self.by_task.get((task.pk, person.pk))
        if delivery is not None and not self.is_theirs(delivery, result, task, person):
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

    def is_theirs(self, delivery: Delivery, result: Result, task: RemoteTask | None, person: Person) -> bool:
        advice = "Look whether rows were shifted or sorted in part."
        if delivery.attempt.person_id != person.pk:
            self.fault(result, "WorkerId", "this assignment is another worker's", advice)
        elif task is None or delivery.remote_task_id != task.pk:
            self.fault(result, "HITId", "this assignment belongs to another task", advice)
        elif delivery.assignment and delivery.assignment != result.assignment:
            self.fault(result, "AssignmentId", "this worker's answer to the task has another number", advice)
        else:
            return True
        return False

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
        self.by_task[task.pk, person.pk] = delivery
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
        )

    def life(self, result: Result, payment: Payment, person: Person, reward: Decimal | None) -> None:
        told, times = self.told, result.times
        if result.status in (Status.APPROVED, Status.PAID):
            differs = reward is not None and reward != payment.amount
            self.say(result, payment, Stage.ACCEPTED, "ApprovalTime", amount=reward if differs else None)
            told.accepted += 1
        if result.status == Status.PAID or (result.status == Status.APPROVED and "PaymentTime" in times):
            self.say(result, payment, Stage.PAID, "PaymentTime")
            told.paid += 1
        if result.status == Status.REJECTED:
            with translation.override(person.language):
                nothing = _("The requester gave no reason.")
            self.say(result, payment, Stage.REJECTED, "RejectionTime", reason=result.feedback or nothing)
            told.rejected += 1

    def say(self, result: Result, payment: Payment, stage: Stage, column: str, **more: Any) -> None:
        """Where the file has no time, it is the time at which we heard of it."""
        earnings.tell(
            payment=payment,
            stage=stage,
            source=Source.FILE,
            at=result.times.get(column, self.now),
            now=self.now,
            id=self.number(result, stage),
            **more,
        )

    def number(self, result: Result, what: str) -> uuid.UUID:
        return uuid.uuid5(self.connection.pk, f"{result.assignment} {what}")


def answer_of(item: Item, given: Mapping[str, str]) -> dict[str, Any]:
    """The answers of a row as our player would have sent them."""
    fields = item.content["fields"]
    named = whole(given, {field["name"]: field for field in fields})
    answer: dict[str, Any] = {}
    for field in fields:
        if field["name"] == TICKED:
            ticked = [
                option["value"] for option in field["options"] if is_ticked(named.get(option["value"], ""))
            ]
            answer |= {TICKED: ticked} if ticked else {}
        elif value := named.get(field["name"], "").strip():
            answer[field["name"]] = value.split("|") if field["widget"] == "choices" else value
    return answer


def is_ticked(cell: str) -> bool:
    return cell.strip().lower() not in ("", "false", "{}", "nan")


def want_less(connection: Connection, by_strangers: Mapping[str, int]) -> None:
    """What others have done there is not offered here; a table that shows less than an earlier one changes nothing."""
    tasks = RemoteTask.objects.filter(batch__connection=connection, remote_id__in=by_strangers)
    for task in tasks.select_related("item", "batch"):
        wanted = max(task.batch.assignments - by_strangers[task.remote_id], 0)
        if task.item.wanted is None or task.item.wanted > wanted:
            task.item.wanted = wanted
            task.item.save(update_fields=["wanted"])
    for batch in connection.batches.all():
        done = tasks.filter(batch=batch).values_list("remote_id", flat=True)
        count = sum(by_strangers[hit] for hit in done)
        Batch.objects.filter(pk=batch.pk, by_strangers__lt=count).update(by_strangers=count)
