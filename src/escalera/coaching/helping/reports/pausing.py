"""Who is in no conversation for now: several people reported them, or one report was found to hold."""

import uuid

from django.db.models import Count, Q

from escalera.coaching.helping.reports.models import ThreadReport, Wrong
from escalera.people.models import Person

# So many people who say that something is wrong with somebody, and they pause until somebody has looked.
PAUSED_BY = 2


def paused() -> set[uuid.UUID]:
    """Neither asked for help nor brought together with a helper."""
    counted = ThreadReport.objects.standing().order_by().values("about")
    by = counted.annotate(
        people=Count("person", distinct=True), upheld=Count("pk", filter=Q(upheld_at__isnull=False))
    )
    return set(by.filter(Q(people__gte=PAUSED_BY) | Q(upheld__gte=1)).values_list("about", flat=True))


def is_paused(person: Person) -> bool:
    return person.pk in paused()


def reasons(person: Person) -> list[Wrong]:
    """What was said to be wrong with somebody, without who said so."""
    rows = ThreadReport.objects.standing().filter(about=person)
    return sorted({Wrong(one) for one in rows.values_list("wrong", flat=True)}, key=list(Wrong).index)
