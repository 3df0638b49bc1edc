import uuid

from django.db import models

from escalera.people.models import Person
from escalera.programmes.models import Programme


class SavedBreakDown(models.Model):
    """What a posting asks for, kept for a programme without the posting and without who brought it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=160)
    language = models.CharField(max_length=5)
    materials = models.JSONField(default=dict)
    current = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("title",)

    class Privacy:
        personal = ()
        kept = "as long as the programme"

    def __str__(self) -> str:
        return self.title


class BreakDownVersion(models.Model):
    """The list of required skills at one time: {skill, level, required, phrase} in order, and why it changed."""

    id = models.UUIDField(primary_key=True)  # the form's own: sent twice, it is one version
    saved = models.ForeignKey(SavedBreakDown, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    skills = models.JSONField()
    reason = models.CharField(max_length=120, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=("saved", "number"), name="one_version_per_number_of_a_break_down"
            ),
        )

    class Privacy:
        personal = ("made_by", "made_at")
        kept = "as long as the break-down; who made it until that person leaves"

    def __str__(self) -> str:
        return f"{self.saved_id} {self.number}"
