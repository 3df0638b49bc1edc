"""`escalera data export`: what is kept of one person, for the person who asks for it."""

import json as json_format
from pathlib import Path
from typing import Annotated

import typer

from escalera.cli.django import fail, wake

app = typer.Typer(no_args_is_help=True)


@app.callback()
def data() -> None:
    """What is kept of a person."""


@app.command()
def export(
    worker: Annotated[str, typer.Option(help="The username, for example nube-alegre-42.")],
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    out: Annotated[Path | None, typer.Option(help="Write a zip file instead.")] = None,
) -> None:
    """Export everything that is kept of a worker, as the worker can do on their own page."""
    if out is None and not json:
        fail("Say --json to print it or --out FILE.zip to write it.")
    wake()
    from escalera.people import usernames
    from escalera.people.models import Person
    from escalera.rights import queries

    person = Person.objects.filter(account__username=usernames.normal(worker)).first()
    if person is None:
        fail("No worker has this username. Check the spelling: two words and a number, with hyphens.", code=1)
        return
    if json:
        typer.echo(json_format.dumps(queries.everything_of(person), ensure_ascii=False))
    if out is not None:
        write(out, queries.archive(person))


def write(out: Path, content: bytes) -> None:
    try:
        out.touch(mode=0o600)
        out.write_bytes(content)
    except OSError as error:
        fail(f"{out} can't be written: {error.strerror}.")
    typer.echo(f"Written: {out}", err=True)
