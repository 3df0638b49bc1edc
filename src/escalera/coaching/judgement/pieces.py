"""What a judge sees of a piece: what was asked, and the words, without contact data and without a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from escalera.coaching.judgement.models import Comparison, Work
from escalera.people.redaction import redact
from escalera.tasks.families import REGISTRY, judging
from escalera.tasks.models import Attempt, Origin, TaskType


@dataclass(frozen=True)
class Piece:
    """`asked` are the parts of the item that were shown; empty for a piece of ours, whose request is in `asks`."""

    text: str
    asks: str
    stimulus: tuple[Mapping[str, Any], ...] = ()
    item: Any = None


def both(comparison: Comparison) -> tuple[Piece, Piece] | None:
    """The two pieces. None when one of them was taken back."""
    first = of(comparison.first, comparison.first_anchor, comparison)
    second = of(comparison.second, comparison.second_anchor, comparison)
    return (first, second) if first and second else None


def of(work: Work | None, anchor: str, comparison: Comparison) -> Piece | None:
    if work is None:
        ours = judging.anchors(comparison.task_type.family, comparison.language)
        found = next((one for one in ours if one.id == anchor), None)
        return Piece(found.text, found.asks) if found else None
    return of_work(work)


def of_work(work: Work) -> Piece | None:
    if work.attempt is None:
        return None
    content = work.attempt.item.content
    labels = {field["name"]: field["label"] for field in content.get("fields", ())}
    return Piece(
        text_of(work), labels.get(work.field, ""), tuple(content.get("stimulus", ())), work.attempt.item
    )


def text_of(work: Work) -> str:
    """The words of a piece, without telephone, address or link; empty when its author has left."""
    said = work.attempt.answer.get(work.field, "") if work.attempt else ""
    return redact(said if isinstance(said, str) else " ".join(said), language=work.language).text


def waiting_fields(attempt: Attempt) -> list[str]:
    """Names of the fields that a peer has to judge and that hold something."""
    if attempt.item.task_type.family == judging.FAMILY.slug:
        return []
    return [
        name
        for name, key in attempt.item.key.items()
        if key["rule"] == "peer"
        and key.get("weight", 1.0) > 0
        and attempt.fields.get(name, {}).get("score", 0) is None
        and attempt.answer.get(name)
    ]


def types_for_peers() -> list[str]:
    """Task types whose items ask for something that only people can judge."""
    ours = {slug for slug, family in REGISTRY.items() if slug != judging.FAMILY.slug}
    made = TaskType.objects.filter(family__in=ours).values_list("slug", "family", "level")
    found = [slug for slug, family, level in made if asks_peers(family, level)]
    outside = TaskType.objects.filter(origin=Origin.OUTSIDE)
    return [*found, *outside.values_list("slug", flat=True)]


@cache
def asks_peers(family: str, level: int) -> bool:
    item = REGISTRY[family].make(level, "en", np.random.default_rng(0))
    return any(key.rule == "peer" and key.weight > 0 for key in item.key.values())
