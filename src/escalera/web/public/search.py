"""Jobs and skills by a person's own words, as rows to show."""

from escalera.jobs import finding
from escalera.jobs.models import Job
from escalera.skills.models import Skill

MOST_JOBS, MOST_SKILLS = 10, 8


def jobs(words: str) -> list[Job]:
    """The jobs that fit the words, best first."""
    ids = [found.id for found in finding.of_starter_set().find(words) if found.kind == "job"]
    rows = Job.objects.in_bulk(ids)
    return [rows[id_] for id_ in ids if id_ in rows][:MOST_JOBS]


def skills(words: str, *, without: frozenset[str] = frozenset()) -> list[Skill]:
    """A few skills that fit the words and are not on the list yet, best first."""
    found = (one.id for one in finding.of_starter_set().find(words) if one.kind == "skill")
    ids = [id_ for id_ in found if id_ not in without]
    rows = Skill.objects.in_bulk(ids)
    return [rows[id_] for id_ in ids if id_ in rows][:MOST_SKILLS]
