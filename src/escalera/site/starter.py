"""Writes the starter set into the database. Doing it again changes nothing but what the files changed."""

from datetime import datetime

from django.db import transaction

from escalera.jobs import actions as jobs
from escalera.skills import actions as skills
from escalera.tasks import actions as tasks


@transaction.atomic
def load(*, now: datetime) -> dict[str, int]:
    """Load skills, then task types, then jobs; return how many of each."""
    return {"skills": skills.load_starter(), "task types": tasks.load_families(), "jobs": jobs.load_starter()}
