"""Loading the starter skills, and taking in one of a taxonomy that is not among them."""

from dataclasses import asdict

from django.db import transaction
from django.utils.text import slugify

from escalera.skills import linking, queries, starter
from escalera.skills.models import Concept, Skill
from escalera.skills.starter import StarterSkill


@transaction.atomic
def load_starter() -> int:
    """Write the starter skills, their prerequisites and relatives; return how many."""
    skills = starter.load().skills
    for skill in skills:
        Skill.objects.update_or_create(slug=skill.id, defaults=columns(skill))
    for skill in skills:
        row = Skill.objects.get(slug=skill.id)
        row.prerequisites.set(Skill.objects.filter(slug__in=skill.prerequisites))
        if row.nearest_id != skill.nearest:
            row.nearest_id = skill.nearest
            row.save(update_fields=["nearest"])
    linking.link_skills()
    return len(skills)


def columns(skill: StarterSkill) -> dict[str, object]:
    return {
        "label_en": skill.label.en,
        "label_es": skill.label.es,
        "description_en": skill.description.en,
        "description_es": skill.description.es,
        "group": skill.group,
        "codes": {name: code for name, code in asdict(skill.codes).items() if code},
    }


class NoSuchConcept(Exception):
    """No loaded taxonomy has a skill of this address."""


@transaction.atomic
def take_in(uri: str) -> Skill:
    """The skill that means the concept; one of its own where we have none. Raises NoSuchConcept.

    Nobody trains it: its nearest relative in the taxonomy stands for it. The same address twice is one skill.
    """
    concept = Concept.objects.filter(uri=uri, kind=Concept.SKILL).first()
    if concept is None:
        raise NoSuchConcept(uri)
    if ours := concept.skills.first():
        return ours
    english, spanish = (queries.labels_of([uri], language)[uri].text[:120] for language in ("en", "es"))
    skill, _ = Skill.objects.get_or_create(
        slug=f"{slugify(english)[:60]}-{concept.pk}",
        defaults={
            "label_en": english[:1].upper() + english[1:],
            "label_es": spanish[:1].upper() + spanish[1:],
            "codes": {concept.taxonomy: uri.removeprefix(linking.ONET_BASE)},
        },
    )
    concept.skills.add(skill)
    return skill
