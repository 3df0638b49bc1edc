"""What words come to, and what holds in a circle today."""

from collections import Counter

from django.db.models import Exists, OuterRef, QuerySet

from escalera.circles.decisions.models import Answer, Decision, Kind, Outcome, Way
from escalera.circles.models import Circle

LEAST_SHARE = 0.5  # of the members who must have said something


def counted(decision: Decision) -> Counter[str]:
    """Words by answer, of those who sit in the circle now."""
    return Counter(decision.said.filter(seat__left_at=None).values_list("answer", flat=True))


def outcome_of(decision: Decision) -> Outcome:
    words = counted(decision)
    if words.total() < LEAST_SHARE * decision.circle.seats.filter(left_at=None).count():
        return Outcome.TOO_FEW
    if decision.way == Way.CONSENT:
        return Outcome.REFUSED if words[Answer.NO] or not words[Answer.YES] else Outcome.ACCEPTED
    return Outcome.ACCEPTED if words[Answer.YES] > words[Answer.NO] else Outcome.REFUSED


def all_agree(decision: Decision) -> bool:
    """Whether everybody said something and nobody no: then there is nothing to wait for."""
    words = counted(decision)
    everybody = decision.circle.seats.filter(left_at=None).count()
    return words.total() >= everybody and not words[Answer.NO] and words[Answer.YES] > 0


def standing(circle: Circle, kind: Kind) -> QuerySet[Decision]:
    """Accepted decisions of a kind that no later one undid, the newest first."""
    undone = Decision.objects.filter(undoes=OuterRef("pk"), outcome=Outcome.ACCEPTED)
    accepted = circle.decisions.filter(kind=kind, outcome=Outcome.ACCEPTED)
    return accepted.exclude(Exists(undone)).order_by("-closed_at")


def goal_of(circle: Circle) -> Decision | None:
    """The decision that chose the job the circle walks towards."""
    return standing(circle, Kind.GOAL).first()


def may_be_undone(decision: Decision) -> bool:
    if decision.kind not in (Kind.AGREEMENT, Kind.GOAL) or decision.outcome != Outcome.ACCEPTED:
        return False
    return not decision.undone_by.filter(outcome__in=(Outcome.OPEN, Outcome.ACCEPTED)).exists()
