from django.db import models
from django.db.models import Q

from escalera.people.models import Person

LONGEST_S = 86_400


class Kind(models.TextChoices):
    """Kinds of unpaid work."""

    SEARCHING = "searching", "looking for work"
    WAITING = "waiting", "waiting for work"
    QUALIFICATION = "qualification", "unpaid tests and qualifications"
    REJECTED = "rejected", "work that was rejected"
    LEARNING = "learning", "learning and practice"
    COMMUNICATION = "communication", "messages with requesters and platforms"
    PAYMENTS = "payments", "getting and managing the pay"


class StretchQuerySet(models.QuerySet["Stretch"]):
    def running(self) -> "StretchQuerySet":
        return self.filter(seconds=None)


class Stretch(models.Model):
    """A stretch of unpaid work, noted by hand or by the clock. While its clock runs it has no seconds."""

    id = models.UUIDField(primary_key=True)  # the phone's own
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="stretches")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    began_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(null=True)  # 0: it was taken out again
    told_at = models.DateTimeField()
    payment = models.ForeignKey(
        "earnings.Payment", null=True, on_delete=models.SET_NULL, related_name="stretches"
    )

    objects = StretchQuerySet.as_manager()

    class Meta:
        ordering = ("-began_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(seconds__isnull=True), name="one_running_clock_per_person"
            ),
            models.CheckConstraint(
                condition=Q(seconds__isnull=True) | Q(seconds__lte=LONGEST_S),
                name="stretch_is_of_a_day_at_most",
            ),
        )
        indexes = (models.Index(fields=("person", "began_at"), name="stretches_of_a_person"),)

    class Privacy:
        personal = ("person", "kind", "began_at", "seconds", "told_at", "payment")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.kind} {str(self.pk)[:8]}"


class Correction(models.Model):
    """What a stretch was before it was corrected."""

    id = models.UUIDField(primary_key=True)
    stretch = models.ForeignKey(Stretch, on_delete=models.CASCADE, related_name="corrections")
    was_kind = models.CharField(max_length=14, choices=Kind.choices)
    was_seconds = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    class Privacy:
        personal = ("stretch", "was_kind", "was_seconds", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"correction of {self.stretch_id}"


class DayCorrection(models.Model):
    """What somebody says of the minutes of a day that were counted by themselves. The latest of a kind counts.

    Kept as a difference: what arrives late for the same day is counted all the same.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="day_corrections")
    day = models.DateField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    was_seconds = models.PositiveIntegerField()  # as counted by itself, whatever was said before
    seconds = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(seconds__lte=LONGEST_S), name="corrected_day_is_a_day_at_most"
            ),
        )
        indexes = (models.Index(fields=("person", "day"), name="corrected_days_of_a_person"),)

    class Privacy:
        personal = ("person", "day", "kind", "was_seconds", "seconds", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.kind} on {self.day}"
