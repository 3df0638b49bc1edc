import uuid

from django.db import models

from escalera.people.models import Person
from escalera.programmes import versions
from escalera.programmes.models import Programme
from escalera.programmes.versions import Versioned
from escalera.tasks.authoring.table import Table
from escalera.tasks.models import TaskType

VERSION_ROOM = 10_000  # seeds of one version's items


class Draft(models.Model):
    """A task type on its way, kept between the steps of making it; seen by its author until it is proposed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    task_type = models.ForeignKey(
        TaskType, null=True, on_delete=models.CASCADE, related_name="+"
    )  # being edited
    content = models.JSONField(
        default=dict
    )  # title, instructions, hint, family, level, minutes, skills, columns
    table = models.JSONField(default=dict)  # header, rows, notes: see table.py
    changed_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-changed_at",)

    class Privacy:
        personal = ("person", "content", "table", "changed_at", "proposed_at")
        kept = "until it is published, thrown away or erased with the person"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def rows(self) -> Table | None:
        if not self.table:
            return None
        rows = tuple((number, tuple(cells)) for number, cells in self.table["rows"])
        return Table(tuple(self.table["header"]), rows, tuple(self.table["notes"]))


class Publication(Versioned):
    """A task type that people made, for one programme; which of its versions is the current one."""

    task_type = models.OneToOneField(
        TaskType, primary_key=True, on_delete=models.CASCADE, related_name="publication"
    )
    is_in_both = models.BooleanField(default=False)  # in English and in Spanish
    published_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Privacy:
        personal = ()
        kept = "as long as the programme"

    def __str__(self) -> str:
        return self.task_type_id


class Version(versions.Version):
    """What a task type was at one time: what its author wrote. Its id is the draft's it came from."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="versions")
    content = models.JSONField()
    table = models.JSONField(default=dict)

    class Meta(versions.Version.Meta):
        constraints = (
            models.UniqueConstraint(
                fields=("publication", "number"), name="one_version_of_a_number_per_publication"
            ),
        )

    def __str__(self) -> str:
        return f"{self.publication_id} {self.number}"
