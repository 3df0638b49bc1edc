"""What people answered on a platform becomes attempts here, under ids that make reading twice reading once."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from escalera.connectors.aliases import people_of
from escalera.connectors.models import Batch
from escalera.paths import actions as paths
from escalera.paths.models import Step
from escalera.people.models import Person
from escalera.tasks.models import Attempt, Item


@dataclass(frozen=True)
class Result:
    """One finished answer as a platform tells of it."""

    username: str
    assignment: str
    item: str  # our own number of the item, which travelled with it
    answer: Mapping[str, str | list[str]]
    seconds: float | None  # idle time included: it stands for wall time
    at: datetime | None


def take_in(*, batch: Batch, results: Iterable[Result], now: datetime) -> int:
    """Keep what people of ours answered, count what others did; returns how many attempts are new."""
    people, items = people_of(batch.connection), items_of(batch)
    strangers, new = 0, 0
    for result in results:
        person, item = people.get(result.username), items.get(result.item)
        if item is None:  # a row that somebody added there
            continue
        if person is None:
            strangers += 1
        else:
            new += keep(batch, result, person, item, now=now)
    Batch.objects.filter(pk=batch.pk).update(by_strangers=strangers)
    return new


def items_of(batch: Batch) -> dict[str, Item]:
    tasks = batch.remote_tasks.select_related("item__task_type")
    return {str(task.item_id): task.item for task in tasks}


def keep(batch: Batch, result: Result, person: Person, item: Item, *, now: datetime) -> bool:
    """Whether it is new."""
    id = uuid.uuid5(batch.connection_id, result.assignment)
    if Attempt.objects.filter(pk=id).exists():
        return False
    step = Step.objects.filter(goal__person=person, item=item, finished_at=None).first()
    paths.record_attempt(
        id=id,
        person=person,
        item=item,
        step=step,
        answer=result.answer,
        seconds=None,
        wall_seconds=result.seconds,
        help_used=False,
        answered_at=result.at or now,
        now=now,
    )
    return True
