"""Open tasks of a Turkle become paid work here."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_noop as _

from escalera.connectors import incoming
from escalera.connectors.models import Batch, Connection, Direction
from escalera.connectors.politeness import Refused
from escalera.connectors.troubles import kept
from escalera.connectors.turkle import client
from escalera.connectors.turkle.filled import row_of
from escalera.connectors.turkle.visitor import Visitor
from escalera.skills.models import Skill
from escalera.tasks.foreign import making
from escalera.tasks.foreign.folder import Row, Template
from escalera.tasks.foreign.refusal import Refused as TemplateRefused

WHY_NOT = (  # what tasks.foreign refuses a template for
    _("it asks for a password"),
    _("it has no inputs to answer with"),
    _("it needs GoJS, a drawing library that may not be passed on"),
)
MOST = making.MOST_ITEMS  # tasks brought in at once; the rest comes with the next exchange


def bring(
    *, connection: Connection, turkle: client.Turkle, visitor: Visitor, remote: client.Batch, now: datetime
) -> int:
    """Bring in what is new in a batch; returns how many tasks. Raises PlatformError."""
    if connection.pay is None:
        raise Refused(
            _("Nobody has said what the work pays, so it is not offered. Connect with --pay and --currency.")
        )
    batch = Batch.objects.filter(connection=connection, remote_id=str(remote.id)).first()
    total = turkle.progress(remote.id).tasks
    if batch and batch.seen >= total:
        return 0
    project = turkle.project(remote.project)
    template_of(
        project, remote, turkle.rows(remote.id)[:1] or [{}]
    )  # refused before anybody walks through the tasks
    known = set(batch.remote_tasks.values_list("remote_id", flat=True)) if batch else set()
    shown = dict(visitor.tasks(str(remote.id), known=known, most=MOST))
    matched = match(shown, html=project.html)
    if not matched:
        return 0
    made = template_of(project, remote, list(matched.values()))
    batch, new = incoming.keep(
        connection=connection,
        incoming=incoming.Incoming(
            remote_id=str(remote.id),
            remote_project=str(project.id),
            name=remote.name,
            assignments=remote.assignments,
            made=made,
            tasks=dict(zip(matched, made.items, strict=True)),
        ),
        pay=connection.pay,
        currency=connection.currency,
        now=now,
    )
    if len(shown) < MOST:
        Batch.objects.filter(pk=batch.pk).update(seen=total)
    return new


def template_of(
    project: client.Project, remote: client.Batch, rows: Sequence[Mapping[str, str]]
) -> making.Made:
    """Raises Refused."""
    template = Template(
        name=f"{project.name}-{remote.id}",
        html=project.html,
        title=project.name,
        description="",
        rows=tuple(Row(values=row, answers=()) for row in rows),
    )
    try:
        return making.made(template, known=set(Skill.objects.values_list("slug", flat=True)))
    except TemplateRefused as refused:
        raise Refused(
            _("The batch %(batch)s can't be done here: %(why)s."), batch=remote.name, why=kept(str(refused))
        ) from refused


def match(shown: Mapping[str, str], *, html: str) -> dict[str, Mapping[str, str]]:
    """The row of each task, read off its page: Turkle's table of rows may lack its end."""
    found = {task: row_of(page, html) for task, page in shown.items()}
    return {task: row for task, row in found.items() if row is not None}


def refresh(
    *, batch: Batch, is_open: bool, results: Sequence[Mapping[str, str]], ours: Mapping[str, object]
) -> None:
    """Learn from the results what others did there, so that it is not offered here."""
    by_others: dict[str, int] = {}
    for row in results:
        if row["Turkle.Username"] not in ours:
            by_others[row["HITId"]] = by_others.get(row["HITId"], 0) + 1
    incoming.refresh(batch=batch, is_open=is_open, by_others=by_others)


def incoming_of(connection: Connection) -> list[Batch]:
    return list(connection.batches.filter(direction=Direction.IN).select_related("task_type"))
