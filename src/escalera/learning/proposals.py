"""A worker proposes a micro-task; it becomes a task type when two peers agree."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from escalera.ledger import actions as ledger
from escalera.learning.models import Proposal, Voice
from escalera.people.models import Person
from escalera.people.redaction import redact
from escalera.skills.models import Skill
from escalera.tasks import actions as tasks
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType

PEERS_NEEDED = 2


class NothingProposed(Exception):
    """A proposal needs a title, and a description when it is done outside."""


class NotForYou(Exception):
    """One can't agree to one's own proposal."""


@transaction.atomic
def propose(
    *,
    id: uuid.UUID,
    person: Person,
    skill: Skill,
    title: str,
    description: str = "",
    family: str = "",
    level: int = 1,
    minutes: int = 10,
    now: datetime,
) -> Proposal:
    """Keep a proposal, with contact data cut; the same id twice is one. Raises NothingProposed."""
    if not title.strip() or not (family in REGISTRY or description.strip()):
        raise NothingProposed
    proposal, created = Proposal.objects.get_or_create(
        id=id,
        defaults={
            "person": person,
            "skill": skill,
            "title": redact(title.strip()).text[:120],
            "description": redact(description.strip()).text[:1000],
            "family": family if family in REGISTRY else "",
            "level": level,
            "minutes": minutes,
            "language": person.words,
            "at": now,
        },
    )
    if created:
        ledger.record(
            kind="proposal", subject=person.pk, payload={"skill": skill.pk, "family": family}, now=now, id=id
        )
    return proposal


@transaction.atomic
def answer(*, id: uuid.UUID, proposal: Proposal, person: Person, agrees: bool, now: datetime) -> Voice:
    """Say whether a proposal would teach its skill; with the second yes it becomes a task. Raises NotForYou."""
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.person_id == person.pk:
        raise NotForYou
    voice, _ = Voice.objects.get_or_create(
        proposal=proposal, person=person, defaults={"id": id, "agrees": agrees, "at": now}
    )
    if proposal.task_type is None and yes(proposal) >= PEERS_NEEDED:
        proposal.task_type = opened(proposal)
        proposal.save(update_fields=["task_type"])
        ledger.record(kind="proposal agreed", subject=None, payload={"task_type": proposal.task_type.pk}, now=now)
    return voice


def yes(proposal: Proposal) -> int:
    return proposal.voices.filter(agrees=True).count()


def opened(proposal: Proposal) -> TaskType:
    """The task type that a proposal becomes."""
    made = bool(proposal.family)
    task_type = TaskType.objects.create(
        slug=f"{slugify(proposal.title)[:60] or 'task'}-{str(proposal.pk)[:8]}",
        family=proposal.family or f"outside-{str(proposal.pk)[:8]}",
        level=proposal.level,
        title_en=proposal.title,
        title_es=proposal.title,
        minutes=proposal.minutes,
        origin=Origin.PROPOSED if made else Origin.OUTSIDE,
        source={"language": proposal.language},
    )
    tasks.weigh(task_type=task_type, weights={proposal.skill_id: 1.0})
    if not made:
        describe_outside(task_type, proposal)
    return task_type


def describe_outside(task_type: TaskType, proposal: Proposal) -> Item:
    """The one item of a task done elsewhere: its description, and a word about what came of it."""
    label = "¿Qué hiciste?" if proposal.language == "es" else "What did you do?"
    content = {
        "instructions": proposal.description,
        "example": "",
        "hint": "",
        "stimulus": [],
        "fields": [{"name": "done", "label": label, "widget": "longtext", "hint": "", "options": []}],
    }
    key: dict[str, Any] = {"done": {"rule": "peer", "right": None, "shown": "", "weight": 1.0, "detail": {}}}
    return Item.objects.create(
        task_type=task_type, seed=0, language=proposal.language, content=content, key=key, feedback={}
    )
