"""A comment that helps: one line of the rubric, one piece, one or two sentences."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from escalera.coaching.judgement.models import Comment, Judgement, Report, Work
from escalera.coaching.judgement.models import Side as Better
from escalera.coaching.judgement.pieces import Piece
from escalera.coaching.judgement.refusals import NotYours
from escalera.ledger import actions as ledger
from escalera.people import limits
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.tasks import fairness
from escalera.tasks.families import judging
from escalera.tasks.scoring import rubric

LONGEST = 280
MOST_A_DAY = 40


@dataclass(frozen=True)
class Said:
    """A comment as it comes from the page: a line of the rubric, which of the two pieces, a sentence."""

    line: str
    about: str
    text: str
    reconsidered: str = ""  # one of Reconsidered, once its writer was asked


class Reconsidered(models.TextChoices):
    """What a writer may answer when asked whether a comment is fair; the third way is to write it anew."""

    ABOUT_TASK = "about_task", "it is about the task"
    AS_IT_IS = "as_it_is", "send it as it is"


class BlamesOutside(Exception):
    """The comment seems to blame the author for what they could not help; `cause` names it, or is ""."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class NoLineChosen(Exception):
    """A comment is about one line of the rubric and one of the two pieces."""


class CommentNeedsWork(Exception):
    """A comment that would not help yet; `missed` says in plain words what it lacks."""

    def __init__(self, missed: tuple[str, ...]) -> None:
        super().__init__("; ".join(missed))
        self.missed = missed


def checked(comment: Said, both: tuple[Piece, Piece], person: Person, *, now: datetime) -> Said:
    """The comment without contact data. Raises NoLineChosen, CommentNeedsWork, TooMuch, BlamesOutside."""
    if comment.line not in judging.CRITERIA or comment.about not in Better.values:
        raise NoLineChosen
    text = redact(" ".join(storable(comment.text).split()), language=person.words).text[:LONGEST]
    criteria = judging.criteria_of_a_comment(person.words, pieces=[one.text for one in both])
    missed = rubric.judge(criteria, text, {}).missed if text else (criteria[0]["says"],)
    if missed:
        raise CommentNeedsWork(missed)
    limits.check(Comment.objects.filter(person=person), most=MOST_A_DAY, now=now)
    asked = comment.reconsidered in Reconsidered.values
    if not asked and (noticed := fairness.notice(text)):
        raise BlamesOutside(noticed.cause)
    return Said(comment.line, comment.about, text, comment.reconsidered if asked else "")


def deliver(comment: Said, *, judgement: Judgement, person: Person, now: datetime) -> Comment | None:
    """To the author of the piece; a comment on a piece of ours has nobody to go to."""
    work = judgement.comparison.first if comment.about == Better.FIRST else judgement.comparison.second
    if work is None:
        return None
    return Comment.objects.create(
        id=uuid.uuid5(judgement.pk, "comment"),
        judgement=judgement,
        person=person,
        work=work,
        line=comment.line,
        text=comment.text,
        about_task=comment.reconsidered == Reconsidered.ABOUT_TASK,
        at=now,
    )


@transaction.atomic
def report(*, comment: Comment, person: Person, now: datetime) -> Report:
    """The author of the piece reports a comment; nobody sees it from then on. Twice is once. Raises NotYours."""
    if not Work.objects.filter(pk=comment.work_id, attempt__person=person).exists():
        raise NotYours
    row, is_new = Report.objects.get_or_create(comment=comment, defaults={"person": person, "at": now})
    if is_new:
        ledger.record(
            kind="comment reported", subject=person.pk, payload={"comment": str(comment.pk)}, now=now
        )
    return row
