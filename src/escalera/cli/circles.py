"""`escalera circles propose`: four to eight workers whose wishes meet somebody who knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from escalera.cli.saying import refuse
from escalera.engine.circles.values import Places

app = typer.Typer(no_args_is_help=True, help="Propose circles of workers.")


@app.callback()
def circles_() -> None:
    """Propose circles of workers."""


@app.command()
def propose(
    file: Annotated[Path, typer.Argument(help="JSON with workers (docs/algorithms/circles.md).")],
    places: Annotated[
        Places, typer.Option(help="Anybody; one kind of place (rural or urban) only; better both.")
    ] = Places.ANY,
    seed: Annotated[int, typer.Option(min=0, help="Chance; the same seed gives the same circles.")] = 0,
) -> None:
    """Print as JSON circles with the teachers of each wish and a reason, and who is in none and why."""
    import numpy as np

    from escalera.engine import circles
    from escalera.lab.solidarity import circles as files
    from escalera.lab.solidarity.reading import BadFile

    try:
        workers = files.read(file)
    except BadFile as error:
        refuse(str(error))
    found = circles.propose(workers, places=places, rng=np.random.default_rng(seed))
    typer.echo(json.dumps(files.as_json(found), ensure_ascii=False, indent=1))
