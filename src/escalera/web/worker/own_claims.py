"""What somebody said tasks taught them, with what was measured beside it, and how far their word holds. For them alone."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from escalera.learning import teaching
from escalera.learning.models import Recommendation, Reliability
from escalera.people.models import Person
from escalera.web.worker import claims

SHOWN = 20


@dataclass(frozen=True)
class OwnClaim:
    word: Recommendation
    measured: str


@dataclass(frozen=True)
class OwnClaims:
    """The newest first; `holds` is empty where nothing was said."""

    claims: list[OwnClaim]
    holds: str


def of(person: Person) -> OwnClaims:
    words = person.recommendations.select_related("task_type", "skill").order_by("-at", "pk")[:SHOWN]
    known = [(word, teaching.on(word.task_type, word.skill)) for word in words]
    is_measured = any(one.measured for _word, one in known)
    rows = [OwnClaim(word, claims.evidence(one)) for word, one in known]
    return OwnClaims(rows, holds(person, is_measured=is_measured) if rows else "")


def holds(person: Person, *, is_measured: bool) -> str:
    """Kindly, and only once answers speak about something they said."""
    mine = Reliability.objects.filter(person=person).first() if is_measured else None
    if mine is None:
        return _("Whether it holds for others too, we can't tell yet: there are too few answers.")
    if mine.value >= claims.MOSTLY:
        return _("What you say mostly holds for others too. It counts when we choose tasks for them.")
    if mine.value >= claims.IN_PART:
        return _("What you say holds for others in part. It counts a bit when we choose tasks for them.")
    return _(
        "Others learned other things from these tasks than you. That happens: each of us learns in their own way. "
        "Your word counts less for now, and each new one can change that."
    )
