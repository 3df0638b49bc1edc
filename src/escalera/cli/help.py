"""`escalera help match`: who is asked when somebody is stuck."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

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
