"""Beginning a joint proposal, standing behind it, sending it exactly once, answering it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction

from escalera.circles import seating
from escalera.circles.joint import standing
from escalera.circles.joint.models import FEWEST, JointProposal, Kind, Outcome, Reply, Support, To
from escalera.circles.models import Circle
from escalera.circles.reports.models import CollectiveReport
from escalera.circles.wording import cleaned
from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme
from escalera.tasks import fairness
from escalera.tasks.models import Requester

LONGEST = 1000
DAYS = (7, 14, 30)
MOST_OPEN = 5
MOST_NEEDED = 500  # where circles of a whole programme are asked


class NothingSaid(Exception):
    """A proposal or a reply without words."""


class NoAmount(Exception):
    """A pay floor says how much an hour, in which currency."""


class NoAddressee(Exception):
    """It is for a requester, a programme one is in, or everybody."""


class NumberNotPossible(Exception):
    """Fewer supporters than three, or more than there can be: `most`."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


class MayBeUnfair(Exception):
    """It seems to hold against somebody what they could not help; `cause` names it, or is ""."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class TooManyOpen(Exception):
    """A circle collects for so many at once."""


class Over(Exception):
    """It was sent, it was given up, or its time is over."""


class NotForYou(Exception):
    """Neither the person's circle nor opened to it, or not a programme the person coordinates."""


class NotBegunByYou(Exception):
    """Who began it gives it up; everybody else takes their own support back."""


@dataclass(frozen=True)
class Draft:
    kind: Kind
    text: str
    needed: int
    days: int
    requester: Requester | None = None
    programme: Programme | None = None
    amount: Decimal | None = None
    currency: str = ""
    report: CollectiveReport | None = None  # issued; attached
    opened_to: Programme | None = None
    as_it_is: bool = False  # asked whether it is fair, its writer sends it as it is

    @property
    def to(self) -> To:
        return To.REQUESTER if self.requester else To.PROGRAMME if self.programme else To.PUBLIC

    @property
    def addressee(self) -> str:
        return str(self.requester or (self.programme.name if self.programme else ""))


@transaction.atomic
def begin(*, id: uuid.UUID, circle: Circle, person: Person, draft: Draft, now: datetime) -> JointProposal:
    """Begin to collect; who begins stands behind it. The same id twice is one.

    Raises NothingSaid, NoAmount, NoAddressee, NumberNotPossible, MayBeUnfair, TooManyOpen, Seat.DoesNotExist.
    """
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    seat = circle.seats.taken().get(person=person)
    if there := circle.joint_proposals.filter(pk=id).first():
        return there
    text = _checked(draft, circle, person)
    if circle.joint_proposals.filter(outcome=Outcome.OPEN).count() >= MOST_OPEN:
        raise TooManyOpen
    is_floor = draft.kind == Kind.FLOOR
    proposal = circle.joint_proposals.create(
        id=uuid.uuid4() if JointProposal.objects.filter(pk=id).exists() else id,
        begun_by=seat,
        kind=draft.kind,
        to=draft.to,
        requester=draft.requester,
        programme=draft.programme,
        addressee=draft.addressee,
        language=person.words,
        text=text,
        amount=draft.amount if is_floor else None,
        currency=draft.currency if is_floor else "",
        report=draft.report,
        opened_to=draft.opened_to,
        needed=draft.needed,
        begun_at=now,
        closes_at=now + timedelta(days=draft.days if draft.days in DAYS else DAYS[1]),
    )
    Support.objects.create(proposal=proposal, person=person, at=now)
    more = {"proposal": str(proposal.pk), "needed": proposal.needed}
    seating.sign(circle=circle, person=person, kind="joint proposal begun", now=now, **more)
    return proposal


@transaction.atomic
def support(*, proposal: JointProposal, person: Person, now: datetime) -> JointProposal:
    """Stand behind it; whoever makes the number full sends it. Twice is once. Raises Over, NotForYou."""
    proposal = _locked(proposal)
    if proposal.is_sent and standing.may_see(person, proposal):
        return proposal
    if not proposal.takes_support(now=now):
        raise Over
    if not standing.may_see(person, proposal):
        raise NotForYou
    Support.objects.get_or_create(proposal=proposal, person=person, defaults={"at": now})
    supporters = standing.counting(proposal).count()
    _note(proposal, "joint proposal supported", now, supporters=supporters)
    if supporters >= proposal.needed:
        _send(proposal, supporters, now)
    return proposal


