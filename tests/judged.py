"""Works that wait for peers, people who have tried the task, and a judge who says what we tell them to."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import numpy as np

from escalera.coaching.judgement import actions, offering
from escalera.coaching.judgement.models import Comment, Comparison, Judgement, Work
from escalera.paths import actions as paths
from escalera.people.models import Person
from escalera.tasks import actions as tasks
from escalera.tasks.families import judging
from escalera.tasks.making import made
from escalera.tasks.models import Attempt, Item, Origin, TaskType

GOOD = "Three evenings of work and the old chair is as good as new, at {n} pesos in the market."
COMMENT = "The opening works well. You could add the day, because it was asked and is missing."
COMENTARIO = "La entrada funciona bien. Podrías agregar el día, que se pidió y falta en la segunda frase."


def captions(*, family: str = "captions") -> TaskType:
    """A task type whose second field only people can judge. Needs the starter skills."""
    task_type, is_new = TaskType.objects.get_or_create(
        slug=f"{family}-of-tests",
        defaults={
            "family": family,
            "level": 3,
            "title_en": "Write a caption",
            "title_es": "Escribir un texto",
            "minutes": 3,
            "origin": Origin.OUTSIDE,
        },
    )
    if is_new:
        tasks.weigh(task_type=task_type, weights={"persuade-in-writing": 1.0})
    return task_type


def item_of(task_type: TaskType, language: str) -> Item:
    fields = [
        {"name": name, "label": label, "widget": "longtext", "hint": "", "options": []}
        for name, label in (("body", "The text"), ("hook", "A first line"))
    ]
    stimulus = [{"kind": "text", "text": "A chair that was mended, 120 pesos, on Monday."}]
    peer = {"rule": "peer", "right": None, "shown": "", "weight": 1.0, "detail": {}}
    exact = {"rule": "exact", "right": ["chair"], "shown": "chair", "weight": 1.0, "detail": {}}
    return Item.objects.create(
        task_type=task_type,
        seed=Item.objects.count(),
        language=language,
        content={"instructions": "Write.", "example": "", "hint": "", "stimulus": stimulus, "fields": fields},
        key={"body": exact, "hook": peer},
    )


def answer(person: Person, *, hook: str | None = None, body: str = "chair", now: datetime) -> Attempt:
    """The person writes a caption; the machine's half is right unless `body` says otherwise."""
    text = GOOD.format(n=Attempt.objects.count() + 10) if hook is None else hook
    return paths.record_attempt(
        id=uuid4(),
        person=person,
        item=item_of(captions(), person.words),
        step=None,
        answer={"hook": text, "body": body},
        seconds=120,
        help_used=False,
        answered_at=now,
        now=now,
    )


def work_of(person: Person, *, now: datetime, **said: Any) -> Work:
    attempt = answer(person, now=now, **said)
    actions.open_works(now=now)
    return Work.objects.get(attempt=attempt)


def calibrated(person: Person, *, right: bool, now: datetime, times: int = 3) -> None:
    """Answers to gold pairs of the family."""
    for seed in range(times):
        item = made(task_type=TaskType.objects.get(pk="judging-2"), language=person.words, seed=seed)
        chosen = item.key["better"]["right"]
        other = "b" if chosen == "a" else "a"
        tasks.submit(
            id=uuid4(),
            person=person,
            item=item,
            step=None,
            answer={"better": chosen if right else other, "decides": item.key["decides"]["right"]},
            seconds=90,
            help_used=False,
            is_placement=False,
            answered_at=now,
            now=now,
        )


def offered(person: Person, now: datetime, seed: int = 0) -> Comparison | None:
    return offering.offer(person=person, now=now, rng=np.random.default_rng(seed))


def say(pair: Comparison, better: str, now: datetime, **more: Any) -> Judgement:
    return actions.judge(
        id=more.pop("id", None) or uuid4(),
        comparison=pair,
        person=pair.judge,
        better=better,
        seconds=more.pop("seconds", 60),
        answered_at=now,
        now=now,
        **more,
    )


def quality_of(pair: Comparison, side: str, quality: dict[Any, float]) -> float:
    anchor = getattr(pair, f"{side}_anchor")
    if anchor:
        return next(
            one.quality for one in judging.anchors(pair.task_type.family, pair.language) if one.id == anchor
        )
    return quality[getattr(pair, f"{side}_id")]


def judge_honestly(person: Person, quality: dict[Any, float], now: datetime, *, most: int = 10) -> int:
    """The judge always chooses the better one, as often as there is something to judge."""
    for done in range(most):
        pair = offered(person, now + timedelta(seconds=done), seed=done)
        if pair is None:
            return done
        first, second = (quality_of(pair, side, quality) for side in ("first", "second"))
        say(pair, "first" if first >= second else "second", now + timedelta(seconds=done))
    return most


def comment_on(work: Work, *, by: Person, now: datetime) -> Comment:
    """A pair with the work, judged by somebody who left a comment."""
    pair = Comparison.objects.create(
        judge=by,
        task_type=work.task_type,
        language=work.language,
        first=work,
        second_anchor=f"caption-{work.language}-good",
        offered_at=now,
    )
    said = Judgement.objects.create(id=uuid4(), comparison=pair, better="first", seconds=60, at=now)
    text = COMENTARIO if work.language == "es" else COMMENT
    return Comment.objects.create(
        id=uuid4(), judgement=said, person=by, work=work, line="complete", text=text, at=now
    )
