"""`escalera tips`: tips held or reported that no programme looks after, and any other that waits too long."""

import uuid
from typing import TYPE_CHECKING, Annotated

import typer

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.coaching.models import Tip

app = typer.Typer(no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="The id of the tip, as `escalera tips list` shows it.")]


@app.command("list")
def list_tips(
    every: Annotated[bool, typer.Option("--all", help="Those of programmes, too.")] = False,
) -> None:
    """Show the tips that wait for a look, and why; nobody's name."""
    wake()
    from escalera.coaching.advice import moderating
    from escalera.coaching.models import Tip

    found = moderating.questioned(Tip.objects.in_question() if every else moderating.tips_outside())
    for one in found:
        state = "waits" if one.ruling is None else "taken away" if one.ruling.takes_away else "kept"
        why = f"reported by {one.reports}" if one.reports else f"held: {one.tip.held_because}"
        typer.echo(f"{one.tip.pk} ({state}, {why}, {one.tip.task_type_id})\n  {one.tip.text}")
    if not found:
        typer.echo("No tip waits for a look.")


@app.command()
def keep(tip: Name) -> None:
    """The tip is in place: others see it when it can help."""
    decide(tip, takes_away=False)


@app.command()
def away(tip: Name) -> None:
    """The tip stays away."""
    decide(tip, takes_away=True)


@app.command()
def undo(tip: Name) -> None:
    """Take back what was decided; the tip stays hidden until somebody decides anew."""
    found = tip_of(tip)
    from django.utils import timezone

    from escalera.coaching.advice import moderating

    moderating.take_back(tip=found, by=None, now=timezone.now())
    typer.echo("Undone.")


def decide(name: str, *, takes_away: bool) -> None:
    tip = tip_of(name)
    from django.utils import timezone

    from escalera.coaching.advice import moderating

    try:
        moderating.rule(tip=tip, takes_away=takes_away, by=None, now=timezone.now())
    except moderating.AlreadyRuled:
        fail(f"It was decided otherwise. First: escalera tips undo {name}", code=1)
    typer.echo("Decided. Who wrote it reads it on their page of tips.")


def tip_of(name: str) -> "Tip":
    wake()
    from escalera.coaching.models import Tip

    try:
        tip = Tip.objects.in_question().filter(pk=uuid.UUID(name)).first()
    except ValueError:
        tip = None
    if tip is None:
        fail(f"No tip {name} waits for a look. See: escalera tips list --all", code=1)
    assert tip is not None  # noqa: S101
    return tip
