"""Work of a platform becomes paid items; it is offered only while the platform lacks answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from escalera.connectors.models import Batch, Connection, Direction, RemoteTask
from escalera.tasks.actions import weigh
from escalera.tasks.foreign.importing import UNSCORED, seed
from escalera.tasks.foreign.making import Made, MadeItem
from escalera.tasks.models import Item, Origin, TaskType


@dataclass(frozen=True)
class Incoming:
    """A batch as a platform offers it: how the work looks, and each task with its item."""

    remote_id: str
    remote_project: str
    name: str
    assignments: int
    made: Made
    tasks: Mapping[str, MadeItem]
    source: Mapping[str, Any] = field(
        default_factory=dict
    )  # what handing in has to know, kept with the task type


@transaction.atomic
def keep(
    *, connection: Connection, incoming: Incoming, pay: Decimal, currency: str, now: datetime
) -> tuple[Batch, int]:
    """Keep a batch and its tasks; what is known stays. Returns how many tasks are new."""
    batch, _ = Batch.objects.get_or_create(
        connection=connection,
        remote_id=incoming.remote_id,
        defaults={
            "remote_project": incoming.remote_project,
            "name": incoming.name[:160],
            "direction": Direction.IN,
            "task_type": task_type_of(connection, incoming, pay=pay, currency=currency),
            "pay": pay,
            "currency": currency,
            "assignments": incoming.assignments,
            "made_at": now,
        },
    )
    known = set(batch.remote_tasks.values_list("remote_id", flat=True))
    new = {number: made for number, made in incoming.tasks.items() if number not in known}
    for number, made in new.items():
        item = item_of(batch, number, made, language=incoming.made.language)
        RemoteTask.objects.create(batch=batch, remote_id=number, item=item)
    return batch, len(new)


def task_type_of(connection: Connection, incoming: Incoming, *, pay: Decimal, currency: str) -> TaskType:
    made = incoming.made
    slug = f"{connection.kind}-{connection.pk.hex[:8]}-{incoming.remote_id}"[:80]
    task_type, _ = TaskType.objects.update_or_create(
        slug=slug,
        defaults={
            "family": f"{connection.kind}-{connection.pk.hex[:8]}-{incoming.remote_project}"[:60],
            "level": made.level,
            "title_en": made.title[:160],
            "title_es": made.title[:160],
            "minutes": made.minutes,
            "origin": Origin.TEMPLATE,
            "programme": connection.programme,
            "requester": connection.requester,
            "pay": pay,
            "currency": currency,
            "source": {"language": made.language, "platform": connection.kind, "marks": []}
            | dict(incoming.source),
        },
    )
    weigh(task_type=task_type, weights=made.weights)
    return task_type


def item_of(batch: Batch, number: str, made: MadeItem, *, language: str) -> Item:
    """Two tasks that show the same are two items: each of them is paid. Nobody here knows the answer."""
    item, _ = Item.objects.get_or_create(
        task_type=batch.task_type,
        seed=seed(f"{batch.pk}/{number}", made.content, is_scored=False) % UNSCORED,
        language=language,
        defaults={
            "content": made.content,
            "key": made.key,
            "chance": made.chance,
            "wanted": batch.assignments,
        },
    )
    return item


@transaction.atomic
def refresh(*, batch: Batch, is_open: bool, by_others: Mapping[str, int]) -> None:
    """Offer each task only as often as the platform still wants it from people of ours."""
    for task in batch.remote_tasks.select_related("item"):
        wanted = max(batch.assignments - by_others.get(task.remote_id, 0), 0) if is_open else 0
        if task.item.wanted != wanted:
            Item.objects.filter(pk=task.item_id).update(wanted=wanted)
    TaskType.objects.filter(pk=batch.task_type_id).exclude(is_open=is_open).update(is_open=is_open)
