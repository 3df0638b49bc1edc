import uuid

from django.db import models

from escalera.coaching.ruled import RulingBase, one_standing
from escalera.people.models import Person
from escalera.tasks.models import Attempt, TaskType


class About(models.TextChoices):
    TASK_TYPE = "task type", "this task at this level"
    FAMILY = "family", "this kind of task at every level"
    MISTAKE = "mistake", "a common mistake"


class TipQuerySet(models.QuerySet["Tip"]):
    def in_sight(self) -> "TipQuerySet":
        """Not taken back, and nothing against it; or somebody looked at it and found it in place.

        What a tip was translated from must stand too.
        """
        standing = TipRuling.objects.filter(tip=models.OuterRef("pk"), taken_back_at=None)
        reported = TipReport.objects.filter(tip=models.OuterRef("pk"))
        untouched = models.Q(held_because="") & ~models.Q(models.Exists(reported))
        kept = models.Exists(standing.filter(takes_away=False))
        here = models.Q(tip=models.OuterRef("pk")) | models.Q(tip=models.OuterRef("translation_of"))
        away = models.Exists(TipRuling.objects.filter(here, taken_back_at=None, takes_away=True))
        return self.filter(untouched | kept, ~away, taken_back_at=None, translation_of__taken_back_at=None)

    def in_question(self) -> "TipQuerySet":
        """Held when they were written, or reported by a reader; whatever was decided since."""
        reported = models.Exists(TipReport.objects.filter(tip=models.OuterRef("pk")))
        return self.filter(~models.Q(held_because="") | reported, taken_back_at=None)


class Tip(models.Model):
    """Two sentences for the next person: on a task, on a kind of task, or on a mistake that is often made there."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tips")
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="tips")
    about = models.CharField(max_length=9, choices=About.choices, default=About.TASK_TYPE)
    mistake = models.CharField(max_length=60, blank=True)  # the field of the item that was missed
    text = models.CharField(max_length=280)
    language = models.CharField(max_length=2)
    held_because = models.CharField(max_length=40, blank=True)
    translation_of = models.ForeignKey(
        "self", null=True, on_delete=models.CASCADE, related_name="translations"
    )
    worked_s = models.FloatField(null=True)  # what a translation took, as the phone measured it
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects = TipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(about=About.MISTAKE) | ~models.Q(mistake=""),
                name="a_tip_on_a_mistake_names_it",
            ),
            models.UniqueConstraint(
                fields=("translation_of",),
                condition=models.Q(taken_back_at=None),
                name="one_standing_translation_of_a_tip",
            ),
        )

    class Privacy:
        personal = ("person", "about", "mistake", "text", "held_because", "worked_s", "at", "taken_back_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return self.text[:40]


class TipShowing(models.Model):
    """A moment in which a tip could help, and what was chosen by chance: a tip, or none, to compare with.

    A place is a task type, or a mistake there: "receipts-1", "receipts-1/total". The next attempt at the task type
    tells what came of it. `person` is who was shown it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tip = models.ForeignKey(Tip, null=True, on_delete=models.CASCADE, related_name="showings")
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=150)
    occasion = models.UUIDField()  # the step before which, or the attempt after which
    expected = models.FloatField()  # what score we believed in, before
    usual_s = models.FloatField()  # seconds this person usually takes
    propensity = models.FloatField()
    next_attempt = models.OneToOneField(Attempt, null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "occasion"), name="one_tip_choice_per_occasion"),
        )

    class Privacy:
        personal = ("person", "occasion", "expected", "usual_s", "next_attempt", "at")
        kept = "until the person erases it; what was estimated from it stays as a number"

    def __str__(self) -> str:
        return f"{self.tip_id or 'none'} at {self.place}"


class TipEffect(models.Model):
    """What a tip does at a place to those who come after: on their score, and on the logarithm of their seconds.

    `goes`: it was seen often enough and does harm, so it is shown no more.
    """

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="effects")
    place = models.CharField(max_length=150)
    score = models.FloatField()
    score_deviation = models.FloatField()
    log_seconds = models.FloatField()
    log_seconds_deviation = models.FloatField()
    shown = models.PositiveIntegerField()
    goes = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tip", "place"), name="one_effect_per_tip_and_place"),)

    class Privacy:
        personal = ()
        kept = "as long as the tip"

    def __str__(self) -> str:
        return f"{self.score:+.3f} at {self.place}"


class TipVote(models.Model):
    """Whoever was shown a tip says whether it helped: a weak prior, not the ranking."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="votes")
    helped = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "tip"), name="one_vote_per_person_and_tip"),)

    class Privacy:
        personal = ("person", "helped", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{'helped' if self.helped else 'did not help'}: {self.tip_id}"


class TipReport(models.Model):
    """Whoever was shown a tip finds it out of place; nobody sees it until somebody has looked."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "tip"), name="one_report_per_person_and_tip"),
        )

    class Privacy:
        personal = ("person", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"report of {self.tip_id}"


class TipRuling(RulingBase):
    """What whoever looks after the author's programme decided about a tip."""

    tip = models.ForeignKey(Tip, on_delete=models.CASCADE, related_name="rulings")

    class Meta(RulingBase.Meta):
        constraints = (one_standing("tip", "one_standing_ruling_per_tip"),)

    class Privacy:
        personal = ("tip", "takes_away", "at", "taken_back_at")
        kept = "until the person who wrote the tip erases it"

    def __str__(self) -> str:
        return f"ruling on {self.tip_id}"
