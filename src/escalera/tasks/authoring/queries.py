"""Questions about what people made: for whom it is, what is left to do of it."""

from django.db import models
from django.db.models import F, Q

from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme
from escalera.tasks.authoring.models import VERSION_ROOM, Draft, Publication
from escalera.tasks.models import Item, Origin, TaskType


def drafts_for(person: Person | None) -> models.QuerySet[Draft]:
    """One's own drafts, and those proposed to a programme that one coordinates."""
    if person is None:
        return Draft.objects.none()
    proposed = Q(proposed_at__isnull=False, programme__in=programmes.coordinated_by(person))
    return Draft.objects.filter(Q(person=person) | proposed).select_related("programme", "task_type")


def waiting_in(programme: Programme) -> models.QuerySet[Draft]:
    """Drafts that somebody proposed and a coordinator has not answered yet."""
    return Draft.objects.filter(programme=programme, proposed_at__isnull=False).order_by("proposed_at")


def published_in(programme: Programme) -> models.QuerySet[Publication]:
    return (
        Publication.objects.filter(programme=programme).select_related("task_type").order_by("-published_at")
    )


def current_items() -> models.QuerySet[Item]:
    """Rows of current versions."""
    first = F("task_type__publication__current") * VERSION_ROOM
    return Item.objects.filter(
        task_type__origin=Origin.AUTHORED, seed__gte=first, seed__lt=first + VERSION_ROOM
    )


def unmet_items(person: Person) -> models.QuerySet[Item]:
    """Rows of current versions that the person has not done, in their language where there are both."""
    readable = Q(language=person.words) | Q(task_type__publication__is_in_both=False)
    return current_items().filter(readable).exclude(attempts__person=person)


def used_up(person: Person) -> set[str]:
    """Authored task types of which the person has done every row."""
    left = unmet_items(person).values("task_type")
    authored = TaskType.objects.filter(is_open=True, origin=Origin.AUTHORED)
    return set(authored.exclude(pk__in=left).values_list("slug", flat=True))
