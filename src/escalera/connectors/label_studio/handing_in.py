"""Answers go to a Label Studio as annotations, each once, whatever fails in between."""

from collections.abc import Sequence
from datetime import datetime

from escalera.connectors import delivering
from escalera.connectors.aliases import alias_for
from escalera.connectors.label_studio import config as configs
from escalera.connectors.label_studio.client import Annotation, LabelStudio, Region
from escalera.connectors.label_studio.results import results
from escalera.connectors.models import Batch, Delivery
from escalera.connectors.politeness import AlreadyThere, Missing, NotLetIn, Refused


def hand_in(*, batch: Batch, deliveries: Sequence[Delivery], studio: LabelStudio, now: datetime) -> int:
    """Deliver what is due of a batch; returns how many arrived. Raises Unreachable, NotLetIn."""
    arrived = 0
    for delivery in deliveries:
        try:
            arrived += hand_in_one(delivery, batch, studio, now=now)
        except NotLetIn:
            raise
        except Refused as refused:
            delivering.failed(delivery=delivery, why=refused, now=now)
    return arrived


def hand_in_one(delivery: Delivery, batch: Batch, studio: LabelStudio, *, now: datetime) -> bool:
    """Whether the platform has it. It is looked for first: it may have arrived before a failure."""
    regions = regions_of(delivery, batch, now=now)
    try:
        there = studio.annotations(int(delivery.remote_task.remote_id))
    except Missing:  # somebody removed the task there
        delivering.closed(delivery=delivery, batch=batch, now=now)
        return False
    number = found(there, delivery)
    if not number and regions and len(there) >= batch.assignments:
        delivering.closed(delivery=delivery, batch=batch, now=now)
        return False
    number = number or send(delivery, regions, studio)
    delivering.delivered(delivery=delivery, batch=batch, assignment=number, now=now)
    return True


def mark(delivery: Delivery) -> str:
    """Begins the id of each region that we send."""
    return f"e{delivery.attempt_id.hex}"


def found(there: Sequence[Annotation], delivery: Delivery) -> str:
    """The platform's number of this answer, or nothing."""
    return next((str(one.id) for one in there if one.marked(mark(delivery))), "")


def regions_of(delivery: Delivery, batch: Batch, *, now: datetime) -> list[Region]:
    """The alias stands with each of them, so that who looks at the work can tell people apart."""
    attempt = delivery.attempt
    config = configs.read(batch.task_type.source["config"])
    alias = alias_for(connection=batch.connection, person=attempt.person, now=now)
    found = results(config, attempt.item.content, attempt.answer, mark=mark(delivery))
    return [{**region, "meta": {"text": [alias.username]}} for region in found]


def send(delivery: Delivery, regions: Sequence[Region], studio: LabelStudio) -> str:
    """The platform's number of it. Raises PlatformError."""
    attempt = delivery.attempt
    try:
        number = studio.annotate(
            int(delivery.remote_task.remote_id),
            result=regions,
            seconds=attempt.seconds,
            unique_id=str(attempt.pk),
        )
    except AlreadyThere:  # an answer without a region bears no mark, so it was not found
        return f"attempt {attempt.pk}"
    return str(number)
