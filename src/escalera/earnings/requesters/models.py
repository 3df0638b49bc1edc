from django.db import models

from escalera.people.models import Person
from escalera.tasks.models import Requester, TaskType


class Review(models.Model):
    """What somebody who worked for a requester says of them: yes, no, or nothing to each question. No free text."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reviews")
    requester = models.ForeignKey(Requester, on_delete=models.CASCADE, related_name="reviews")
    is_clear = models.BooleanField(null=True)  # the instructions could be followed
    answers = models.BooleanField(null=True)  # questions were answered
    again = models.BooleanField(null=True)  # would work for them again
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "requester"), name="one_review_per_person_and_requester"
            ),
        )

    class Privacy:
        personal = ("person", "requester", "is_clear", "answers", "again", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"review of {self.requester_id}"


class WarningRead(models.Model):
    """What somebody was warned of before this paid work, and went on: the same is not said again at once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="warnings_read")
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="+")
    about = models.JSONField(default=list)  # codes of what was said
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "task_type"), name="one_warning_read_per_person_and_task_type"
            ),
        )

    class Privacy:
        personal = ("person", "task_type", "about", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"warning before {self.task_type_id}"
