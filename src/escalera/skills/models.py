from django.db import models
from django.utils.translation import get_language


class Skill(models.Model):
    """Something a person can do, with its place in the taxonomies of others."""

    slug = models.SlugField(primary_key=True, max_length=80)
    label_en = models.CharField(max_length=120)
    label_es = models.CharField(max_length=120)
    description_en = models.TextField(blank=True)
    description_es = models.TextField(blank=True)
    group = models.CharField(max_length=40, blank=True)
    codes = models.JSONField(default=dict)
    prerequisites = models.ManyToManyField("self", symmetrical=False, related_name="opens", blank=True)
    nearest = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("slug",)

    class Privacy:
        personal = ()
        kept = "as long as the taxonomy has it"

    def __str__(self) -> str:
        return self.slug

    @property
    def label(self) -> str:
        return self.label_es if (get_language() or "").startswith("es") else self.label_en

    @property
    def description(self) -> str:
        return self.description_es if (get_language() or "").startswith("es") else self.description_en


class Concept(models.Model):
    """A skill or occupation as an outside taxonomy (ESCO, O*NET) names it. Nobody trains one: that is a Skill."""

    SKILL, OCCUPATION = "skill", "occupation"
    SKILL_GROUP, OCCUPATION_GROUP = "skill_group", "occupation_group"

    uri = models.CharField(max_length=200, unique=True)
    taxonomy = models.SlugField(max_length=20)
    kind = models.CharField(max_length=20)  # one of the four
    code = models.CharField(max_length=30, blank=True)  # the taxonomy's own, such as ISCO's or O*NET's
    nature = models.CharField(max_length=30, blank=True)  # knowledge, or skill
    reuse = models.CharField(max_length=30, blank=True)  # across how many kinds of work
    skills = models.ManyToManyField(Skill, related_name="concepts", blank=True)  # ours that mean the same

    class Meta:
        indexes = [models.Index(fields=("taxonomy", "kind"), name="concepts_of_a_kind")]

    class Privacy:
        personal = ()
        kept = "until `escalera import remove`"

    def __str__(self) -> str:
        return self.uri


class ConceptLabel(models.Model):
    """What a concept is called: one preferred label in each language, and others."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=2)
    label = models.CharField(max_length=400)
    is_preferred = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("concept", "language", "label"), name="a_concept_has_a_label_once"
            )
        ]

    class Privacy:
        personal = ()
        kept = "as long as its concept"

    def __str__(self) -> str:
        return self.label


class ConceptDescription(models.Model):
    """What a concept means, in the taxonomy's words."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="descriptions")
    language = models.CharField(max_length=2)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("concept", "language"), name="one_description_per_concept_and_language"
            )
        ]

    class Privacy:
        personal = ()
        kept = "as long as its concept"

    def __str__(self) -> str:
        return self.text[:60]


class ConceptRelation(models.Model):
    """From one concept to another: its broader one, or a skill it needs or may use."""

    BROADER, ESSENTIAL, OPTIONAL = "broader", "essential", "optional"
    RATED = "rated"  # O*NET's importance, from 1 to 5

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20)
    related = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="+")
    importance = models.DecimalField(max_digits=3, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("concept", "kind", "related"), name="a_relation_is_there_once")
        ]

    class Privacy:
        personal = ()
        kept = "as long as its concepts"

    def __str__(self) -> str:
        return f"{self.concept_id} {self.kind} {self.related_id}"
