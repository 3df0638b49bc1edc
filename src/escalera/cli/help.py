"""`escalera help match`: who is asked when somebody is stuck."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Annotated

import typer

from escalera.cli.django import wake
from escalera.cli.saying import refuse

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
def reports() -> None:
    """Show the conversations that somebody reported, with their lines; nobody's name."""
    wake()
    from escalera.coaching.helping import reporting

    found = reporting.standing_reports().select_related("asking")
    for one in found:
        typer.echo(f"{one.pk} ({one.wrong}, {one.at:%Y-%m-%d})")
        for line in one.asking.messages.all():
            typer.echo(f"  {'reported' if line.person_id == one.about_id else 'reports'}: {line.text}")
    if not found:
        typer.echo("No conversation was reported.")


@app.command()
def dismiss(
    report: Annotated[uuid.UUID, typer.Argument(help="As `escalera help reports` shows it.")],
) -> None:
    """Nothing is wrong: it no longer keeps anybody from being asked. The block stays with who made it."""
    wake()
    from django.utils import timezone

    from escalera.coaching.helping import reporting

    row = reporting.standing_reports().filter(pk=report).first()
    if row is None:
        refuse(f"There is no such report. See: escalera help reports ({report})")
    reporting.dismiss(report=row, now=timezone.now())
    typer.echo("Dismissed.")
