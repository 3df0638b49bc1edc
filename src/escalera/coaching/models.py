from django.db import models

from escalera.coaching.helping.models import (
    Asking,
    Block,
    Closing,
    HelpEffect,
    HelpRequest,
    Message,
    ThreadReport,
    Willingness,
)
from escalera.coaching.judgement.models import Comment, Comparison, Judgement, Report, Round, Verdict, Work
from escalera.people.models import Person
from escalera.tasks.models import TaskType


class Tip(models.Model):
    """Two sentences for the next person who meets this task type."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tips")
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="tips")
    text = models.CharField(max_length=280)
    language = models.CharField(max_length=2)
    held_because = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = ("person", "text", "at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return self.text[:40]


__all__ = [
    "Asking",
    "Block",
    "Closing",
    "Comment",
    "Comparison",
    "HelpEffect",
    "HelpRequest",
    "Judgement",
    "Message",
    "Report",
    "Round",
    "ThreadReport",
    "Tip",
    "Verdict",
    "Willingness",
    "Work",
]
