"""A decision of a circle. Nothing of it is edited: what was decided is undone by a new proposal."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q


class Kind(models.TextChoices):
    """What an accepted proposal brings about."""

    AGREEMENT = "agreement", "an agreement of the circle"
    GOAL = "goal", "the job the circle walks towards"
    FUND = "fund", "time of the fund for a member"
    UNDO = "undo", "an earlier decision no longer holds"


class Way(models.TextChoices):
    CONSENT = "consent", "goes ahead unless somebody objects"
    VOTE = "vote", "more yes than no"


class Outcome(models.TextChoices):
    OPEN = "", "open"
    ACCEPTED = "accepted", "accepted"
    REFUSED = "refused", "refused"
    TOO_FEW = "too few", "too few people said something"


class Decision(models.Model):
    """A proposal to the circle with its deadline, and what came of it."""

    id = models.UUIDField(primary_key=True)
    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="decisions")
    proposed_by = models.ForeignKey("circles.Seat", null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    way = models.CharField(max_length=8, choices=Way.choices)
    text = models.CharField(max_length=500)
    about = models.JSONField(default=dict)  # goal: job; fund: minutes and whose seat
    undoes = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="undone_by")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=Kind.UNDO, undoes__isnull=False)
                | ~Q(kind=Kind.UNDO) & Q(undoes__isnull=True),
                name="undoing_names_what_is_undone",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True) | ~Q(outcome="") & Q(closed_at__isnull=False),
                name="a_decision_with_an_outcome_is_closed",
            ),
        )

    class Privacy:
        personal = ("proposed_by", "opened_at")
        kept = "as long as the circle, for all of it; who proposed it until that person leaves"

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def is_open(self) -> bool:
        return not self.outcome

    def takes_words(self, *, now: datetime) -> bool:
        return self.is_open and now < self.closes_at


class Answer(models.TextChoices):
    YES = "yes", "yes"
    NO = "no", "no; with consent: I object"
    ASIDE = "aside", "I stand aside"


class Word(models.Model):
    """What somebody says to a proposal; the last word counts, the ledger keeps the earlier ones."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="said")
    seat = models.ForeignKey("circles.Seat", on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer.choices)
    because = models.CharField(max_length=280, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "seat"), name="one_word_per_seat_and_decision"),
        )

    class Privacy:
        personal = ("seat", "answer", "because", "at")
        kept = "as long as the circle, or until the person erases it"

    def __str__(self) -> str:
        return self.answer


class Question(models.Model):
    """A question or an answer to one, under a proposal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="questions")
    seat = models.ForeignKey("circles.Seat", on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=280)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)

    class Privacy:
        personal = ("seat", "text", "at")
        kept = "as long as the circle, or until the person erases it"

    def __str__(self) -> str:
        return self.text[:40]
