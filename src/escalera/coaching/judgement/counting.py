"""Judging counts: each judgement is also an attempt at the task type "judging", on the way like any other."""

from datetime import datetime
from typing import Any

from escalera.coaching.judgement.models import Comparison, Judgement, Side
from escalera.paths import actions as paths
from escalera.paths.models import Step
from escalera.people.models import Person
from escalera.tasks.families import judging
from escalera.tasks.models import Attempt, Item, TaskType

VALUES = {Side.FIRST: "a", Side.SECOND: "b"}
WORDS = {
    "en": (
        "Which of the two pieces is better?",
        "Your comment",
        "Piece {}",
        "You judged two pieces of others.",
    ),
    "es": (
        "¿Cuál de los dos trabajos es mejor?",
        "Tu comentario",
        "Trabajo {}",
        "Evaluaste dos trabajos de otras personas.",
    ),
}


def count(
    *,
    judgement: Judgement,
    comment: str,
    person: Person,
    seconds: float | None,
    wall_seconds: float | None,
    answered_at: datetime,
    now: datetime,
) -> Attempt | None:
    """Record the attempt under the judgement's id. A pair of ours is scored at once, others when both are known."""
    level = 3 if comment else 2
    task_type = TaskType.objects.filter(pk=judging.FAMILY.task_type(level), is_open=True).first()
    if task_type is None:
        return None
    attempt = paths.record_attempt(
        id=judgement.pk,
        person=person,
        item=item_of(judgement.comparison, task_type),
        step=open_step(person),
        answer={"better": VALUES[Side(judgement.better)], **({"comment": comment} if comment else {})},
        seconds=seconds,
        wall_seconds=wall_seconds,
        help_used=False,
        answered_at=answered_at,
        now=now,
    )
    if judgement.too_fast and not attempt.too_fast:  # the item holds no piece, so its words say too little
        attempt.too_fast = True
        attempt.save(update_fields=["too_fast"])
    return attempt


def open_step(person: Person) -> Step | None:
    """A step of judging that waits on the person's way: a real pair does as well as one of ours."""
    steps = Step.objects.filter(goal__person=person, goal__left_at=None, finished_at=None)
    return steps.filter(task_type__family=judging.FAMILY.slug).select_related("goal__person").first()


def item_of(comparison: Comparison, task_type: TaskType) -> Item:
    """An item that names no piece: it outlives the people whose pieces they are."""
    language = comparison.language
    question, remark, piece, told = WORDS[language]
    options = [{"value": value, "label": piece.format(value.upper())} for value in VALUES.values()]
    fields = [{"name": "better", "label": question, "widget": "choice", "hint": "", "options": options}]
    key: dict[str, Any] = {"better": known_order(comparison)}
    if task_type.level == 3:
        fields.append({"name": "comment", "label": remark, "widget": "longtext", "hint": "", "options": []})
        criteria = judging.criteria_of_a_comment(language, pieces=())
        key["comment"] = {"rule": "rubric", "right": criteria, "shown": "", "weight": 1.0, "detail": {}}
    item, _ = Item.objects.get_or_create(
        task_type=task_type,
        seed=comparison.pk.int % 2**48,
        language=language,
        defaults={
            "content": {"instructions": told, "example": "", "hint": "", "stimulus": [], "fields": fields},
            "key": key,
            "feedback": {},
            "chance": 0.5,
        },
    )
    return item


def known_order(comparison: Comparison) -> dict[str, Any]:
    """The key of "which is better": known for a pair of ours, else waiting."""
    if not comparison.is_gold:
        return {"rule": "peer", "right": None, "shown": "", "weight": 1.0, "detail": {}}
    quality = {
        one.id: one.quality for one in judging.anchors(comparison.task_type.family, comparison.language)
    }
    first = quality[comparison.first_anchor] > quality[comparison.second_anchor]
    right = VALUES[Side.FIRST if first else Side.SECOND]
    shown = WORDS[comparison.language][2].format(right.upper())
    return {"rule": "choice", "right": right, "shown": shown, "weight": 1.0, "detail": {}}
