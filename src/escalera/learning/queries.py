"""Questions about what peers say and what was measured."""

from django.db.models import QuerySet

from escalera.learning.models import Proposal, Recommendation
from escalera.people.models import Person
from escalera.skills.models import Skill
from escalera.tasks.models import TaskType


def peers_who_say(task_type: TaskType, skill: Skill | str) -> int:
    """How many peers say that the task type taught them the skill."""
    return Recommendation.objects.filter(task_type=task_type, skill=skill, taught=True).count()


def proposals_waiting_for(person: Person) -> QuerySet[Proposal]:
    """Proposals that this person may answer: not their own, not answered yet, in their language, not yet a task."""
    return (
        Proposal.objects.filter(task_type=None, language=person.words)
        .exclude(person=person)
        .exclude(voices__person=person)
        .select_related("skill")
        .order_by("at")
    )
