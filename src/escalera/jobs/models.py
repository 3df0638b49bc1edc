import uuid

from django.db import models
from django.utils.translation import get_language

from escalera.people.models import Person
from escalera.skills.models import Skill


class Job(models.Model):
    """An online job of the starter set, with what it asks for and what is known about it."""

    slug = models.SlugField(primary_key=True, max_length=60)
    title_en = models.CharField(max_length=120)
    title_es = models.CharField(max_length=120)
    facts = models.JSONField(
        default=dict
    )  # the rest of the starter file: texts, pay, exposure, where to apply

    class Meta:
        ordering = ("slug",)

    class Privacy:
        personal = ()
        kept = "as long as the starter set has it"

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        return self.title_es if (get_language() or "").startswith("es") else self.title_en


class Posting(models.Model):
    """What an employer wrote, brought by a person, with contact data cut before it was saved."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="postings")
    title = models.CharField(max_length=160)
    text = models.TextField()
    language = models.CharField(max_length=5)
    pay = models.JSONField(null=True)
    fraud_signs = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    materials = models.JSONField(default=dict)  # what items are cut from: see materials.py
    brought_at = models.DateTimeField()

    class Privacy:
        personal = ("person", "title", "text", "materials", "brought_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return self.title


class RequiredSkill(models.Model):
    """A skill that a job or a posting asks for, the level, and the phrase that says so."""

    job = models.ForeignKey(Job, null=True, on_delete=models.CASCADE, related_name="required_skills")
    posting = models.ForeignKey(Posting, null=True, on_delete=models.CASCADE, related_name="required_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    level = models.FloatField()
    is_required = models.BooleanField(default=True)  # False: nice to have
    phrase_en = models.TextField(blank=True)
    phrase_es = models.TextField(blank=True)
    confidence = models.FloatField(default=1.0)
    added_by_person = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(job__isnull=True) ^ models.Q(posting__isnull=True),
                name="asked_by_a_job_or_a_posting",
            ),
            models.UniqueConstraint(fields=("job", "skill"), name="one_level_per_job_and_skill"),
            models.UniqueConstraint(fields=("posting", "skill"), name="one_level_per_posting_and_skill"),
            models.CheckConstraint(condition=models.Q(level__gte=0, level__lte=1), name="level_is_a_share"),
        )

    class Privacy:
        personal = ("phrase_en", "phrase_es")
        kept = "as long as the job or posting"

    def __str__(self) -> str:
        return f"{self.skill_id} at {self.level}"

    @property
    def phrase(self) -> str:
        spanish = (get_language() or "").startswith("es")
        return (self.phrase_es or self.phrase_en) if spanish else (self.phrase_en or self.phrase_es)
