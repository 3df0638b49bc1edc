"""Who may read a joint proposal while it collects, and whose support counts."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from escalera.circles.joint.models import JointProposal, Support
from escalera.circles.models import Seat
from escalera.people.models import Person
from escalera.programmes.models import Membership


def seen_by(person: Person | None) -> QuerySet[JointProposal]:
    """Those of one's own circle, and those opened to the circles of a programme one is in."""
    seats = Seat.objects.taken().filter(person=person) if person else Seat.objects.none()
    programmes = Membership.objects.current().filter(person=person).values("programme")
    opened = Q(Exists(seats), opened_to__in=programmes)
    seen = JointProposal.objects.filter(Q(circle__in=seats.values("circle")) | opened)
    return seen.filter(circle__dissolved_at=None)


def may_see(person: Person, proposal: JointProposal) -> bool:
    return seen_by(person).filter(pk=proposal.pk).exists()


def counting(proposal: JointProposal) -> QuerySet[Support]:
    """Of those who may support it today: who left the circle, or the programme, no longer counts."""
    seats = Seat.objects.taken().filter(person=OuterRef("person"))
    own = Exists(seats.filter(circle=proposal.circle_id))
    members = Membership.objects.current().filter(person=OuterRef("person"), programme=proposal.opened_to_id)
    opened = Q(Exists(seats), Exists(members)) if proposal.opened_to_id else Q(pk__in=())
    return proposal.supports.filter(Q(own) | opened)
