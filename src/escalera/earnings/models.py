import uuid

from django.db import models

from escalera.earnings.requesters.models import Review, WarningRead
from escalera.earnings.unpaid.models import Correction, DayCorrection, Stretch
from escalera.people.models import Person
from escalera.tasks.models import Attempt, Requester


class Stage(models.TextChoices):
    """Where a payment is, in the order of a smooth life."""

    SENT = "sent", "the work was sent"
    ACCEPTED = "accepted", "the work was accepted"
    REJECTED = "rejected", "the work was rejected"
    PAID = "paid", "the requester says it was paid"
    CONFIRMED = "confirmed", "the worker has the money"
    CONTESTED = "contested", "the worker says it isn't right"


class Source(models.TextChoices):
    """Who says so."""

    PLATFORM = "platform", "the platform"
    FILE = "file", "a file of results"
    WORKER = "worker", "the worker's own word"


class Payment(models.Model):
    """What a piece of paid work should bring; its life is in `notices`. An unknown amount stays unknown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="payments")
    requester = models.ForeignKey(Requester, null=True, on_delete=models.PROTECT, related_name="+")
    attempt = models.OneToOneField(Attempt, null=True, on_delete=models.CASCADE, related_name="payment")
    work = models.CharField(max_length=160)
    amount = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    seconds = models.PositiveIntegerField(
        null=True
    )  # by the worker's word or a file; counts before an attempt's
    reference = models.CharField(max_length=120, blank=True)  # the platform's own number of this work
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | (models.Q(amount__gte=0) & ~models.Q(currency="")),
                name="payment_has_a_currency_and_is_not_negative",
            ),
            models.UniqueConstraint(
                fields=("requester", "reference"),
                condition=~models.Q(reference=""),
                name="one_payment_per_requester_and_reference",
            ),
        )

    class Privacy:
        personal = ("person", "attempt", "work", "amount", "currency", "seconds", "reference", "made_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"payment {str(self.pk)[:8]}"


class Notice(models.Model):
    """One thing that was said about a payment, when and by whom. The latest says where the payment is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="notices")
    stage = models.CharField(max_length=10, choices=Stage.choices)
    source = models.CharField(max_length=10, choices=Source.choices)
    reason = models.CharField(max_length=500, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=4, null=True)  # where it differs
    at = models.DateTimeField()  # when it happened, as far as the source knows
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("at", "told_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("payment", "stage", "source", "at"), name="a_notice_is_told_once_by_each_source"
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | models.Q(amount__gte=0),
                name="noticed_amount_is_not_negative",
            ),
        )

    class Privacy:
        personal = ("payment", "stage", "source", "reason", "amount", "at", "told_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.stage} of {self.payment_id}"


class TimeCorrection(models.Model):
    """How long a payment's work was said to have taken, before somebody set it right. None: nobody had said."""

    id = models.UUIDField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="time_corrections")
    was_seconds = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    class Privacy:
        personal = ("payment", "was_seconds", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"time of {self.payment_id}"


class PayFloor(models.Model):
    """The least an hour of paid work must bring somebody, by their own word."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="pay_floor")
    hourly = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(hourly__gte=0) & ~models.Q(currency=""),
                name="floor_has_a_currency_and_is_not_negative",
            ),
        )

    class Privacy:
        personal = ("person", "hourly", "currency", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.hourly} {self.currency}"


__all__ = [
    "Correction",
    "DayCorrection",
    "Notice",
    "PayFloor",
    "Payment",
    "Review",
    "Source",
    "Stage",
    "Stretch",
    "TimeCorrection",
    "WarningRead",
]
