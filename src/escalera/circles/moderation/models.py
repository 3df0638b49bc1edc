"""Matters: what a member wrote and the circle is asked about. What it is about is a value: tips live above."""

import uuid

from django.db import models
from django.db.models import Q

from escalera.people.models import Person


class What(models.TextChoices):
    TIP = "tip", "a tip"
    PROPOSAL = "proposal", "the text of a proposal"
    QUESTION = "question", "a question or an answer to one"
    WORD = "word", "the reason of a word"


class Because(models.TextChoices):
    """Why it is looked at."""

    CONTACT = "contact", "contact data was cut out"
    LINK = "link", "a link was cut out"
    INSULT = "insult", "a word that may hurt"
    REPORT = "report", "somebody reported it"


class Why(models.TextChoices):
    """Why it is taken away; its author reads it."""

    HURTS = "hurts", "it insults, threatens or mocks"
    PRIVATE = "private", "it gives away private data or asks for it"
    SELLS = "sells", "it sells or advertises something"
    OFF = "off", "it has nothing to do with the matter"


class MatterQuerySet(models.QuerySet["Matter"]):
    def open(self) -> "MatterQuerySet":
        return self.filter(outcome="")

    def with_circle(self) -> "MatterQuerySet":
        """Looked at, or decided, by the circle; the others are for coordinators."""
        return self.filter(passed_on_at=None)


class Matter(models.Model):
    """Hidden until two members of the circle say the same of it. Its author may then ask a coordinator, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    circle = models.ForeignKey("circles.Circle", on_delete=models.CASCADE, related_name="matters")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    about = models.UUIDField(unique=True)  # of the tip, proposal or question; for a word `sight.key_of`
    decision = models.ForeignKey("circles.Decision", null=True, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=8, choices=Because.choices)
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    outcome = models.CharField(max_length=4, blank=True, choices=(("kept", "kept"), ("away", "taken away")))
    why = models.CharField(max_length=8, blank=True, choices=Why.choices)
    closed_at = models.DateTimeField(null=True)
    passed_on_at = models.DateTimeField(null=True)  # to coordinators: by appeal, or the circle did not decide
    appealed_at = models.DateTimeField(null=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        ordering = ("opened_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="", closed_at__isnull=True) | ~Q(outcome="") & Q(closed_at__isnull=False),
                name="a_matter_with_an_outcome_is_closed",
            ),
        )

    class Privacy:
        personal = ("author", "because", "opened_at", "outcome", "why", "closed_at", "appealed_at")
        # Not of who reported: the author is never told who it was.
        ways = ("author",)
        kept = "as long as the circle, or until its author erases it"

    def __str__(self) -> str:
        return f"matter {str(self.pk)[:8]}"

    @property
    def is_away(self) -> bool:
        return self.outcome == "away"

    @property
    def may_be_appealed(self) -> bool:
        return self.is_away and self.appealed_at is None and self.passed_on_at is None


class MatterWord(models.Model):
    """What one member says of a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="words")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    takes_away = models.BooleanField()
    why = models.CharField(max_length=8, blank=True, choices=Why.choices)
    worked_s = models.FloatField(null=True)  # from the page to the first word, as the phone or we measured it
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)
        constraints = (
            models.UniqueConstraint(fields=("matter", "person"), name="one_word_per_person_and_matter"),
        )

    class Privacy:
        personal = ("person", "takes_away", "why", "worked_s", "at")
        ways = ("person",)
        kept = "as long as the matter, or until the person erases it"

    def __str__(self) -> str:
        return "away" if self.takes_away else "keep"
