import uuid

from django.db import models

from escalera.people.models import Person


class Way(models.TextChoices):
    """In the order of the engine."""

    ALONE = "alone", "working alone"
    PAIR = "pair", "with a learning partner"
    CIRCLE = "circle", "in a circle"
    BROKER = "broker", "with help early"


class PeriodQuerySet(models.QuerySet["WayPeriod"]):
    def going(self) -> "PeriodQuerySet":
        """Neither measured yet nor left."""
        return self.filter(closed_at=None, left_at=None)

    def accepted(self) -> "PeriodQuerySet":
        return self.exclude(accepted_at=None)

    def measured(self) -> "PeriodQuerySet":
        return self.exclude(gained=None).order_by("opened_at", "pk")


class WayPeriod(models.Model):
    """Four weeks for which a person was offered a way, with the chance of each; then what came of it.

    `known` are the facts that chance may look at, `missing` the levels missing to the goal by skill then, `hours`
    those usual in four weeks. Everything that was offered is measured, also what was declined; `took_part` says
    whether the person went that way. A period that somebody left is not measured.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="way_periods")
    way = models.CharField(max_length=6, choices=Way.choices)
    shares = models.JSONField()
    known = models.JSONField()
    required = models.JSONField()
    missing = models.JSONField()
    hours = models.FloatField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    partner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    learns = models.CharField(max_length=80, blank=True)  # the skill that the partner knows
    closed_at = models.DateTimeField(null=True)
    gained = models.FloatField(null=True)  # levels towards the goal
    hours_spent = models.FloatField(null=True)
    took_part = models.BooleanField(null=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ("-opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(closed_at=None, left_at=None),
                name="one_way_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(partner=None) | models.Q(way=Way.PAIR), name="only_a_pair_has_a_partner"
            ),
        )
        indexes = (models.Index(fields=("closes_at",), name="way_periods_by_their_end"),)

    class Privacy:
        personal = (
            "person",
            "way",
            "shares",
            "known",
            "required",
            "missing",
            "hours",
            "opened_at",
            "closes_at",
            "accepted_at",
            "declined_at",
            "left_at",
            "learns",
            "closed_at",
            "gained",
            "hours_spent",
            "took_part",
        )
        # Not of the partner: theirs is a row of their own.
        ways = ("person",)
        kept = "until the person erases it; what was estimated from it stays as a number"

    def __str__(self) -> str:
        return f"{self.way} from {self.opened_at:%Y-%m-%d}"

    @property
    def is_answered(self) -> bool:
        return self.accepted_at is not None or self.declined_at is not None


class WaysEstimate(models.Model):
    """What each way does for each kind of people, as last estimated; `effects` in levels an hour."""

    made_at = models.DateTimeField()
    periods = models.PositiveIntegerField()
    effects = models.JSONField()

    class Meta:
        ordering = ("-made_at",)
        get_latest_by = "made_at"

    class Privacy:
        personal = ()
        kept = "the newest ten"

    def __str__(self) -> str:
        return f"ways by {self.periods} periods"
