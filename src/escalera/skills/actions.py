"""Loading the starter skills."""

from dataclasses import asdict

from django.db import transaction

from escalera.skills import linking, starter
from escalera.skills.models import Skill
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
