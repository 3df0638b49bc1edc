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
