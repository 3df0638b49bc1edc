import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    SPANISH = "es-mx", "Español"


class Grammar(models.TextChoices):
    NEUTRAL = "neutral", _("neutral")
    FEMININE = "feminine", _("feminine")
    MASCULINE = "masculine", _("masculine")


class Person(models.Model):
    """Somebody who learns, known by nothing but a random id; a guest until an account is made."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=8, choices=Language.choices, default=Language.SPANISH)
    grammar = models.CharField(max_length=10, choices=Grammar.choices, default=Grammar.NEUTRAL)
    country = models.CharField(max_length=2, blank=True)
    state = models.CharField(max_length=8, blank=True)
    locality_size = models.CharField(max_length=20, blank=True)
    sees_moderation = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Privacy:
        personal = ("id", "language", "grammar", "country", "state", "locality_size", "sees_moderation")
        kept = "until the person erases it; guests not seen for 180 days are erased"

    def __str__(self) -> str:
        return f"person {str(self.pk)[:8]}"

    @property
    def is_guest(self) -> bool:
        return not hasattr(self, "account")

    @property
    def words(self) -> str:
        """The language of task texts: en or es."""
        return "en" if self.language == Language.ENGLISH else "es"


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, username: str, password: str | None = None, **fields: object) -> "Account":
        return self.create_user(username, password, is_staff=True, is_superuser=True, **fields)


class Account(AbstractBaseUser, PermissionsMixin):
    """A username of ours and a PIN or passphrase; no e-mail, no telephone, no name."""

    username = models.CharField(max_length=40, unique=True)
    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="account")
    recovery_hash = models.CharField(max_length=160, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []  # type: ignore[misc]

    class Privacy:
        personal = ("username", "password", "recovery_hash", "last_login", "date_joined")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return self.username


class Consent(models.Model):
    """One use of a person's data, agreed to and perhaps withdrawn."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    use = models.CharField(max_length=40)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("person", "use"), name="one_answer_per_person_and_use"),
        )

    class Privacy:
        personal = ("person", "use", "given_at", "withdrawn_at")
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"{self.person}: {self.use}"


class Block(models.Model):
    """Somebody a person does not want to read; `apart` also keeps the two from being brought together.

    `about` says where they met, in words without a name, so that one knows in the list whom one means.
    """

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    apart = models.BooleanField()
    about = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at",)
        constraints = (
            models.UniqueConstraint(fields=("person", "blocked"), name="one_block_per_person_and_other"),
        )

    class Privacy:
        personal = ("person", "apart", "about", "at")
        # Not of who is blocked: they are never told.
        ways = ("person",)
        kept = "until the person takes it back or either of the two erases what is theirs"

    def __str__(self) -> str:
        return f"{'block' if self.apart else 'mute'} by {self.person}"
