"""A worker proposes a micro-task; it becomes a task type when two peers agree."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from escalera.learning import queries
from escalera.learning.models import Proposal, Voice
from escalera.ledger import actions as ledger
from escalera.people import limits
from escalera.people.models import Person
from escalera.people.plain_text import storable
from escalera.people.redaction import redact
from escalera.skills.models import Skill
from escalera.tasks import actions as tasks
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType

PEERS_NEEDED = 2
MOST_A_DAY = 10


class NothingProposed(Exception):
    """A proposal needs a title, and a description when it is done outside."""


class NotForYou(Exception):
    """One can't agree to one's own proposal."""


class NotYetAPeer(Exception):
    """Only who has honestly tried a task here knows what a task can teach."""


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
    """Keep a proposal, with contact data cut; the same id twice is one. Raises NothingProposed, TooMuch."""
    title, description = (
        redact(storable(text).strip(), language=person.words).text for text in (title, description)
    )
    family = family if family in REGISTRY else ""
    if not title or not (family or description):
        raise NothingProposed
    if not Proposal.objects.filter(pk=id, person=person).exists():
        limits.check(Proposal.objects.filter(person=person), most=MOST_A_DAY, now=now)
    taken = Proposal.objects.filter(pk=id).exclude(person=person).exists()
    proposal, created = Proposal.objects.get_or_create(
        id=uuid.uuid4() if taken else id,
        person=person,
        defaults={
            "skill": skill,
            "title": title[:120],
            "description": description[:1000],
            "family": family,
            "level": level,
            "minutes": minutes,
            "language": person.words,
            "at": now,
        },
    )
    if created:
        ledger.record(
            kind="proposal",
            subject=person.pk,
            payload={"skill": skill.pk, "family": family},
            now=now,
            id=proposal.pk,
        )
    return proposal


@transaction.atomic
def answer(*, id: uuid.UUID, proposal: Proposal, person: Person, agrees: bool, now: datetime) -> Voice:
    """Say whether a proposal would teach its skill; with the second yes it becomes a task.

    Raises NotForYou, NotYetAPeer.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.person_id == person.pk:
        raise NotForYou
    if not queries.is_peer(person):
        raise NotYetAPeer
    id = uuid.uuid4() if Voice.objects.filter(pk=id).exists() else id
    voice, _ = Voice.objects.get_or_create(
        proposal=proposal, person=person, defaults={"id": id, "agrees": agrees, "at": now}
    )
    if proposal.task_type is None and yes(proposal) >= PEERS_NEEDED:
        proposal.task_type = opened(proposal)
        proposal.save(update_fields=["task_type"])
        ledger.record(
            kind="proposal agreed", subject=None, payload={"task_type": proposal.task_type.pk}, now=now
        )
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
        opt_in=made and REGISTRY[proposal.family].opt_in,
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
