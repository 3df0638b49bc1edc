import uuid
from datetime import datetime, timedelta

from django.db import models

from escalera.people.models import Person
from escalera.skills.models import Skill
from escalera.tasks.models import TaskType

WEEK = timedelta(days=7)


class WillingnessQuerySet(models.QuerySet["Willingness"]):
    def standing(self) -> "WillingnessQuerySet":
        return self.filter(stopped_at=None)


class Willingness(models.Model):
    """A person said that they may be asked for help. The skills come from what we believe they can do."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="willingness")
    languages = models.JSONField()
    hours = models.JSONField()  # 0 to 23; none: any hour
    weekly = models.PositiveSmallIntegerField()  # how often they may be asked in seven days
    only_near = models.BooleanField(default=False)  # only by people of their own programmes
    since = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    objects = WillingnessQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(weekly__gte=1, weekly__lte=20), name="asked_one_to_twenty_times_a_week"
            ),
        )

    class Privacy:
        personal = ("person", "languages", "hours", "weekly", "only_near", "since", "stopped_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"willingness of {self.person_id}"


class Ending(models.TextChoices):
    WITHDRAWN = "withdrawn", "taken back"
    CLOSED = "closed", "closed after help"
    UNANSWERED = "unanswered", "nobody could in two weeks"


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def open(self) -> "HelpRequestQuerySet":
        return self.filter(ended_at=None)

    def waiting(self) -> "HelpRequestQuerySet":
        """Open, and nobody is asked or helping at the moment."""
        return self.open().exclude(
            models.Exists(Asking.objects.standing().filter(request=models.OuterRef("pk")))
        )


class HelpRequest(models.Model):
    """Somebody is stuck at a task type and asks for a person. The id is the sender's own."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="help_requests")
    task_type = models.ForeignKey(TaskType, on_delete=models.PROTECT, related_name="+")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.FloatField()
    words = models.CharField(max_length=280, blank=True)
    language = models.CharField(max_length=2)
    expected = models.FloatField(null=True)  # their chance at the task when they asked, by the belief
    asked_at = models.DateTimeField()
    told_circle_at = models.DateTimeField(
        null=True
    )  # their circle may know that somebody is stuck with the skill
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "task_type"),
                condition=models.Q(ended_at=None),
                name="one_open_help_request_per_person_and_task_type",
            ),
        )

    class Privacy:
        personal = (
            "person", "level", "words", "language", "expected", "asked_at", "told_circle_at", "ended_at", "ending",
        )  # fmt: skip
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"help request {str(self.pk)[:8]}"


class AskingQuerySet(models.QuerySet["Asking"]):
    def standing(self) -> "AskingQuerySet":
        """Neither declined nor left without an answer."""
        return self.filter(declined_at=None, lapsed_at=None)

    def in_the_week_before(self, now: datetime) -> "AskingQuerySet":
        return self.filter(asked_at__gt=now - WEEK)


class Asking(models.Model):
    """A helper is asked about a request; accepted, it is the place where the two write to each other.

    `because` is why this helper: numbers and names of skills, never who asks.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(HelpRequest, on_delete=models.CASCADE, related_name="askings")
    helper = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="askings")
    because = models.JSONField()
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    lapsed_at = models.DateTimeField(null=True)  # no answer in time

    objects = AskingQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("request",),
                condition=models.Q(declined_at=None, lapsed_at=None),
                name="one_helper_at_a_time_per_request",
            ),
            models.UniqueConstraint(
                fields=("request", "helper"), name="nobody_is_asked_twice_about_a_request"
            ),
        )
        indexes = (models.Index(fields=("helper", "asked_at"), name="askings_of_a_helper"),)

    class Privacy:
        personal = ("helper", "because", "asked_at", "accepted_at", "declined_at", "lapsed_at")
        kept = "until the helper or who asked erases it"
        ways = ("helper",)

    def __str__(self) -> str:
        return f"asking {str(self.pk)[:8]}"

    @property
    def is_standing(self) -> bool:
        return self.declined_at is None and self.lapsed_at is None


class Message(models.Model):
    """A line of a conversation. The id is the sender's own."""

    id = models.UUIDField(primary_key=True)
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    is_cut = models.BooleanField(default=False)  # contact data or links were in it
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")

    class Privacy:
        personal = ("person", "text", "at")
        kept = "until one of the two erases it"
        ways = ("person",)

    def __str__(self) -> str:
        return f"message {str(self.pk)[:8]}"


class Closing(models.Model):
    """One of the two says that it is over: whether it is solved, and how many minutes it took."""

    id = models.UUIDField(primary_key=True)
    asking = models.ForeignKey(Asking, on_delete=models.CASCADE, related_name="closings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    solved = models.BooleanField()
    minutes = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("asking", "person"), name="each_closes_a_conversation_once"),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=60), name="help_is_of_an_hour_at_most"
            ),
        )

    class Privacy:
        personal = ("person", "solved", "minutes", "at")
        kept = "until one of the two erases it"
        ways = ("person",)

    def __str__(self) -> str:
        return f"closing of {self.asking_id}"


class HelpEffect(models.Model):
    """What a helper's help does to the next attempts of those they helped, as last measured."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="help_effect")
    requests = models.PositiveIntegerField()  # how many the measure stands on
    mean = models.FloatField()  # in score
    deviation = models.FloatField()
    logits = models.FloatField()  # how much better than by level, for the broker
    at = models.DateTimeField()

    class Privacy:
        personal = ("person", "requests", "mean", "deviation", "logits", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"effect of {self.person_id}"
