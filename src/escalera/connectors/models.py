import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from escalera.connectors.troubles import said
from escalera.people.models import Person
from escalera.programmes.models import Programme
from escalera.tasks.models import Attempt, Item, Requester, TaskType


class Kind(models.TextChoices):
    TURKLE = "turkle", "Turkle"
    LABEL_STUDIO = "label-studio", "Label Studio"
    FILES = "mturk", _("files in the format of Mechanical Turk")


class Direction(models.TextChoices):
    OUT = "out", _("goes out")
    IN = "in", _("comes in")


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def due(self, *, now: datetime) -> "ConnectionQuerySet":
        ready = self.filter(paused_at=None).exclude(kind=Kind.FILES)
        return ready.filter(Q(next_sync_at=None) | Q(next_sync_at__lte=now))


class Connection(models.Model):
    """A platform that a programme exchanges work with. Its token is sealed and never leaves the server."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=200, blank=True)
    sealed = models.TextField(blank=True)
    requester = models.ForeignKey(Requester, on_delete=models.PROTECT, related_name="+")
    pay = models.DecimalField(max_digits=9, decimal_places=4, null=True)  # where a batch says nothing else
    currency = models.CharField(max_length=3, blank=True)
    answers = models.PositiveSmallIntegerField(
        default=1
    )  # wanted of each task, where the platform wants fewer
    projects = models.JSONField(
        default=list
    )  # work comes from these alone; empty: from all that the token sees
    made_at = models.DateTimeField()
    last_sync_at = models.DateTimeField(null=True)
    next_sync_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)  # in a row; a success sets it back
    errors = models.JSONField(default=list)  # of the last exchange, as troubles.py keeps them
    paused_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(null=True)  # one exchange at a time; a killed one lapses

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("name",), name="one_connection_per_name"),
            models.CheckConstraint(
                condition=Q(pay__isnull=True) | (Q(pay__gt=0) & ~Q(currency="")),
                name="connection_pay_has_a_currency",
            ),
        )

    class Privacy:
        personal = ()
        kept = "as long as the programme, or until it is removed"

    def __str__(self) -> str:
        return self.name

    @property
    def is_by_hand(self) -> bool:
        """Whether it has no server that could be asked: somebody carries files to and fro."""
        return self.kind == Kind.FILES

    @property
    def last_error(self) -> str:
        """What the last exchange stumbled over, in the language of who reads; empty: nothing."""
        return " ".join(said(one) for one in self.errors)


class Batch(models.Model):
    """Work that came in from a platform, or went out to it. Nothing comes in without pay."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="batches")
    remote_project = models.CharField(max_length=60, blank=True)
    remote_id = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    task_type = models.ForeignKey(TaskType, on_delete=models.PROTECT, related_name="+")
    pay = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    assignments = models.PositiveIntegerField(default=1)
    seen = models.PositiveIntegerField(default=0)  # tasks the platform had when we last looked through all
    by_strangers = models.PositiveIntegerField(default=0)  # results by people whom nobody here knows
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("made_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("connection", "remote_id"), name="one_batch_per_connection_and_remote_id"
            ),
            models.CheckConstraint(
                condition=~Q(direction="in") | (Q(pay__isnull=False, pay__gt=0) & ~Q(currency="")),
                name="no_unpaid_real_work",
            ),
        )

    class Privacy:
        personal = ()
        kept = "as long as the connection"

    def __str__(self) -> str:
        return f"{self.name} ({self.remote_id})"


class RemoteTask(models.Model):
    """The platform's own number of an item."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="remote_tasks")
    remote_id = models.CharField(max_length=80)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "remote_id"), name="one_remote_task_per_batch_and_id"),
            models.UniqueConstraint(fields=("batch", "item"), name="one_remote_task_per_batch_and_item"),
        )

    class Privacy:
        personal = ()
        kept = "as long as the connection"

    def __str__(self) -> str:
        return self.remote_id


class Alias(models.Model):
    """The name under which a platform knows a person: invented, never the person's own. No person: it is ours."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="aliases")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    username = models.CharField(max_length=40)
    sealed = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("connection", "username"), name="one_alias_per_username"),
            models.UniqueConstraint(fields=("connection", "person"), name="one_alias_per_person"),
            models.UniqueConstraint(
                fields=("connection",), condition=Q(person=None), name="one_alias_of_our_own"
            ),
        )

    class Privacy:
        personal = ("person", "username", "sealed", "made_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return self.username


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> "DeliveryQuerySet":
        return self.filter(delivered_at=None, closed_at=None)


class Delivery(models.Model):
    """An answer on its way to the platform: delivered once, or closed because nobody there takes it any more."""

    attempt = models.OneToOneField(Attempt, on_delete=models.CASCADE, related_name="delivery")
    remote_task = models.ForeignKey(RemoteTask, on_delete=models.CASCADE, related_name="deliveries")
    assignment = models.CharField(max_length=80, blank=True)  # the platform's number of this answer
    made_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    error = models.JSONField(default=dict)  # why the last try failed, as troubles.py keeps it

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")

    class Privacy:
        personal = ("attempt", "assignment", "made_at", "delivered_at", "closed_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"delivery of {self.attempt_id}"
