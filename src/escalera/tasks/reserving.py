"""Items of which an organisation wants only so many answers: nobody works on one in vain, no two on the last one."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from escalera.people.models import Person
from escalera.tasks.models import Attempt, Item, Reservation

KEPT_FOR = timedelta(hours=2)


def left_for(person: Person) -> models.QuerySet[Item]:
    """Items the person has not met, and of which answers are still wanted beside those given and promised."""
    others = Reservation.objects.filter(item=OuterRef("pk")).exclude(person=person)
    answers = Attempt.objects.filter(item=OuterRef("pk")).exclude(answer={})
    items = Item.objects.exclude(attempts__person=person).annotate(
        taken=counted(others, "pk") + counted(answers, "person")
    )
    return items.filter(Q(wanted=None) | Q(wanted__gt=F("taken")))


def free_for(person: Person) -> models.QuerySet[Item]:
    """Of these the ones of which any number of answers is wanted; cheaper to ask for."""
    met = Attempt.objects.filter(item=OuterRef("pk"), person=person)
    return Item.objects.filter(~Exists(met), wanted=None)


def counted(rows: models.QuerySet[models.Model], field: str) -> Coalesce:
    number = rows.order_by().values("item").annotate(number=Count(field, distinct=True)).values("number")
    return Coalesce(Subquery(number), 0)


@transaction.atomic
def hold(*, item: Item, person: Person, now: datetime) -> bool:
    """Keep the item for the person for two hours; False where others have taken it."""
    if item.wanted is None:
        return True
    # Locked, so that two people cannot take the last place at once.
    Item.objects.select_for_update().get(pk=item.pk)
    if not left_for(person).filter(pk=item.pk).exists():
        return False
    Reservation.objects.update_or_create(item=item, person=person, defaults={"until": now + KEPT_FOR})
    return True


def release(*, item: Item, person: Person) -> None:
    if item.wanted is not None:
        Reservation.objects.filter(item=item, person=person).delete()


def lapse(*, now: datetime) -> int:
    """Give back what was kept too long; returns how many."""
    return Reservation.objects.filter(until__lt=now).delete()[0]
