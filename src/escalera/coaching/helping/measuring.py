"""Whether help helped: the learner's next attempts at the same task type, against what was expected when they asked."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from escalera.coaching import brokering
from escalera.coaching.brokering import Followed
from escalera.coaching.helping.models import Asking, Closing, HelpEffect, HelpRequest
from escalera.tasks.models import Attempt

LOOKED_BACK, FOLLOWED_FOR = timedelta(days=180), timedelta(days=14)
NEXT = 3
# A request that nobody took up is compared with once somebody could have answered it.
LEFT_ALONE = timedelta(days=1)


@transaction.atomic
def measure(*, now: datetime) -> int:
    """Measure every helper's effect anew; returns of how many. Twice is once."""
    found = brokering.effects(list(followed(now=now)))
    HelpEffect.objects.exclude(person__in=found).delete()
    for helper, effect in found.items():
        values = {
            "requests": effect.requests,
            "mean": effect.mean,
            "deviation": effect.deviation,
            "logits": effect.logits,
            "at": now,
        }
        HelpEffect.objects.update_or_create(person_id=helper, defaults=values)
    return len(found)


def is_due() -> bool:
    return Closing.objects.exists()


def followed(*, now: datetime) -> Iterator[Followed]:
    """Requests after which the learner tried again, with the helper or without one."""
    requests = HelpRequest.objects.filter(asked_at__gt=now - LOOKED_BACK).exclude(expected=None)
    rows = list(requests.order_by("asked_at"))
    helped = _helped(rows)
    tries = _tries(rows)
    for request in rows:
        asking = helped.get(request.pk)
        if asking is None and now - request.asked_at < LEFT_ALONE:
            continue
        word = _learners_word(asking) if asking else None
        if asking is not None and word is None:
            continue
        since = word.at if word else request.asked_at
        next_ones = [
            score
            for at, score in tries[request.person_id, request.task_type_id]
            if since < at <= since + FOLLOWED_FOR
        ][:NEXT]
        if next_ones and request.expected is not None:
            yield Followed(
                helper=asking.helper_id if asking else None,
                expected=request.expected,
                score=sum(next_ones) / len(next_ones),
                attempts=len(next_ones),
                ahead=float(asking.because["helper_level"]) - request.level if asking else 0.0,
                solved=bool(word and word.solved),
            )


def _helped(requests: list[HelpRequest]) -> dict[UUID, Asking]:
    begun = Asking.objects.filter(request__in=requests, accepted_at__isnull=False, declined_at=None)
    return {one.request_id: one for one in begun.select_related("request").prefetch_related("closings")}


def _learners_word(asking: Asking) -> Closing | None:
    return next((one for one in asking.closings.all() if one.person_id == asking.request.person_id), None)


def _tries(requests: list[HelpRequest]) -> dict[tuple[UUID, str], list[tuple[datetime, float]]]:
    rows = Attempt.objects.filter(
        person__in={one.person_id for one in requests},
        item__task_type__in={one.task_type_id for one in requests},
        too_fast=False,
        is_repeat=False,
    ).order_by("received_at")
    found: dict[tuple[UUID, str], list[tuple[datetime, float]]] = defaultdict(list)
    for person, task_type, at, score in rows.values_list(
        "person_id", "item__task_type_id", "received_at", "score"
    ):
        if score is not None:
            found[person, task_type].append((at, score))
    return found
