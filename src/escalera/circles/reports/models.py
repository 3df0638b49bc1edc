import uuid

from django.db import models
from django.db.models import F, Q

from escalera.circles.publishing import PERSONAL, Published
from escalera.people.models import Person


class CollectiveReportQuerySet(models.QuerySet["CollectiveReport"]):
    def of(self, person: Person | None) -> "CollectiveReportQuerySet":
        """Those of the circle where the person sits."""
        sits = Q(circle__seats__person=person, circle__seats__left_at=None) if person else Q(pk__in=())
        return self.filter(sits, circle__dissolved_at=None)

    def gathering(self) -> "CollectiveReportQuerySet":
        return self.filter(issued_at=None, ended_at=None)

    def issued(self) -> "CollectiveReportQuerySet":
        return self.exclude(issued_at=None)

    def shown(self) -> "CollectiveReportQuerySet":
        """What anybody with the address may read."""
        return self.issued().filter(withdrawn_at=None)


class CollectiveReport(Published):
    """What members who agree to it earned and worked from a day to another; once issued it never changes.

    `requesters` are ids; empty means all work. `totals` are kept as a value: they stay when a person is erased.
    """

    id = models.UUIDField(primary_key=True)
    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="reports")
    begun_by = models.ForeignKey("circles.Seat", null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateField()
    until = models.DateField()  # the last day that counts
    requesters = models.JSONField(default=list)
    words = models.CharField(max_length=500, blank=True)  # what the circle says about it
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # given up
    issued_at = models.DateTimeField(null=True)
    totals = models.JSONField(null=True)

    objects = CollectiveReportQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at",)
        verbose_name = "collective report"
        constraints = (
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True, totals__isnull=True)
                | Q(issued_at__isnull=False, totals__isnull=False),
                name="a_report_with_totals_is_issued",
            ),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="a_report_ends_after_it_begins"),
        )

    class Privacy:
        personal = PERSONAL
        kept = (
            "as long as the circle, totals and words; who began it or took it down until that person leaves"
        )

    def __str__(self) -> str:
        return f"report of {self.since} to {self.until}"

    @property
    def is_gathering(self) -> bool:
        return self.issued_at is None and self.ended_at is None


class Contribution(models.Model):
    """Somebody's yes or no to their own minutes and payments being added into one report."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    report = models.ForeignKey(CollectiveReport, on_delete=models.CASCADE, related_name="contributions")
    seat = models.ForeignKey("circles.Seat", on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("report", "seat"), name="one_answer_per_report_and_seat"),
        )

    class Privacy:
        personal = ("seat", "agrees", "at")
        kept = "as long as the circle, or until the person erases it"

    def __str__(self) -> str:
        return "yes" if self.agrees else "no"
