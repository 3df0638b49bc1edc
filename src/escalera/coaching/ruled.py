"""What every ruling on words out of place has: whether they are taken away, when, and whether it was taken back."""

from django.db import models


class RulingBase(models.Model):
    """Taken back, it counts no longer."""

    takes_away = models.BooleanField()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ("at",)


def one_standing(field: str, name: str) -> models.UniqueConstraint:
    """At most one ruling on a thing stands at a time."""
    return models.UniqueConstraint(fields=(field,), condition=models.Q(taken_back_at=None), name=name)
