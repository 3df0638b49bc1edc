"""What somebody on their way has: a goal, a step, an attempt, a posting, a proposal, a payment, a programme."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.utils import timezone

import helping
from circling import circle_of
from escalera.circles.models import Circle
from escalera.coaching.helping.models import Asking, HelpRequest
from escalera.coaching.judgement.models import Comment, Comparison
from escalera.coaching.models import TipShowing, WayPeriod
from escalera.credit import accounts
from escalera.credit import actions as credit
from escalera.credit.models import Transfer
from escalera.earnings import actions as earnings
from escalera.earnings.models import Payment, Source, Stretch
from escalera.earnings.unpaid import actions as unpaid
from escalera.earnings.unpaid.models import Kind
from escalera.jobs import actions as jobs
from escalera.jobs.models import Job, Posting
from escalera.learning import proposals
from escalera.learning.models import Proposal
from escalera.paths import actions
from escalera.paths.models import Goal, Step
from escalera.people import blocking
from escalera.people.models import Block, Person
from escalera.programmes import actions as programmes
from escalera.programmes.models import Programme
from escalera.skills.models import Skill
from escalera.tasks.families import judging
from escalera.tasks.models import Attempt, Requester
from judged import captions, comment_on, work_of
from tipping import moment, tip_by
from walking import do, right_answer
from wayfaring import offered

TEXT = "Data entry. You read documents, enter data and check every number. Pay: 90 pesos an hour."


@dataclass(frozen=True)
class Belongings:
    person: Person
    goal: Goal
    step: Step
    attempt: Attempt
    posting: Posting
    proposal: Proposal
    comparison: Comparison
    comment: Comment
    payment: Payment
    programme: Programme
    stretch: Stretch
    requester: Requester
    transfer: Transfer
    tip_showing: TipShowing  # of a tip of one's own, so that both are the person's
    help_request: HelpRequest
    asking: Asking
    block: Block
    circle: Circle
    way_period: WayPeriod


def belongings_of(person: Person, now: datetime) -> Belongings:
    """Needs the starter set."""
    posting = jobs.bring(person=person, source=TEXT, now=now)
    goal = actions.set_goal(person=person, origin=Job.objects.get(pk="data-entry"), now=now)
    first = actions.next_step(goal=goal, now=now, seed=1)
    assert first is not None
    attempt = do(first, right_answer(first), now)
    step = actions.next_step(goal=goal, now=now, seed=2)
    assert step is not None
    proposal = propose(person, now)
    programme = programmes.begin(name="Taller", coordinator=person, now=now)
    comparison, comment = to_judge(person, now), comment_on_work_of(person, now)
    return Belongings(
        person=person,
        goal=goal,
        step=step,
        attempt=attempt,
        posting=posting,
        proposal=proposal,
        comparison=comparison,
        comment=comment,
        payment=payment(person, now),
        programme=programme,
        stretch=stretch(person, now),
        requester=Requester.objects.get_or_create(name="Seed shop")[0],
        transfer=gift(person, now),
        tip_showing=tip_shown(attempt, now),
        help_request=helping.stuck(person, now),
        asking=asked_to_help(person, now),
        block=muted(person, now),
        circle=circle_of(person, now),
        way_period=offered(person, "pair", now),
    )


def tip_shown(attempt: Attempt, now: datetime) -> TipShowing:
    task_type = attempt.item.task_type
    tip = tip_by(attempt.person, now, on=task_type.pk)
    return moment(tip, attempt.person, task_type, now)


def asked_to_help(person: Person, now: datetime) -> Asking:
    learner = Person.objects.create(language=person.language, created_at=now)
    request = helping.stuck(learner, now)
    because = {
        "skill": request.skill_id,
        "level": 0.3,
        "helper_level": 0.6,
        "languages": [request.language],
        "hours": [9],
        "waiting_minutes": 3,
        "expected_success": 0.9,
    }
    return Asking.objects.create(request=request, helper=person, because=because, asked_at=now)


def stretch(person: Person, now: datetime) -> Stretch:
    return unpaid.note(id=uuid4(), person=person, kind=Kind.WAITING, seconds=600, ended_at=now, now=now)


def muted(person: Person, now: datetime) -> Block:
    other = Person.objects.create(language=person.language, created_at=now)
    return blocking.block(id=uuid4(), person=person, other=other, apart=False, about="somebody", now=now)


def gift(person: Person, now: datetime) -> Transfer:
    """Ten minutes for everybody, which can still be taken back."""
    fund = accounts.of_everybody(now=now)
    return credit.give(id=uuid4(), person=person, to=fund, seconds=600, at=now, now=timezone.now())


def to_judge(person: Person, now: datetime) -> Comparison:
    """A pair of pieces of ours that was offered to the person."""
    first, second, *_ = (one.id for one in judging.anchors("captions", person.words))
    return Comparison.objects.create(
        judge=person,
        task_type=captions(),
        language=person.words,
        first_anchor=first,
        second_anchor=second,
        offered_at=now,
    )


def comment_on_work_of(person: Person, now: datetime) -> Comment:
    """A piece of the person, and what somebody said of it."""
    judge = Person.objects.create(language=person.language, created_at=now)
    return comment_on(work_of(person, now=now), by=judge, now=now)


def propose(person: Person, now: datetime, **values: object) -> Proposal:
    said = {"title": "Read a bus timetable", "description": "Look for the last bus home.", **values}
    skill = Skill.objects.get(pk="read-documents")
    return proposals.propose(id=uuid4(), person=person, skill=skill, now=now, **said)  # type: ignore[arg-type]


def payment(person: Person, now: datetime) -> Payment:
    return earnings.expect(
        id=uuid4(),
        person=person,
        work="Seed labels",
        amount=None,
        currency="",
        source=Source.WORKER,
        at=now,
        now=now,
    )
