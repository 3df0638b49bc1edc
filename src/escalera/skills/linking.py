"""Ties the skills we teach to the concepts of others that mean the same; neither is ever overwritten."""

from escalera.skills.models import Concept, Skill

ONET_BASE = "onet:"


def uris(codes: dict[str, str]) -> list[str]:
    """The addresses of the concepts that a skill's codes name."""
    esco, onet = codes.get("esco"), codes.get("onet")
    return [*([esco] if esco else []), *([ONET_BASE + onet] if onet else [])]


def link_skills() -> int:
    """Bring the links to what the skills' codes say; return how many there are."""
    wanted = {skill.pk: uris(skill.codes) for skill in Skill.objects.only("codes")}
    pks = dict(
        Concept.objects.filter(uri__in=[uri for one in wanted.values() for uri in one]).values_list(
            "uri", "pk"
        )
    )
    links = {(pks[uri], skill) for skill, named in wanted.items() for uri in named if uri in pks}
    through = Concept.skills.through
    stored = set(through.objects.values_list("concept_id", "skill_id"))
    for concept, skill in stored - links:
        through.objects.filter(concept_id=concept, skill_id=skill).delete()
    through.objects.bulk_create([through(concept_id=c, skill_id=s) for c, s in links - stored])
    return len(links)
