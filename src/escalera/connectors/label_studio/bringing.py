"""Open tasks of a Label Studio become paid work here: a project is a batch, once for each state of its set-up."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from bs4 import BeautifulSoup
from django.utils.translation import gettext_noop as _

from escalera.connectors import incoming
from escalera.connectors.label_studio import config as configs
from escalera.connectors.label_studio import items
from escalera.connectors.label_studio.client import LabelStudio, Project, Task
from escalera.connectors.label_studio.fetching import picture_of
from escalera.connectors.models import Batch, Connection, Delivery, Direction, RemoteTask
from escalera.connectors.politeness import Refused
from escalera.connectors.troubles import PlatformError, kept
from escalera.skills.models import Skill
from escalera.tasks.foreign import making
from escalera.tasks.foreign.weights import weights

MOST = making.MOST_ITEMS  # tasks brought in at once; the rest comes with the next exchange
MOST_REFUSED = 3  # reasons that are told of one project
LONGEST_INSTRUCTIONS = 2_000
MARKING_MINUTES = 0.8  # finding and marking takes longer than choosing


def remote_id(project: Project) -> str:
    """A project whose set-up was changed is another batch: answers mean what was asked when they were given."""
    return f"{project.id}-{hashlib.sha256(project.config.encode()).hexdigest()[:8]}"


def bring(
    *,
    connection: Connection,
    studio: LabelStudio,
    project: Project,
    tasks: Sequence[Task],
    refused: list[PlatformError | str],
    now: datetime,
) -> int:
    """Bring in what is new in a project; returns how many tasks. Raises PlatformError."""
    if connection.pay is None:
        raise Refused(
            _("Nobody has said what the work pays, so it is not offered. Connect with --pay and --currency.")
        )
    config = read(project)
    known = known_tasks(connection, project)
    wanted = max(project.assignments, connection.answers)
    new = [task for task in tasks if str(task.id) not in known and task.annotations < wanted]
    language = making.language_of(" ".join([project.title, *texts(new[:MOST])])[:5000])
    made = dict(made_items(project, config, new[:MOST], studio, language, refused))
    if not made:
        return 0
    found = incoming.Incoming(
        remote_id=remote_id(project),
        remote_project=str(project.id),
        name=project.title,
        assignments=wanted,
        made=made_of(project, tuple(made.values()), language),
        tasks=made,
        source={"config": project.config},
    )
    __, count = incoming.keep(
        connection=connection, incoming=found, pay=connection.pay, currency=connection.currency, now=now
    )
    return count


def read(project: Project) -> configs.Config:
    """Raises Refused."""
    try:
        return configs.read(project.config)
    except Refused as refused:
        raise Refused(
            _("The project %(project)s: %(why)s"), project=project.title, why=kept(refused)
        ) from refused


def known_tasks(connection: Connection, project: Project) -> set[str]:
    """Tasks that came with this set-up, or were answered with an earlier one."""
    of_project = RemoteTask.objects.filter(
        batch__connection=connection, batch__remote_project=str(project.id)
    )
    came = of_project.filter(batch__remote_id=remote_id(project))
    answered = of_project.filter(item__attempts__isnull=False).exclude(item__attempts__answer={})
    return set(came.values_list("remote_id", flat=True)) | set(answered.values_list("remote_id", flat=True))


def made_items(
    project: Project,
    config: configs.Config,
    tasks: Iterable[Task],
    studio: LabelStudio,
    language: str,
    refused: list[PlatformError | str],
) -> Iterator[tuple[str, making.MadeItem]]:
    """A task that can't be shown does not keep the others away."""
    told = 0
    for task in tasks:
        try:
            yield (
                str(task.id),
                items.item_of(
                    config,
                    task.data,
                    instructions=plain(project.instructions),
                    language=language,
                    picture_of=partial(picture_of, studio),
                ),
            )
        except Refused as why:
            if told < MOST_REFUSED:
                refused.append(
                    PlatformError(
                        _("Task %(task)s of the project %(project)s %(why)s."),
                        task=task.id,
                        project=project.title,
                        why=kept(why),
                    )
                )
            told += 1


def made_of(project: Project, made: tuple[making.MadeItem, ...], language: str) -> making.Made:
    content = made[0].content
    body = " ".join(part.get("text", "") for part in content["stimulus"])
    asked = " ".join(f"{one['label']} {one['hint']}" for one in content["fields"])
    marking = sum(one["widget"] in ("spans", "boxes") for one in content["fields"])
    known = set(Skill.objects.values_list("slug", flat=True))
    said = f"{plain(project.instructions)} {asked}"
    return making.Made(
        name=project.title,
        title=project.title,
        language=language,
        level=making.level_of(made),
        minutes=making.minutes_of(f"{said} {body}", made) + marking * MARKING_MINUTES,
        weights=weights(project.title, said, body, language=language, known=known),
        marks=(),
        items=made,
    )


def texts(tasks: Iterable[Task]) -> Iterator[str]:
    for task in tasks:
        yield from (value for value in task.data.values() if isinstance(value, str) and " " in value)


def plain(html: str) -> str:
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())[:LONGEST_INSTRUCTIONS]


def refresh(*, connection: Connection, tasks: Mapping[str, Sequence[Task]], current: set[str]) -> None:
    """Learn what others did there, so that it is not offered here. `tasks` by project, `current` are remote ids."""
    for batch in connection.batches.filter(direction=Direction.IN).select_related("task_type"):
        there = {str(task.id): task.annotations for task in tasks.get(batch.remote_project, ())}
        ours = delivered_of(batch)
        gone = dict.fromkeys(numbers_of(batch) - set(there), batch.assignments)
        by_others = {number: count - ours[number] for number, count in there.items()} | gone
        incoming.refresh(batch=batch, is_open=batch.remote_id in current, by_others=by_others)


def numbers_of(batch: Batch) -> set[str]:
    return set(batch.remote_tasks.values_list("remote_id", flat=True))


def delivered_of(batch: Batch) -> Counter[str]:
    done = Delivery.objects.filter(remote_task__batch=batch).exclude(delivered_at=None)
    return Counter(done.values_list("remote_task__remote_id", flat=True))
