"""Time given and received, in double entry. Nothing here is ever changed: a mistake is turned back by another transfer."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from escalera.people.models import Person
from escalera.programmes.models import Programme


class Holder(models.TextChoices):
    """Whose an account is."""

    PERSON = "person", "a person"
    CIRCLE = "circle", "a circle's fund"
    PROGRAMME = "programme", "a programme's fund"
    EVERYBODY = "everybody", "what everybody gives for work that is for all"
    LEFT = "left", "people who left"


def holders_key(holder: Holder, key: str | None = None) -> Q:
    """That an account of this holder names the holder, and nobody else."""
    names = {f"{name}__isnull": name != key for name in ("person", "programme", "circle")}
    return Q(holder=holder, **names)


class TimeAccount(models.Model):
    """An account of time. What it comes to is the sum of its movements, and may lie below nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.CharField(max_length=10, choices=Holder.choices)
    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="time_account")
    programme = models.OneToOneField(Programme, null=True, on_delete=models.CASCADE, related_name="+")
    circle = models.UUIDField(null=True, unique=True)  # circles is above, so a value
    opened_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=holders_key(Holder.PERSON, "person")
                | holders_key(Holder.PROGRAMME, "programme")
                | holders_key(Holder.CIRCLE, "circle")
                | holders_key(Holder.EVERYBODY)
                | holders_key(Holder.LEFT),
                name="an_account_names_its_holder",
            ),
            models.UniqueConstraint(
                fields=("holder",),
                condition=Q(holder__in=(Holder.EVERYBODY, Holder.LEFT)),
                name="one_account_of_everybody_and_one_of_who_left",
            ),
        )

    class Privacy:
        personal = ("person", "opened_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"time of {self.holder} {str(self.pk)[:8]}"


def of_who_left() -> TimeAccount:
    """The one account to which movements pass when their person leaves, so that the sums stay."""
    account, _ = TimeAccount.objects.get_or_create(holder=Holder.LEFT, defaults={"opened_at": timezone.now()})
    return account


class Kind(models.TextChoices):
    HELP = "help", "help"
    JUDGING = "judging", "judging work of others"
    TRANSLATION = "translation", "translating"
    MODERATION = "moderation", "moderating"
    GIFT = "gift", "a gift"
    CORRECTION = "correction", "turns another transfer back"


class Transfer(models.Model):
    """Time that passes from one account to another. The amount stands here once, so its two movements can't differ."""

    id = models.UUIDField(primary_key=True)  # the sender's own
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seconds = models.PositiveIntegerField()
    about = models.UUIDField(null=True, db_index=True)  # what it was for: a help thread, a judgement
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    at = models.DateTimeField()  # when the help was, by the phone
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-made_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(seconds__gte=1, seconds__lte=86_400), name="transfer_is_of_a_day_at_most"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CORRECTION, reverses__isnull=False)
                | ~Q(kind=Kind.CORRECTION) & Q(reverses__isnull=True),
                name="a_correction_turns_a_transfer_back",
            ),
        )

    class Privacy:
        personal = ("kind", "seconds", "about", "at", "made_at")
        kept = "for ever, so that the sums hold; without the person when they leave"
        ways = ("movements__account__person",)

    def __str__(self) -> str:
        return f"{self.kind} of {self.seconds} s"


class Side(models.IntegerChoices):
    GIVES = -1, "gives"
    TAKES = 1, "takes"


class Movement(models.Model):
    """One side of a transfer, at one account."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="movements")
    account = models.ForeignKey(TimeAccount, on_delete=models.SET(of_who_left), related_name="movements")
    side = models.SmallIntegerField(choices=Side.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("transfer", "side"), name="one_movement_per_transfer_and_side"),
            models.CheckConstraint(condition=Q(side__in=(-1, 1)), name="a_movement_gives_or_takes"),
        )

    class Privacy:
        personal = ("transfer", "account", "side")
        kept = "for ever, so that the sums hold; passes to who left when the person leaves"

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.transfer_id}"