@transaction.atomic
def take_back(*, proposal: JointProposal, person: Person, now: datetime) -> None:
    """No longer stand behind it, until it is sent. Twice is once. Raises Over."""
    proposal = _locked(proposal)
    if not proposal.is_open:
        raise Over
    if proposal.supports.filter(person=person).delete()[0]:
        supporters = standing.counting(proposal).count()
        _note(proposal, "joint proposal support taken back", now, supporters=supporters)


@transaction.atomic
def give_up(*, proposal: JointProposal, person: Person, now: datetime) -> None:
    """Raises NotBegunByYou, Over; twice is once."""
    proposal = _locked(proposal)
    if proposal.begun_by is None or proposal.begun_by.person_id != person.pk:
        raise NotBegunByYou
    if proposal.is_sent:
        raise Over
    if proposal.is_open:
        _end(proposal, Outcome.GIVEN_UP, now)


@transaction.atomic
def reply(*, proposal: JointProposal, person: Person, text: str, now: datetime) -> Reply:
    """Answer what was sent to a programme; saying it anew replaces it. Raises NotForYou, NothingSaid."""
    proposal = _locked(proposal)
    programme = proposal.programme
    if programme is None or not proposal.is_sent or not programmes.is_coordinator(person, programme):
        raise NotForYou
    text = cleaned(text, person=person, longest=LONGEST)
    if not text:
        raise NothingSaid
    said = {"person": person, "text": text, "at": now}
    made, _ = Reply.objects.update_or_create(proposal=proposal, defaults=said)
    payload = {"proposal": str(proposal.pk)}
    ledger.record(kind="joint proposal answered", subject=person.pk, payload=payload, now=now)
    return made


def close_due(*, now: datetime) -> int:
    """End what has reached its deadline; returns how many. May be killed and run again."""
    due = JointProposal.objects.filter(outcome=Outcome.OPEN, closes_at__lte=now)
    for proposal in (found := list(due)):
        close(proposal, now=now)
    return len(found)


@transaction.atomic
def close(proposal: JointProposal, *, now: datetime) -> None:
    proposal = _locked(proposal)
    if proposal.is_open:
        _end(proposal, Outcome.TOO_FEW, now)


def most_needed(circle: Circle, *, is_opened: bool) -> int:
    """How many supporters may be asked for."""
    return MOST_NEEDED if is_opened else circle.seats.taken().count()


def _checked(draft: Draft, circle: Circle, person: Person) -> str:
    """The text without contact data, of a draft that may be begun."""
    text = cleaned(draft.text, person=person, longest=LONGEST)
    if not text:
        raise NothingSaid
    if draft.kind == Kind.FLOOR and not _is_amount(draft):
        raise NoAmount
    own = set(programmes.programmes_of(person))
    if {draft.programme, draft.opened_to} - {None} - own or (draft.requester and draft.programme):
        raise NoAddressee
    if draft.report and not circle.reports.issued().filter(pk=draft.report.pk).exists():
        raise CollectiveReport.DoesNotExist
    most = most_needed(circle, is_opened=draft.opened_to is not None)
    if not FEWEST <= draft.needed <= most:
        raise NumberNotPossible(most)
    is_about_somebody = draft.kind == Kind.COMPLAINT and not draft.as_it_is
    if is_about_somebody and (noticed := fairness.notice(text)):
        raise MayBeUnfair(noticed.cause)
    return text


def _is_amount(draft: Draft) -> bool:
    return bool(draft.currency and draft.amount and draft.amount.is_finite() and draft.amount > 0)


def _locked(proposal: JointProposal) -> JointProposal:
    """Of two supporters at once the second waits here, and sees what the first brought about."""
    return JointProposal.objects.select_for_update(of=("self",)).select_related("circle").get(pk=proposal.pk)


def _send(proposal: JointProposal, supporters: int, now: datetime) -> None:
    proposal.supporters = supporters
    _end(proposal, Outcome.SENT, now)


def _end(proposal: JointProposal, outcome: Outcome, now: datetime) -> None:
    proposal.outcome, proposal.ended_at = outcome, now
    proposal.save(update_fields=["outcome", "ended_at", "supporters"])
    _note(proposal, "joint proposal outcome", now, outcome=str(outcome), supporters=proposal.supporters)
    proposal.supports.all().delete()  # what is not kept can betray nobody


def _note(proposal: JointProposal, kind: str, now: datetime, **more: object) -> None:
    """Without a subject: who stood behind it is in no history. It is a sign of life of the circle all the same."""
    Circle.objects.filter(pk=proposal.circle_id, dissolved_at=None).update(last_sign_at=now, asked_at=None)
    payload = {"circle": str(proposal.circle_id), "proposal": str(proposal.pk), **more}
    ledger.record(kind=kind, subject=None, payload=payload, now=now)
