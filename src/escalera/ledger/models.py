import uuid

from django.db import models


class Event(models.Model):
    """Something that happened, kept for ever; erasure empties subject and payload and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    subject = models.UUIDField(null=True, db_index=True)
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        indexes = (models.Index(fields=("kind", "at"), name="events_by_kind_and_time"),)

    class Privacy:
        personal = ("subject", "payload")
        kept = "for ever; subject and payload are emptied when the person leaves"

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%Y-%m-%d %H:%M}"
