import uuid

from django.db import models

from escalera.coaching.ruled import RulingBase, one_standing
from escalera.people.models import Person
from escalera.tasks.models import Attempt, TaskType


class Work(models.Model):
    """A piece that only people can judge: one answer of an attempt.

    It has no text of its own. When its author leaves, the attempt goes and this row stays as a nameless point
    that other pieces were compared with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, null=True, on_delete=models.SET_NULL, related_name="works")
    field = models.CharField(max_length=60)
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    prior = models.FloatField(null=True)  # what a machine could say at once of the same attempt

    class Meta:
        constraints = (models.UniqueConstraint(fields=("attempt", "field"), name="one_work_per_answer"),)
        indexes = (models.Index(fields=("task_type", "language"), name="works_of_a_pool"),)

    class Privacy:
        personal = ("attempt", "prior")
        kept = "until the person erases it; then a point without person or text"

    def __str__(self) -> str:
        return f"work {str(self.pk)[:8]}"


class Because(models.TextChoices):
    FIRST = "first", "done"
    APPEAL = "appeal", "appealed against"
    AGAIN = "again", "asked for again"


class Round(models.Model):
    """A time of being judged: the first, the one after an appeal, one asked for because nobody came."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=8, choices=Because.choices)
    opened_at = models.DateTimeField()
    widened_at = models.DateTimeField(null=True)  # more people may judge from then on

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("work", "number"), name="one_round_of_a_number_per_work"),
            models.UniqueConstraint(
                fields=("work",), condition=models.Q(because="appeal"), name="one_appeal_per_work"
            ),
        )

    class Privacy:
        personal = ("work", "because", "opened_at", "widened_at")
        kept = "until the person erases it; then without person"

    def __str__(self) -> str:
        return f"round {self.number} of {self.work_id}"


class Verdict(models.Model):
    """What came of a round. Without a score: nobody judged it in time."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, related_name="verdict")
    score = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    beaten = models.FloatField(null=True)  # the share of others that it is better than
    among = models.PositiveSmallIntegerField(default=0)
    times = models.PositiveSmallIntegerField()
    is_sure = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__gte=0, score__lte=1),
                name="verdict_is_a_share",
            ),
        )

    class Privacy:
        personal = ("round", "score", "low", "high", "beaten", "among", "times", "is_sure", "at")
        kept = "until the person erases it; then without person"

    def __str__(self) -> str:
        return f"verdict on {self.round_id}"


def a_work_or_an_anchor(side: str) -> models.Q:
    work, ours = {f"{side}__isnull": True}, {f"{side}_anchor": ""}
    return models.Q(**work) & ~models.Q(**ours) | ~models.Q(**work) & models.Q(**ours)


class Comparison(models.Model):
    """Two pieces that were chosen for a judge. A side is a work, or an anchor: a piece of ours by its name.

    Two anchors are a gold pair. When the judge leaves, the comparison stays without them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judge = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="comparisons")
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    first = models.ForeignKey(Work, null=True, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Work, null=True, on_delete=models.CASCADE, related_name="+")
    first_anchor = models.CharField(max_length=60, blank=True)
    second_anchor = models.CharField(max_length=60, blank=True)
    offered_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)  # the judge wanted another pair

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=a_work_or_an_anchor("first") & a_work_or_an_anchor("second"),
                name="each_side_is_a_work_or_an_anchor",
            ),
        )
        indexes = (models.Index(fields=("judge", "offered_at"), name="comparisons_of_a_judge"),)

    class Privacy:
        personal = ("judge", "offered_at", "passed_at")
        kept = "until the person erases it; then it counts without judge"

    def __str__(self) -> str:
        return f"comparison {str(self.pk)[:8]}"

    @property
    def is_gold(self) -> bool:
        return bool(self.first_anchor and self.second_anchor)


class Side(models.TextChoices):
    FIRST = "first", "the first"
    SECOND = "second", "the second"


class Judgement(models.Model):
    """Which of the two is better. The id is the sender's own, and that of the attempt it counts as."""

    id = models.UUIDField(primary_key=True)
    comparison = models.OneToOneField(Comparison, on_delete=models.CASCADE, related_name="judgement")
    better = models.CharField(max_length=6, choices=Side.choices)
    seconds = models.FloatField()
    too_fast = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Privacy:
        personal = ("comparison", "better", "seconds", "at")
        kept = "until the person erases it; then it counts without judge"

    def __str__(self) -> str:
        return f"judgement {str(self.pk)[:8]}"


class CommentQuerySet(models.QuerySet["Comment"]):
    def in_sight(self) -> "CommentQuerySet":
        """Nobody reported it, or it was looked at and found in place."""
        found_in_place = Ruling.objects.filter(
            report__comment=models.OuterRef("pk"), taken_back_at=None, takes_away=False
        )
        return self.filter(models.Q(report=None) | models.Exists(found_in_place))


class Comment(models.Model):
    """One line of the rubric and a sentence, from a judge to the author of a piece."""

    id = models.UUIDField(primary_key=True)
    judgement = models.OneToOneField(Judgement, on_delete=models.CASCADE, related_name="comment")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="comments")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="comments")
    line = models.CharField(max_length=20)
    text = models.CharField(max_length=280)
    about_task = models.BooleanField(
        default=False
    )  # its writer said so when asked: not held against the author
    at = models.DateTimeField()

    objects = CommentQuerySet.as_manager()

    class Privacy:
        personal = ("person", "text", "at")
        kept = "until the person who wrote it erases it"

    def __str__(self) -> str:
        return self.text[:40]


class Report(models.Model):
    """The author of a piece finds a comment out of place; nobody sees it until somebody has ruled."""

    comment = models.OneToOneField(Comment, on_delete=models.CASCADE, related_name="report")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal = ("person", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"report of {self.comment_id}"


class Ruling(RulingBase):
    """What whoever looks after the programme decided about a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="rulings")

    class Meta(RulingBase.Meta):
        constraints = (one_standing("report", "one_standing_ruling_per_report"),)

    class Privacy:
        personal = ("report", "takes_away", "at", "taken_back_at")
        kept = "until the person who reported erases it"

    def __str__(self) -> str:
        return f"ruling on {self.report_id}"
