import uuid

from django.db import models

from escalera.programmes.versions import Version, Versioned


class SavedBreakDown(Versioned):
    """What a job asks for, kept for a programme without the posting and without who brought it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=160)  # the current version's
    language = models.CharField(max_length=5)
    materials = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("title",)

    class Privacy:
        personal = ()
        kept = "as long as the programme"

    def __str__(self) -> str:
        return self.title


class BreakDownVersion(Version):
    """The name and the list of required skills at one time, in order: see listing.py."""

    saved = models.ForeignKey(SavedBreakDown, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=160, blank=True)  # empty: from before names had versions
    skills = models.JSONField()

    class Meta(Version.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("saved", "number"), name="one_version_per_number_of_a_break_down"
            ),
        )

    def __str__(self) -> str:
        return f"{self.saved_id} {self.number}"
