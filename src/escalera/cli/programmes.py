"""`escalera programmes new` and `list`: how the first coordinator comes to be."""

from typing import Annotated

import typer

from escalera.cli.django import fail, wake

app = typer.Typer(no_args_is_help=True)
HOW = "escalera programmes new 'Name' --coordinator USERNAME"


@app.command()
def new(
    name: Annotated[str, typer.Argument(help="The name people see, for example 'Taller de Oaxaca'.")],
    coordinator: Annotated[
        str, typer.Option(help="Username of who looks after it, for example nube-alegre-42.")
    ],
) -> None:
    """Make a programme, with its first coordinator."""
    wake()
    from django.utils import timezone

    from escalera.people import usernames
    from escalera.people.models import Person
    from escalera.programmes import actions

    person = Person.objects.filter(account__username=usernames.normal(coordinator)).first()
    if person is None:
        fail(
            "Nobody has this username. Make an account on the page first (Account, Make my account); "
            "the username is two words and a number, with hyphens.",
            code=1,
        )
        return
    try:
        programme = actions.begin(name=name, coordinator=person, now=timezone.now())
    except actions.NameMissing:
        fail("Give the programme a name.")
        return
    typer.echo(f"{programme.name} is there. Its coordinator finds it at /desk/ after signing in.")


@app.command("list")
def list_programmes() -> None:
    """List the programmes with how many people take part."""
    wake()
    from escalera.programmes.models import Programme

    for programme in Programme.objects.all():
        typer.echo(f"{programme.memberships.current().count():5}  {programme.name}")


def first_step() -> str:
    """What to do on a machine without a programme; nothing where there is one."""
    from escalera.programmes.models import Programme

    if Programme.objects.exists():
        return ""
    return f"To coordinate a programme: make an account there, then `{HOW}`."
