"""Who gets into no new conversation for now: several people reported them, or one report was found to hold."""

import uuid

from django.db.models import Count, Q, QuerySet

from escalera.coaching.helping.reports.models import ThreadReport, Wrong
from escalera.people.models import Person

# So many people who say that something is wrong with somebody, and they pause until somebody has looked.
PAUSED_BY = 2


def paused() -> set[uuid.UUID]:
    """Neither asked for help nor brought together with a helper."""
    return _paused_among(ThreadReport.objects.standing())


def is_paused(person: Person) -> bool:
    return bool(_paused_among(ThreadReport.objects.standing().filter(about=person)))


def _paused_among(reports: QuerySet[ThreadReport]) -> set[uuid.UUID]:
    by = reports.order_by().values("about")
    counted = by.annotate(
        people=Count("person", distinct=True), upheld=Count("pk", filter=Q(upheld_at__isnull=False))
    )
    return set(counted.filter(Q(people__gte=PAUSED_BY) | Q(upheld__gte=1)).values_list("about", flat=True))


def reasons(person: Person) -> list[Wrong]:
    """What was said to be wrong with somebody, without who said so."""
    rows = ThreadReport.objects.standing().filter(about=person)
    return sorted({Wrong(one) for one in rows.values_list("wrong", flat=True)}, key=list(Wrong).index)
