import uuid

from django.db import models

from escalera.people.models import Person
from escalera.skills.models import Skill
from escalera.tasks.models import TaskType


class BeliefState(models.Model):
    """What we believe a person can do: the engine's belief, packed, with the skills that are its axes."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="belief_state")
    packed = models.BinaryField()
    skills = models.JSONField()
    told = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()

    class Privacy:
        personal = ("person", "packed", "told", "told_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"belief about {self.person}"


class Recommendation(models.Model):
    """A peer's word: this task type taught me this skill (or it did not)."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recommendations")
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="recommendations")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    taught = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "task_type", "skill"),
                name="one_recommendation_per_person_task_type_and_skill",
            ),
        )

    class Privacy:
        personal = ("person", "taught", "at")
        kept = "until the person erases it; what was fitted from it stays as a number"

    def __str__(self) -> str:
        return f"{self.task_type_id} taught {self.skill_id}: {self.taught}"


class FittedGains(models.Model):
    """A version of the learning gains, fitted from attempts and recommendations."""

    packed = models.BinaryField()
    attempts = models.PositiveIntegerField()
    recommendations = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-made_at",)
        get_latest_by = "made_at"

    class Privacy:
        personal = ()
        kept = "the newest ten"

    def __str__(self) -> str:
        return f"gains of {self.made_at:%Y-%m-%d %H:%M}"


class Reliability(models.Model):
    """How far a person's recommendations were borne out at the newest fit: by what all others say, and by what was
    measured. It weighs what they say; nobody else reads it."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="reliability")
    version = models.ForeignKey(FittedGains, on_delete=models.CASCADE, related_name="reliabilities")
    value = models.FloatField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(value__gte=0, value__lte=1), name="reliability_is_between_0_and_1"
            ),
        )

    class Privacy:
        personal = ("person", "value")
        kept = "until the next fit, or until the person erases it"

    def __str__(self) -> str:
        return f"{self.value:.2f}"


class Proposal(models.Model):
    """A micro-task that a worker says teaches a skill; others see it when two peers agree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="proposals")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=1000, blank=True)
    family = models.CharField(max_length=60, blank=True)  # empty: done outside
    level = models.PositiveSmallIntegerField(default=1)
    minutes = models.PositiveSmallIntegerField(default=10)
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    task_type = models.OneToOneField(TaskType, null=True, on_delete=models.SET_NULL, related_name="+")

    class Privacy:
        personal = ("person", "title", "description", "at")
        kept = "until the person erases it; once agreed to by peers, the task stays without its author"

    def __str__(self) -> str:
        return self.title


class Voice(models.Model):
    """A peer's answer to a proposal."""

    id = models.UUIDField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("proposal", "person"), name="one_voice_per_person"),)

    class Privacy:
        personal = ("person", "agrees", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.proposal_id}: {self.agrees}"
