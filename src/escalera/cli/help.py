"""`escalera help match`: who is asked when somebody is stuck."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from escalera.cli.django import wake
from escalera.cli.saying import refuse

if TYPE_CHECKING:
    from escalera.coaching.helping.reports.models import ThreadReport

app = typer.Typer(no_args_is_help=True, help="Find who can help whom.")


@app.callback()
def help_() -> None:
    """Find who can help whom."""


@app.command()
def match(
    file: Annotated[Path, typer.Argument(help="JSON with requests and helpers (docs/algorithms/help.md).")],
    learning: Annotated[
        bool, typer.Option("--learning", help="Count what both would learn, told from their levels.")
    ] = False,
) -> None:
    """Print as JSON which helper to ask for each request and why, and why nobody was found for the rest."""
    from escalera.engine import helping
    from escalera.lab.solidarity import help as files
    from escalera.lab.solidarity.reading import BadFile

    try:
        requests, helpers = files.read(file)
    except BadFile as error:
        refuse(str(error))
    found = helping.match(requests, helpers, learning=helping.taught if learning else None)
    typer.echo(json.dumps(files.as_json(found), ensure_ascii=False, indent=1))


@app.command()
def reports(
    everything: Annotated[
        bool, typer.Option("--all", help="Those of programmes too, which their coordinators decide on.")
    ] = False,
) -> None:
    """Show the conversations that somebody reported; their lines only where who reported shares them. No names."""
    wake()
    from escalera.coaching.helping.reports import ruling
    from escalera.coaching.helping.reports.models import ThreadReport

    rows = ThreadReport.objects.select_related("asking", "about").order_by("at")
    found = ruling.looked_at(rows if everything else ruling.reports_outside())
    for one in found:
        report = one.report
        state = "waits" if one.waits else "it holds" if report.upheld_at else "dismissed"
        typer.echo(f"{report.pk} ({report.wrong}, {report.at:%Y-%m-%d}, people: {one.people}, {state})")
        if report.words:
            typer.echo(f"  who reports says: {report.words}")
        for line in one.lines:
            who = "reported" if line.person_id == report.about_id else "reports"
            typer.echo(f"  {who}: {line.text or '(voice note)'}")
        if one.appeal:
            typer.echo(f"  who is reported answers: {one.appeal.words}")
    if not found:
        typer.echo("No conversation was reported." if everything else "None here. See also: --all")


Report = Annotated[uuid.UUID, typer.Argument(help="As `escalera help reports` shows it.")]


@app.command()
def uphold(report: Report) -> None:
    """It holds: its person takes part in no help until that is undone."""
    _rule(report, upholds=True)
    typer.echo("It holds.")


@app.command()
def dismiss(report: Report) -> None:
    """Nothing is wrong: it no longer keeps anybody from helping. The block stays with who made it."""
    _rule(report, upholds=False)
    typer.echo("Dismissed.")


@app.command()
def undo(report: Report) -> None:
    """Take a decision back; the report counts until somebody decides anew."""
    row = _found(report)
    from django.utils import timezone

    from escalera.coaching.helping.reports import ruling

    ruling.take_back(report=row, by=None, now=timezone.now())
    typer.echo("Undone.")


def _rule(report: uuid.UUID, *, upholds: bool) -> None:
    row = _found(report)
    from django.utils import timezone

    from escalera.coaching.helping.reports import ruling

    try:
        ruling.rule(report=row, upholds=upholds, by=None, now=timezone.now())
    except ruling.AlreadyRuled:
        refuse("It was decided otherwise. First: escalera help undo " + str(report))


def _found(report: uuid.UUID) -> ThreadReport:
    wake()
    from escalera.coaching.helping.reports.models import ThreadReport

    row = ThreadReport.objects.filter(pk=report).first()
    if row is None:
        refuse(f"There is no such report. See: escalera help reports --all ({report})")
    return row
