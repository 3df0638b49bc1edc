from datetime import datetime

from django.db import models

from escalera.coaching.helping.models import Asking
from escalera.people.models import Person


class Wrong(models.TextChoices):
    RUDE = "rude", "insults or threats"
    CONTACT = "contact", "wants to meet or write elsewhere"
    MONEY = "money", "wants money or goods"
    OTHER = "other", "something else"


class ThreadReportQuerySet(models.QuerySet["ThreadReport"]):
    def standing(self) -> "ThreadReportQuerySet":
        """Not dismissed: it counts."""
        return self.filter(dismissed_at=None)


class ThreadReport(models.Model):
    """One of the two says that something is wrong with the conversation; with `shared`, who looks may read it."""

    id = models.UUIDField(primary_key=True)
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    about = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    wrong = models.CharField(max_length=8, choices=Wrong.choices)
    words = models.CharField(max_length=280, blank=True)
    shared = models.BooleanField(default=False)
    at = models.DateTimeField()
    # Somebody looked: it holds, or nothing is wrong. Undone: neither; the ledger keeps what was.
    upheld_at = models.DateTimeField(null=True)
    dismissed_at = models.DateTimeField(null=True)

    objects = ThreadReportQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("asking", "person"), name="one_report_of_a_conversation_each"),
            models.CheckConstraint(
                condition=models.Q(upheld_at=None) | models.Q(dismissed_at=None),
                name="a_report_holds_or_is_dismissed",
            ),
        )

    class Privacy:
        personal = ("person", "wrong", "words", "shared", "at")
        kept = "until one of the two erases it"
        ways = ("person",)

    def __str__(self) -> str:
        return f"report of {self.asking_id}"

    @property
    def ruled_at(self) -> datetime | None:
        return self.upheld_at or self.dismissed_at


class PauseAppeal(models.Model):
    """Somebody who is paused says how it was, in their own words."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="pause_appeals")
    words = models.CharField(max_length=280)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)

    class Privacy:
        personal = ("person", "words", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"appeal of {self.person_id}"
