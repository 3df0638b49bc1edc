import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from escalera.people.models import Person
from escalera.programmes import queries as programmes
from escalera.programmes.models import Programme
from escalera.skills.models import Skill


class Requester(models.Model):
    """An organisation whose tasks are worked on."""

    name = models.CharField(max_length=120, unique=True)

    class Privacy:
        personal = ()
        kept = "as long as its tasks"

    def __str__(self) -> str:
        return self.name


class Origin(models.TextChoices):
    FAMILY = "family", "made by an item family"
    TEMPLATE = "template", "a task template of others"
    PROPOSED = "proposed", "proposed by a worker, made by a family"
    OUTSIDE = "outside", "proposed by a worker, done elsewhere"
    AUTHORED = "authored", "made of a table by somebody of a programme"


class TaskTypeQuerySet(models.QuerySet["TaskType"]):
    def open_to(self, person: Person | None) -> "TaskTypeQuerySet":
        """What may be offered to the person: of everybody's and of their programmes' task types the open ones."""
        theirs = Q(programme=None) | Q(programme__in=programmes.programmes_of(person))
        return self.filter(theirs, is_open=True)

    def of_others(self, person: Person) -> "TaskTypeQuerySet":
        """Task types of programmes that the person is not in."""
        return self.exclude(programme=None).exclude(programme__in=programmes.programmes_of(person))


class TaskType(models.Model):
    """What the engine learns about: a way of working with a level."""

    slug = models.SlugField(primary_key=True, max_length=80)
    family = models.CharField(max_length=60)
    level = models.PositiveSmallIntegerField(default=2)
    title_en = models.CharField(max_length=160)
    title_es = models.CharField(max_length=160)
    can_do_en = models.TextField(blank=True)
    can_do_es = models.TextField(blank=True)
    minutes = models.FloatField()
    chance = models.FloatField(default=0.0)
    opt_in = models.BooleanField(default=False)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.FAMILY)
    is_open = models.BooleanField(default=True)
    # Whose people it is for: those of the programme that made it or whose platform it came from. Empty: everybody's.
    programme = models.ForeignKey(Programme, null=True, on_delete=models.PROTECT, related_name="+")
    requester = models.ForeignKey(Requester, null=True, on_delete=models.PROTECT, related_name="task_types")
    pay = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    source = models.JSONField(default=dict)

    objects = TaskTypeQuerySet.as_manager()

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(pay__isnull=True) | ~models.Q(currency=""), name="pay_has_a_currency"
            ),
        )

    class Privacy:
        personal = ()
        kept = "as long as the programme runs"

    def __str__(self) -> str:
        return self.slug

    @property
    def title(self) -> str:
        return self.title_es if (get_language() or "").startswith("es") else self.title_en

    @property
    def is_paid(self) -> bool:
        """Whether somebody pays for its answers: then each must be its worker's own."""
        return self.pay is not None

    @property
    def can_do(self) -> str:
        return self.can_do_es if (get_language() or "").startswith("es") else self.can_do_en


class SkillWeight(models.Model):
    """How much the items of a task type ask for a skill; the weights of a task type sum to 1."""

    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="weights")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("task_type", "skill"), name="one_weight_per_task_type_and_skill"),
        )

    class Privacy:
        personal = ()
        kept = "as long as the task type"

    def __str__(self) -> str:
        return f"{self.task_type_id}: {self.skill_id}"


class Item(models.Model):
    """One question, made from a seed or imported, with its hidden key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task_type = models.ForeignKey(TaskType, on_delete=models.CASCADE, related_name="items")
    seed = models.PositiveBigIntegerField()
    language = models.CharField(max_length=2)
    content = models.JSONField()
    key = models.JSONField()
    feedback = models.JSONField(default=dict)
    chance = models.FloatField(default=0.0)
    wanted = models.PositiveIntegerField(null=True)  # answers an organisation still pays for; empty: practice

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("task_type", "seed", "language"), name="one_item_per_seed_and_language"
            ),
        )

    class Privacy:
        personal = ()
        kept = "as long as the task type"

    def __str__(self) -> str:
        return f"{self.task_type_id} #{self.seed}"


class Timed(models.TextChoices):
    """What `Attempt.seconds` holds."""

    WORK = "work", "working time: pauses when the page is hidden or nobody touches it"
    WALL = "wall", "time between showing the page and the answer, bounded: nothing measured the work"


class Reservation(models.Model):
    """Somebody is working on an item of which only so many answers are wanted: until then it is kept for them."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="reservations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("item", "person"), name="one_reservation_per_item_and_person"),
        )

    class Privacy:
        personal = ("person", "item", "until")
        kept = "until the task is answered, passed over or two hours old"

    def __str__(self) -> str:
        return f"{self.item_id} until {self.until}"


class Attempt(models.Model):
    """A person's answer to an item. The id is the sender's own, so sending twice is sending once."""

    id = models.UUIDField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attempts")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="attempts")
    step = models.UUIDField(null=True)  # the choice that led here; paths is above, so a value
    answer = models.JSONField()
    score = models.FloatField(null=True)  # unknown while it waits for a peer
    fields = models.JSONField(default=dict)  # what the player shows as feedback, per field
    seconds = models.FloatField()  # working time, or what stands for it: see `timed`
    wall_seconds = models.FloatField(null=True)  # from showing the page to the answer, pauses included
    timed = models.CharField(max_length=4, choices=Timed.choices, default=Timed.WORK)
    help_used = models.BooleanField(default=False)
    too_fast = models.BooleanField(default=False)
    is_repeat = models.BooleanField(default=False)  # the right answer had been shown to this person before
    is_placement = models.BooleanField(default=False)
    answered_at = models.DateTimeField()  # by the phone, never later than received_at
    received_at = models.DateTimeField()

    class Meta:
        ordering = ("received_at",)
        constraints = (
            models.CheckConstraint(condition=models.Q(seconds__gte=0), name="seconds_are_not_negative"),
            models.CheckConstraint(
                condition=models.Q(score__isnull=True) | models.Q(score__gte=0, score__lte=1),
                name="score_is_a_share",
            ),
        )
        indexes = (models.Index(fields=("person", "received_at"), name="attempts_of_a_person"),)

    class Privacy:
        personal = (
            "person",
            "answer",
            "fields",
            "score",
            "seconds",
            "wall_seconds",
            "timed",
            "help_used",
            "step",
            "answered_at",
            "received_at",
        )
        kept = "until the person erases it"

    def __str__(self) -> str:
        return f"attempt {str(self.pk)[:8]}"
