import uuid

from django.db import models

from escalera.people.models import Person
from escalera.tasks.models import Item, TaskType


class Goal(models.Model):
    """The job a person walks towards: skills with levels. Where it came from is kept as a value."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    origin = models.CharField(max_length=12)  # job or posting
    origin_id = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    required = models.JSONField()  # {skill: level}, trainable skills only
    set_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-set_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(left_at__isnull=True), name="one_goal_at_a_time"
            ),
        )

    class Privacy:
        personal = ("person", "origin_id", "title", "required", "set_at", "left_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return self.title


class PutFirst(models.Model):
    """Skills of a goal that its person wants to learn before the others, such as their share in a circle."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="put_first")
    skills = models.JSONField()
    because = models.CharField(max_length=20)  # circle
    at = models.DateTimeField()

    class Privacy:
        personal = ("goal", "skills", "because", "at")
        kept = "until the person takes it back or erases it"

    def __str__(self) -> str:
        return f"put first in {self.goal_id}"


class Step(models.Model):
    """The micro-task chosen next for a person; its reason, inputs, seed and propensity are in the ledger."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    task_type = models.ForeignKey(TaskType, on_delete=models.PROTECT, related_name="+")
    is_placement = models.BooleanField(default=False)
    reason = models.JSONField(default=dict)
    chosen_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)  # answered, or passed over

    class Meta:
        ordering = ("-chosen_at",)

    class Privacy:
        personal = ("reason", "chosen_at", "finished_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"step to {self.task_type_id}"


class PassedOver(models.Model):
    """A person asked for something else."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, related_name="passed_over")
    at = models.DateTimeField()

    class Privacy:
        personal = ("step", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"passed over {self.step_id}"


class Claim(models.Model):
    """What a person says they can do already, in three taps: 0 not yet, 1 a little, 2 well."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="claims")
    skill = models.CharField(max_length=80)
    answer = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "skill"), name="one_claim_per_person_and_skill"),
        )

    class Privacy:
        personal = ("person", "skill", "answer", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.skill}: {self.answer}"


class Arrival(models.Model):
    """All required skills of the goal were reached."""

    goal = models.OneToOneField(Goal, on_delete=models.CASCADE, related_name="arrival")
    at = models.DateTimeField()
    evidence = models.JSONField(default=dict)

    class Privacy:
        personal = ("goal", "at", "evidence")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"arrival at {self.goal_id}"


class OutcomeKind(models.TextChoices):
    APPLIED = "applied", "applied"
    HIRED = "hired", "hired"
    FIRST_PAY = "first_pay", "first pay"


class Outcome(models.Model):
    """What came of it, in the person's own word. The only ground truth there is."""

    id = models.UUIDField(primary_key=True)
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=OutcomeKind.choices)
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("goal", "kind"), name="one_outcome_of_a_kind_per_goal"),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=True) | ~models.Q(currency=""), name="amount_has_a_currency"
            ),
        )

    class Privacy:
        personal = ("goal", "kind", "amount", "currency", "hours", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.kind} of {self.goal_id}"
