"""People who look for a circle, circles that are suggested to them, and circles with their seats."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from escalera.circles.decisions.models import Decision, Question, Word
from escalera.circles.joint.models import JointProposal, Reply, Support
from escalera.circles.moderation.models import Matter, MatterWord
from escalera.circles.reports.models import CollectiveReport, Contribution
from escalera.people.models import Person


class Places(models.TextChoices):
    """With whom somebody would like to sit."""

    ANY = "any", "anybody"
    SAME = "same", "people of the same kind of place"
    MIXED = "mixed", "people from towns and villages"


class Profile(models.Model):
    """What a person tells for circles, of their own will; while `looking_since` stands, circles are suggested."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="circle_profile")
    wishes = models.JSONField(default=list)  # slugs of skills
    languages = models.JSONField(default=list)  # en, es
    hours = models.JSONField(default=list)  # hours of the day, 0 to 23
    places = models.CharField(max_length=5, choices=Places.choices, default=Places.ANY)
    looking_since = models.DateTimeField(null=True)
    told_at = models.DateTimeField()

    class Privacy:
        personal = ("person", "wishes", "languages", "hours", "places", "looking_since", "told_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"what {self.person} tells for circles"


class CircleQuerySet(models.QuerySet["Circle"]):
    def alive(self) -> "CircleQuerySet":
        return self.filter(dissolved_at=None)

    def of(self, person: Person | None) -> "CircleQuerySet":
        """Where the person sits: the only circle they may look into."""
        sits = Q(seats__person=person, seats__left_at=None) if person else Q(pk__in=())
        return self.alive().filter(sits)


class Circle(models.Model):
    """Four to eight workers who trust each other; fewer while it begins or after somebody left."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    name = models.CharField(max_length=60, blank=True)  # empty: a suggested circle, not named yet
    founded_at = models.DateTimeField()
    last_sign_at = models.DateTimeField()  # when somebody last did something in it
    asked_at = models.DateTimeField(null=True)  # when the silent circle was asked whether it goes on
    dissolved_at = models.DateTimeField(null=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ("founded_at",)

    class Privacy:
        personal = ()
        kept = "as long as the circle, and 180 days after it is dissolved"

    def __str__(self) -> str:
        return self.name


class SeatQuerySet(models.QuerySet["Seat"]):
    def taken(self) -> "SeatQuerySet":
        return self.filter(left_at=None)


class Seat(models.Model):
    """A person's place in a circle, with the name that the others call them; nobody else sees it."""

    id = models.UUIDField(primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    name = models.CharField(max_length=30)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("joined_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=Q(left_at=None), name="one_circle_at_a_time"
            ),
        )

    class Privacy:
        personal = ("person", "name", "joined_at", "left_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"seat {str(self.pk)[:8]}"


class Invitation(models.Model):
    """A code that lets people sit down in a circle while it has room, until a date or until it is taken back."""

    id = models.UUIDField(primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="invitations")
    made_by = models.ForeignKey(Seat, null=True, on_delete=models.SET_NULL, related_name="+")
    code = models.CharField(max_length=8, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)

    class Privacy:
        personal = ("made_by", "made_at")
        kept = "as long as the circle; who made it until that person leaves"

    def __str__(self) -> str:
        return self.code

    @property
    def spoken(self) -> str:
        return f"{self.code[:4]}-{self.code[4:]}"

    def is_open(self, *, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now


class Suggestion(models.Model):
    """A circle that the engine suggests; once enough people say yes it is founded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    shares = models.JSONField(default=dict)  # what all have in common: languages, hours, places
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    circle = models.OneToOneField(Circle, null=True, on_delete=models.SET_NULL, related_name="suggestion")

    class Meta:
        ordering = ("-made_at",)

    class Privacy:
        personal = ()
        kept = "90 days"

    def __str__(self) -> str:
        return f"suggestion of {self.made_at:%Y-%m-%d}"


class Asked(models.Model):
    """Somebody to whom a circle was suggested, why, and what they said. Saying no is free and needs no reason."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="suggestions")
    because = models.JSONField(default=dict)  # learns and teaches: skills
    says_yes = models.BooleanField(null=True)
    name = models.CharField(max_length=30, blank=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("suggestion", "person"), name="asked_once_per_suggestion"),
        )

    class Privacy:
        personal = ("person", "because", "says_yes", "name", "said_at")
        kept = "90 days, or until the person erases it"

    def __str__(self) -> str:
        return f"asked about {self.suggestion_id}"


class Call(models.Model):
    """A call to action, or none: which appeal a circle was shown, how likely that was, and how many then acted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    circle = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="calls")
    appeal = models.CharField(max_length=20, blank=True)  # empty: none was shown
    propensity = models.FloatField()
    seats = models.PositiveSmallIntegerField()
    acted = models.PositiveSmallIntegerField(null=True)  # counted once its days are over
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)

    class Privacy:
        personal = ()
        kept = "as long as the circle: counts, nobody's name"

    def __str__(self) -> str:
        return self.appeal or "none"


__all__ = [
    "Asked",
    "Call",
    "Circle",
    "CollectiveReport",
    "Contribution",
    "Decision",
    "Invitation",
    "JointProposal",
    "Matter",
    "MatterWord",
    "Places",
    "Profile",
    "Question",
    "Reply",
    "Seat",
    "Suggestion",
    "Support",
    "Word",
]
