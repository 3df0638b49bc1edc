"""A task type of ours goes out to a platform: its items are kept here first, so that a killed exchange goes on."""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction

from escalera.connectors.models import Batch, Connection, Direction, Kind, RemoteTask
from escalera.tasks import making
from escalera.tasks.authoring import queries as authoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType

PLAIN_WIDGETS = {  # by the kinds whose exchange sends what is put out
    Kind.TURKLE: frozenset({"number", "text", "longtext", "choice", "choices", "compare", "ranking"}),
    Kind.LABEL_STUDIO: frozenset(
        {"number", "text", "longtext", "choice", "choices", "compare", "spans", "boxes"}
    ),
}
PLAIN_STIMULI = frozenset({"text", "quote", "table", "picture"})
MOST_ITEMS, MOST_ANSWERS = 500, 20
WAITING = "waiting-"  # what stands for the platform's number until it gives one
MARK = re.compile(r"escalera-[0-9a-f]{8}-\d+")


class NotPlain(Exception):
    """The items need something that a form on another platform can't show; the message names it."""


class SomebodyElsesWork(Exception):
    """A requester's tasks are not ours to give away."""


class TakesNoTasks(Exception):
    """Nothing of ours goes out to a platform of this kind."""


class NothingToSend(Exception):
    """Between 1 and MOST_ITEMS items with 1 to MOST_ANSWERS answers go out, in a language the task type has."""


@transaction.atomic
def put_out(
    *,
    connection: Connection,
    task_type: TaskType,
    language: str,
    items: int,
    answers: int,
    now: datetime,
    rng: np.random.Generator,
) -> Batch:
    """Keep what is to go out; the next exchange sends it.

    Raises TakesNoTasks, SomebodyElsesWork, NothingToSend, NotPlain.
    """
    if connection.kind not in PLAIN_WIDGETS:
        raise TakesNoTasks(connection.kind)
    if not (1 <= items <= MOST_ITEMS and 1 <= answers <= MOST_ANSWERS):
        raise NothingToSend
    chosen = chosen_items(task_type, language, items, rng)
    for item in chosen:
        check_plain(item.content, kind=connection.kind)
    if connection.kind == Kind.LABEL_STUDIO and len({shape(item.content) for item in chosen}) > 1:
        raise NotPlain("items that ask different things")
    batch = Batch.objects.create(
        connection=connection,
        remote_id=f"{WAITING}{uuid.uuid4().hex}",
        name=title_in(task_type, language)[:160],
        direction=Direction.OUT,
        task_type=task_type,
        assignments=answers,
        made_at=now,
    )
    RemoteTask.objects.bulk_create(
        RemoteTask(batch=batch, remote_id=str(item.pk), item=item) for item in chosen
    )
    return batch


def chosen_items(task_type: TaskType, language: str, most: int, rng: np.random.Generator) -> list[Item]:
    """New items of a family, or the rows of what an author made."""
    if task_type.origin in (Origin.FAMILY, Origin.PROPOSED) and task_type.family in REGISTRY:
        seeds = (int(rng.integers(10_000, 2**48)) for _ in range(most))
        return [making.made(task_type=task_type, language=language, seed=seed) for seed in seeds]
    if task_type.origin != Origin.AUTHORED:
        raise SomebodyElsesWork
    rows = authoring.current_items().filter(task_type=task_type, language=language)
    if found := list(rows.order_by("seed")[:most]):
        return found
    raise NothingToSend


def check_plain(content: Mapping[str, Any], *, kind: str) -> None:
    """Raises NotPlain."""
    widgets = {field["widget"] for field in content["fields"]} - PLAIN_WIDGETS[Kind(kind)]
    stimuli = {part["kind"] for part in content["stimulus"]} - PLAIN_STIMULI
    if strange := sorted(widgets | stimuli):
        raise NotPlain(", ".join(strange))


def shape(content: Mapping[str, Any]) -> tuple[Any, ...]:
    """What items have to have in common to share a labelling set-up."""
    parts = tuple(part["kind"] == "picture" for part in content["stimulus"])
    return parts, tuple((one["name"], one["widget"], one["on"]) for one in content["fields"])


def title_in(task_type: TaskType, language: str) -> str:
    return task_type.title_es if language == "es" else task_type.title_en


def is_waiting(batch: Batch) -> bool:
    """Whether the platform has not given it a number yet."""
    return batch.remote_id.startswith(WAITING)


def mark_of(batch: Batch) -> str:
    """What we recognise it by on the platform, should the answer to our sending it get lost."""
    return f"escalera-{batch.connection_id.hex[:8]}-{batch.pk}"


def is_practice(mark: str) -> bool:
    """Whether this or another programme put it out: practice never comes in as paid work."""
    return MARK.fullmatch(mark) is not None
