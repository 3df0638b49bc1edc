"""A guest leaves no address to write to: what is theirs is kept for 180 days after they last did anything."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, OuterRef

from escalera.ledger.models import Event
from escalera.people.models import Person
from escalera.rights.belongings import belongings

GUESTS_KEPT = timedelta(days=180)


def unseen_guests(*, now: datetime) -> models.QuerySet[Person]:
    since = now - GUESTS_KEPT
    guests = Person.objects.filter(account__isnull=True, created_at__lt=since)
    for belonging in belongings():
        for time in times(belonging.model):
            for way in belonging.ways:
                recent = {way: OuterRef("pk"), f"{time}__gte": since}
                guests = guests.exclude(Exists(belonging.model._base_manager.filter(**recent)))
    return guests.exclude(Exists(Event.objects.filter(subject=OuterRef("pk"), at__gte=since)))


def times(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)]
