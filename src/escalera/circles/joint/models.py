import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from escalera.circles.publishing import PERSONAL, Published
from escalera.people.models import Person
from escalera.programmes.models import Programme
from escalera.tasks.models import Requester

FEWEST = 3  # supporters


class Kind(models.TextChoices):
    COMPLAINT = "complaint", "what should change"
    FLOOR = "floor", "the least that an hour should bring"
    THANKS = "thanks", "a thank-you"


class To(models.TextChoices):
    """To whom it is written."""

    REQUESTER = "requester", "who gives the work"
    PROGRAMME = "programme", "who coordinates a programme"
    PUBLIC = "public", "everybody"


class Outcome(models.TextChoices):
    OPEN = "", "open"
    SENT = "sent", "sent"
    TOO_FEW = "too few", "too few supporters until the deadline"
    GIVEN_UP = "given up", "given up"


class JointProposalQuerySet(models.QuerySet["JointProposal"]):
    def sent(self) -> "JointProposalQuerySet":
        return self.filter(outcome=Outcome.SENT)

    def shown(self) -> "JointProposalQuerySet":
        """What anybody with the address may read."""
        return self.sent().filter(withdrawn_at=None)


class JointProposal(Published):
    """Words of a circle to somebody. Its text is never edited: people stand behind these very words."""

    id = models.UUIDField(primary_key=True)
    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="joint_proposals")
    begun_by = models.ForeignKey("circles.Seat", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    to = models.CharField(max_length=10, choices=To.choices)
    requester = models.ForeignKey(Requester, null=True, on_delete=models.SET_NULL, related_name="+")
    programme = models.ForeignKey(Programme, null=True, on_delete=models.SET_NULL, related_name="+")
    addressee = models.CharField(max_length=120, blank=True)  # the name at the time; empty: everybody
    language = models.CharField(max_length=2)  # of the text: en or es
    text = models.CharField(max_length=1000)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)  # an hour, of a pay floor
    currency = models.CharField(max_length=3, blank=True)
    report = models.ForeignKey(
        "circles.CollectiveReport", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_to = models.ForeignKey(Programme, null=True, on_delete=models.SET_NULL, related_name="+")
    needed = models.PositiveSmallIntegerField()
    begun_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    supporters = models.PositiveSmallIntegerField(null=True)  # how many it was sent with

    objects = JointProposalQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at",)
        verbose_name = "joint proposal"
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=Kind.FLOOR, amount__gt=0) & ~Q(currency="")
                | ~Q(kind=Kind.FLOOR) & Q(amount__isnull=True),
                name="a_pay_floor_has_an_amount_and_nothing_else_has",
            ),
            models.CheckConstraint(condition=Q(needed__gte=FEWEST), name="needs_at_least_three_supporters"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.SENT, supporters__gte=FEWEST)
                | ~Q(outcome=Outcome.SENT) & Q(supporters__isnull=True),
                name="what_was_sent_says_with_how_many",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True) | ~Q(outcome="") & Q(ended_at__isnull=False),
                name="a_joint_proposal_with_an_outcome_has_ended",
            ),
        )

    class Privacy:
        personal = PERSONAL
        kept = "as long as the circle, its words and number; who began it until that person leaves"

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def is_sent(self) -> bool:
        return self.outcome == Outcome.SENT

    def takes_support(self, *, now: datetime) -> bool:
        return self.is_open and now < self.closes_at


class Support(models.Model):
    """Somebody stands behind a joint proposal. Shown to nobody, and gone once it has ended: only the number stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    proposal = models.ForeignKey(JointProposal, on_delete=models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="supports")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "person"), name="one_support_per_person_and_proposal"
            ),
        )

    class Privacy:
        personal = ("person", "at")
        kept = "until the proposal is sent or ends, or the person erases it"

    def __str__(self) -> str:
        return f"support of {self.proposal_id}"


class Reply(models.Model):
    """What a coordinator answers to a joint proposal that was sent to the programme; the circle reads it."""

    proposal = models.OneToOneField(JointProposal, on_delete=models.CASCADE, related_name="reply")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.CharField(max_length=1000)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "replies"

    class Privacy:
        personal = ("person", "at")
        kept = "as long as the proposal; who wrote it until that person leaves"

    def __str__(self) -> str:
        return self.text[:40]
