"""Writes the starter set into the database. Doing it again changes nothing but what the files changed."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from escalera.jobs import actions as jobs
from escalera.ledger import actions as ledger
from escalera.ledger.models import Event
from escalera.skills import actions as skills
from escalera.tasks import actions as tasks

LOADED = "starter set loaded"
SOURCES = ("skills", "jobs", "tasks")


@transaction.atomic
def load(*, now: datetime) -> dict[str, int]:
    """Load skills, then task types, then jobs; return how many of each."""
    counts = {
        "skills": skills.load_starter(),
        "task types": tasks.load_families(),
        "jobs": jobs.load_starter(),
    }
    ledger.record(kind=LOADED, subject=None, payload={"fingerprint": fingerprint(), **counts}, now=now)
    return counts


def load_if_changed(*, now: datetime) -> bool:
    """Load the starter set unless these very files were loaded last; return whether it was."""
    last = Event.objects.filter(kind=LOADED).order_by("-at").first()
    if last and last.payload.get("fingerprint") == fingerprint():
        return False
    load(now=now)
    return True


def fingerprint() -> str:
    """What tells one version of the starter files from another."""
    digest = hashlib.sha256()
    root = Path(__file__).parents[1]
    files = [file for name in SOURCES for file in (root / name).rglob("*") if file.suffix in (".toml", ".py")]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()
