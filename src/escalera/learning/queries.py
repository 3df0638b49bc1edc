"""Questions about what peers say and what was measured."""

from django.db.models import QuerySet

from escalera.learning.models import Proposal
from escalera.people.models import Person
from escalera.tasks.models import Attempt


def is_peer(person: Person) -> bool:
    """Whether somebody has honestly tried at least one task."""
    return Attempt.objects.filter(person=person, too_fast=False).exists()


def proposals_waiting_for(person: Person) -> QuerySet[Proposal]:
    """Proposals that a peer may answer: of others, in their language, not answered, not yet a task."""
    if not is_peer(person):
        return Proposal.objects.none()
    return (
        Proposal.objects.filter(task_type=None, language=person.words)
        .exclude(person=person)
        .exclude(voices__person=person)
        .select_related("skill")
        .order_by("at")
    )
