"""From a draft to a task type, its versions, and back. Only a coordinator of its programme publishes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from escalera.ledger import actions as ledger
from escalera.people.models import Person
from escalera.programmes.actions import coordinating
from escalera.programmes.versions import signed
from escalera.tasks.actions import weigh
from escalera.tasks.authoring import building, readiness
from escalera.tasks.authoring.actions import NotReady
from escalera.tasks.authoring.models import VERSION_ROOM, Draft, Publication, Version
from escalera.tasks.families import REGISTRY
from escalera.tasks.models import Item, Origin, TaskType


@transaction.atomic
def publish(*, draft: Draft, reason: str, by: Person, now: datetime) -> Publication:
    """Give the draft to the people of its programme, as a new task type or as its next version.

    Raises programmes.NotTheCoordinator, NotReady; the same draft twice is one version.
    """
    coordinating(draft.programme, by)
    if before := Version.objects.filter(pk=draft.pk).select_related("publication").first():
        return before.publication
    if readiness.missing(draft):
        raise NotReady
    publication = publication_of(draft, now)
    # Locked, so that two coordinators who publish at once make two versions.
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    version = Version.objects.create(
        publication=publication,
        content=draft.content,
        table=draft.table,
        **signed(publication.versions.all(), id=draft.pk, reason=reason, by=by, now=now),
    )
    write_items(version, draft)
    make_current(publication, version, by=by, now=now)
    draft.delete()
    return publication


def publication_of(draft: Draft, now: datetime) -> Publication:
    if draft.task_type_id:
        return Publication.objects.get(pk=draft.task_type_id, programme=draft.programme)
    title = next(filter(None, draft.content["title"].values()))
    is_made = draft.content.get("family") in REGISTRY
    slug = f"{slugify(title)[:60] or 'task'}-{str(draft.pk)[:8]}"
    task_type = TaskType.objects.create(
        slug=slug,
        family=draft.content["family"] if is_made else slug[:60],
        minutes=1,
        origin=Origin.PROPOSED if is_made else Origin.AUTHORED,
        programme=draft.programme,
    )
    return Publication.objects.create(task_type=task_type, programme=draft.programme, published_at=now)


def write_items(version: Version, draft: Draft) -> None:
    """One item a good row and language; the rows of other versions keep their attempts."""
    table = readiness.checked(draft)
    if draft.content.get("family") in REGISTRY or table is None:
        return
    rows = [row for _, row in table.rows]
    for language in building.languages(draft.content):
        made = [one.as_json() for one in building.items(draft.content, rows, language=language)]
        Item.objects.bulk_create(
            Item(
                task_type_id=version.publication_id,
                seed=version.number * VERSION_ROOM + place,
                language=language,
                **one,
            )
            for place, one in enumerate(made)
        )


def make_current(publication: Publication, version: Version, *, by: Person, now: datetime) -> None:
    """Show people this version."""
    languages = building.languages(version.content)
    publication.current = version.number
    publication.is_in_both = len(languages) == len(building.LANGUAGES)
    publication.retired_at = None
    publication.save()
    describe(publication.task_type, version.content, languages, publication)
    ledger.record(
        kind="task published",
        subject=by.pk,
        payload={"task_type": publication.pk, "version": version.number},
        now=now,
    )


def describe(
    task_type: TaskType, content: Mapping[str, Any], languages: list[str], publication: Publication
) -> None:
    title = content["title"]
    first = Item.objects.filter(task_type=task_type, seed=publication.current * VERSION_ROOM).first()
    task_type.title_en = title.get("en") or title.get("es")
    task_type.title_es = title.get("es") or title.get("en")
    task_type.level = content.get("level", 1)
    task_type.minutes = content.get("minutes", 3)
    task_type.chance = first.chance if first else 0.0
    task_type.source = {"language": languages[0] if len(languages) == 1 else ""}
    task_type.is_open = True
    task_type.save()
    weigh(task_type=task_type, weights=content["skills"])


@transaction.atomic
def restore(*, publication: Publication, number: int, by: Person, now: datetime) -> None:
    """Undo: show people an earlier version again. Raises programmes.NotTheCoordinator, Version.DoesNotExist."""
    coordinating(publication.programme, by)
    make_current(publication, publication.versions.get(number=number), by=by, now=now)


@transaction.atomic
def retire(*, publication: Publication, by: Person, now: datetime) -> None:
    """Give it to nobody new; answers stay, and restoring brings it back. Raises NotTheCoordinator."""
    coordinating(publication.programme, by)
    publication.retired_at = publication.retired_at or now
    publication.save(update_fields=["retired_at"])
    publication.task_type.is_open = False
    publication.task_type.save(update_fields=["is_open"])
    ledger.record(kind="task retired", subject=by.pk, payload={"task_type": publication.pk}, now=now)
