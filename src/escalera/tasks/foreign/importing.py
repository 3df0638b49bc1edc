"""Templates of a folder become task types and items. Doing it twice is doing it once."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from escalera.skills.models import Skill
from escalera.tasks.actions import weigh
from escalera.tasks.foreign import folder as folders
from escalera.tasks.foreign.making import Made, made
from escalera.tasks.foreign.refusal import Refused
from escalera.tasks.models import Item, Origin, Requester, TaskType

UNSCORED = 2**61  # items without a score come after the others, which are ordered by seed


@dataclass(frozen=True)
class Imported:
    """What came of one template folder."""

    name: str
    items: int = 0
    new_items: int = 0
    scored_items: int = 0
    marks: tuple[str, ...] = ()
    why_refused: str = ""


def places(folder: Path) -> list[Path]:
    """The subfolders that hold a template or a batch."""
    return sorted(
        one for one in folder.iterdir() if (one / "template.html").exists() or (one / "batch.csv").exists()
    )


def import_one(place: Path, *, requester: str) -> Imported:
    known = set(Skill.objects.values_list("slug", flat=True))
    try:
        template = made(folders.read(place), known=known)
    except Refused as refused:
        return Imported(place.name, why_refused=str(refused))
    return keep(template, requester=requester)


@transaction.atomic
def keep(made: Made, *, requester: str) -> Imported:
    owner, _ = Requester.objects.get_or_create(name=requester)
    task_type, _ = TaskType.objects.update_or_create(
        slug=short(f"template-{slugify(made.name)}", 80),
        defaults={
            "family": short(f"template-{slugify(made.name)}", 60),
            "level": made.level,
            "title_en": made.title[:160],
            "title_es": made.title[:160],
            "minutes": made.minutes,
            "chance": made.chance,
            "origin": Origin.TEMPLATE,
            "is_open": made.is_scored,  # a path learns nothing from what has no score
            "requester": owner,
            "source": {"language": made.language, "template": made.name, "marks": list(made.marks)},
        },
    )
    weigh(task_type=task_type, weights=made.weights)
    seeds = {seed(made.name, item.content, is_scored=item.is_scored): item for item in made.items}
    there = set(task_type.items.filter(seed__in=seeds).values_list("seed", flat=True))
    Item.objects.bulk_create(
        Item(
            task_type=task_type,
            seed=number,
            language=made.language,
            content=item.content,
            key=item.key,
            chance=item.chance,
        )
        for number, item in seeds.items()
        if number not in there
    )
    scored = sum(item.is_scored for item in made.items)
    return Imported(made.name, len(seeds), len(seeds) - len(there), scored, made.marks)


def seed(name: str, content: object, *, is_scored: bool) -> int:
    """A number for the template and what its row shows: the same row is the same item."""
    digest = hashlib.sha256(json.dumps([name, content], sort_keys=True).encode()).digest()
    return int.from_bytes(digest[:7], "big") + (0 if is_scored else UNSCORED)


def short(name: str, longest: int) -> str:
    """The name, or its beginning with a few signs that keep it apart from others."""
    if len(name) <= longest:
        return name
    return f"{name[: longest - 7]}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
