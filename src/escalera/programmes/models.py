import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from escalera.people.models import Person


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("coordination")
    COACH = "coach", pgettext_lazy("role", "coach")
    WORKER = "worker", pgettext_lazy("role", "takes part")


class Programme(models.Model):
    """What an organisation offers to a group of people."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "begun_at")

    class Privacy:
        personal = ()
        kept = "as long as the installation"

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """The people who go through a programme together."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=80)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ("-begun_at",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "name"), name="one_cohort_per_name_in_a_programme"),
        )

    class Privacy:
        personal = ()
        kept = "as long as the programme"

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_at=None)

    def coordinating(self) -> "MembershipQuerySet":
        return self.current().filter(role=Role.COORDINATOR)


class Membership(models.Model):
    """A person's role in a programme, from when to when, and whose role it was to give it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="memberships")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    # A membership, not a person: what somebody gave to others is not theirs to export. Empty: from the command line.
    given_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="given")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("joined_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("person", "programme", "role"),
                condition=Q(left_at=None),
                name="one_role_of_a_kind_per_person_and_programme",
            ),
        )

    class Privacy:
        personal = ("person", "cohort", "role", "joined_at", "left_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, *, now: datetime) -> "InvitationQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=now, used__lt=F("places"))


class Invitation(models.Model):
    """A code that lets so many people join until a date, unless it is taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="invitations")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="invitations")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.WORKER)
    code = models.CharField(max_length=8, unique=True)
    places = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(condition=Q(used__lte=F("places")), name="no_more_joined_than_places"),
        )

    class Privacy:
        personal = ("made_by", "made_at")
        kept = "as long as the programme; who made it until that person leaves"

    def __str__(self) -> str:
        return self.code

    @property
    def spoken(self) -> str:
        """The code in two halves, easier to read: AC3F-KY47."""
        return f"{self.code[:4]}-{self.code[4:]}"

    def is_open(self, *, now: datetime) -> bool:
        return self.revoked_at is None and self.expires_at > now and self.used < self.places
