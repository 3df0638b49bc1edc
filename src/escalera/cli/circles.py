"""`escalera circles`: propose circles from a file; rule on words in circles that no programme looks after."""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from escalera.cli.django import fail, wake
from escalera.cli.saying import refuse
from escalera.engine.circles.values import Places

if TYPE_CHECKING:
    from escalera.circles.models import Matter

app = typer.Typer(no_args_is_help=True, help="Propose circles of workers; words in circles.")

Name = Annotated[str, typer.Argument(help="The id of the words, as `escalera circles list` shows it.")]


@app.callback()
def circles_() -> None:
    """Propose circles of workers; rule on words in them that no programme looks after."""


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


@app.command("list")
def list_words() -> None:
    """Show words in circles that wait for a ruling, or got one, and that no programme looks after; nobody's name."""
    wake()
    from escalera.circles.moderation import queries

    found = [(one, queries.text_of(one)) for one in queries.passed_on_outside()]
    for one, text in found:
        state = "taken away" if one.is_away else "kept" if one.outcome else "waits"
        typer.echo(f"{one.pk} ({state}, {'appealed' if one.appealed_at else 'not decided'})\n  {text}")
    if not found:
        typer.echo("No words wait for a look.")


@app.command()
def keep(words: Name) -> None:
    """The words are in place: the circle reads them again."""
    decide(words, takes_away=False)


@app.command()
def away(words: Name) -> None:
    """The words stay away."""
    decide(words, takes_away=True)


@app.command()
def undo(words: Name) -> None:
    """Take back what was decided here; the words stay hidden until somebody decides anew."""
    found = words_of(words)
    from django.utils import timezone

    from escalera.circles.moderation import actions

    actions.take_back(matter=found, by=None, now=timezone.now())
    typer.echo("Undone.")


def decide(name: str, *, takes_away: bool) -> None:
    found = words_of(name)
    from django.utils import timezone

    from escalera.circles.moderation import actions

    try:
        actions.rule(matter=found, takes_away=takes_away, by=None, now=timezone.now())
    except actions.AlreadyRuled:
        fail(f"It was decided otherwise. First: escalera circles undo {name}", code=1)
    typer.echo('Decided. Who wrote it reads it under "Out of place?".')


def words_of(name: str) -> Matter:
    wake()
    from escalera.circles.moderation import queries

    try:
        found = queries.passed_on_outside().filter(pk=uuid.UUID(name)).first()
    except ValueError:
        found = None
    if found is None:
        fail(f"No words {name} wait for a look. See: escalera circles list", code=1)
    assert found is not None  # noqa: S101
    return found
