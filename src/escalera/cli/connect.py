"""`escalera connect ...`: platforms that work comes from. A token is read from a file or typed, never an argument."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.connectors.models import Connection

app = typer.Typer(no_args_is_help=True)
LONGEST_TOKEN = 10_000
NAME = Annotated[str, typer.Argument(help="The connection's name.")]
PROGRAMME = Annotated[str, typer.Option(help="The programme whose coordinators look after it.")]
REQUESTER = Annotated[str, typer.Option(help="Whose work it is and who pays.")]
PAY = Annotated[str, typer.Option(help="What one task pays, such as 0.05. Without it no work comes in.")]
CURRENCY = Annotated[str, typer.Option(help="Three letters, such as MXN.")]


@app.callback()
def connect() -> None:
    """Exchange paid work with platforms."""


@app.command()
def turkle(
    name: Annotated[str, typer.Argument(help="A name of your own for this platform.")],
    address: Annotated[str, typer.Argument(help="Such as https://turkle.example.org")],
    programme: PROGRAMME,
    requester: REQUESTER,
    pay: PAY = "",
    currency: CURRENCY = "",
    token_file: Annotated[
        Path | None, typer.Option(help="File with the administrator's token; else it is asked for.")
    ] = None,
) -> None:
    """Connect a Turkle server."""
    keep(
        "turkle",
        programme=programme,
        name=name,
        address=address,
        token=token_from(token_file),
        requester=requester,
        pay=amount(pay),
        currency=currency,
    )


@app.command("label-studio")
def label_studio(
    name: Annotated[str, typer.Argument(help="A name of your own for this platform.")],
    address: Annotated[str, typer.Argument(help="Such as https://labels.example.org")],
    programme: PROGRAMME,
    requester: REQUESTER,
    pay: PAY = "",
    currency: CURRENCY = "",
    token_file: Annotated[
        Path | None, typer.Option(help="File with an access token of either kind; else it is asked for.")
    ] = None,
    project: Annotated[
        list[int] | None, typer.Option(help="Number of a project to take work from; else from all of them.")
    ] = None,
    answers: Annotated[
        int, typer.Option(min=1, max=20, help="People who do each task, where the project wants fewer.")
    ] = 1,
) -> None:
    """Connect a Label Studio."""
    keep(
        "label-studio",
        programme=programme,
        name=name,
        address=address,
        token=token_from(token_file),
        requester=requester,
        pay=amount(pay),
        currency=currency,
        projects=project or (),
        answers=answers,
    )


def keep(kind: str, *, programme: str, name: str, **values: Any) -> None:
    """Connect, or say what to write instead."""
    wake()
    from django.utils import timezone

    from escalera.connectors import actions
    from escalera.connectors.models import Kind
    from escalera.programmes.models import Programme

    place = Programme.objects.filter(name=programme).first()
    if place is None:
        fail(f"There is no programme {programme!r}. `escalera programmes list` shows them.")
    try:
        actions.connect(programme=place, kind=Kind(kind), name=name, now=timezone.now(), **values)
    except actions.NameTaken:
        fail(f"There is a connection {name!r} already. Choose another name, or remove that one first.")
    except actions.NotAnAddress:
        fail(
            "That is no address of a platform. Write it like https://turkle.example.org, without a password."
        )
    except actions.PayUnclear:
        fail(
            "Write --pay as an amount above 0 and --currency as three capital letters: --pay 0.05 --currency USD"
        )
    typer.echo(f"{name} is connected. Now: escalera connect sync {name!r}")


@app.command()
def ring(
    name: NAME,
    here: Annotated[
        str, typer.Option(help="This Escalera's own address, such as https://escalera.example.org")
    ],
) -> None:
    """Ask a Label Studio to tell us at once when something happens there."""
    connection = found(name)
    from django.utils import timezone

    from escalera.connectors import actions
    from escalera.connectors.models import Kind
    from escalera.connectors.politeness import PlatformError

    if connection.kind != Kind.LABEL_STUDIO:
        fail("Only a Label Studio rings. Others are asked every five minutes.")
    try:
        new = actions.ask_to_ring(connection=connection, here=here, now=timezone.now())
    except actions.NotAnAddress:
        fail("That is no address. Write this Escalera's own, like https://escalera.example.org")
    except PlatformError as error:
        fail(str(error), code=1)
    typer.echo(f"{new} projects ring from now on.")


@app.command("list")
def list_connections() -> None:
    """List the platforms with their state."""
    wake()
    from escalera.connectors import queries
    from escalera.connectors.models import Connection

    for state in queries.states(Connection.objects.all()):
        last = state.connection.last_sync_at
        when = f"{last:%Y-%m-%d %H:%M}" if last else "never"
        paused = "  paused" if state.connection.paused_at else ""
        typer.echo(f"{state.connection.name:30}  last exchange {when}  {state.waiting} answers wait{paused}")
        if state.connection.last_error:
            typer.echo(f"{'':30}  {state.connection.last_error}")


@app.command()
def sync(name: NAME) -> None:
    """Exchange work with a platform now: answers go, new tasks come."""
    from escalera.connectors.politeness import PlatformError

    connection = found(name)
    from django.utils import timezone

    from escalera.connectors import actions

    try:
        done = actions.sync(connection=connection, now=timezone.now())
    except actions.Busy:
        fail("An exchange with it is going on. Try again in a few minutes.", code=1)
    except PlatformError as error:
        fail(str(error), code=1)
    typer.echo(f"{done.delivered} answers delivered, {done.brought} new tasks.")
    if connection.batches.filter(direction="out").exists():
        typer.echo(f"{done.sent} of our tasks sent, {done.read} answers to them read.")
    for trouble in done.refused:
        typer.echo(str(trouble), err=True)


@app.command()
def push(
    name: NAME,
    task_type: Annotated[str, typer.Argument(help="Which, such as addresses-1.")],
    language: Annotated[str, typer.Option(help="es or en.")],
    items: Annotated[int, typer.Option(help="How many tasks.")] = 20,
    answers: Annotated[int, typer.Option(help="How many people answer each.")] = 1,
) -> None:
    """Put tasks of ours out to a platform; they go with the next exchange, and answers come back with later ones."""
    connection = found(name)
    import numpy as np
    from django.utils import timezone

    from escalera.connectors import outgoing
    from escalera.tasks.models import TaskType

    chosen = TaskType.objects.filter(pk=task_type).first()
    if chosen is None or language not in ("es", "en"):
        fail(f"There is no task type {task_type!r} in {language!r}. /tasks/ of your Escalera shows them all.")
    try:
        batch = outgoing.put_out(
            connection=connection,
            task_type=chosen,
            language=language,
            items=items,
            answers=answers,
            now=timezone.now(),
            rng=np.random.default_rng(),
        )
    except outgoing.TakesNoTasks:
        fail(f"No tasks of ours go out to {connection.get_kind_display()}.")
    except outgoing.NotPlain as strange:
        fail(f"Its items need what a form on a platform can't show: {strange}. Choose another task type.")
    except outgoing.SomebodyElsesWork:
        fail("These are tasks of a requester, not ours to give away. Choose a task type of your own.")
    except outgoing.NothingToSend:
        fail(
            f"Nothing to send: --items 1 to {outgoing.MOST_ITEMS}, --answers 1 to {outgoing.MOST_ANSWERS}, "
            "in a language that the task type has."
        )
    count = batch.remote_tasks.count()
    typer.echo(f"{count} tasks wait. Send them now with: escalera connect sync {name!r}")


@app.command()
def pause(name: NAME) -> None:
    """Stop exchanging and offering its work; what waits is kept."""
    connection = found(name)
    from django.utils import timezone

    from escalera.connectors import actions

    actions.pause(connection=connection, now=timezone.now())
    typer.echo(f"{name} is paused. Go on with: escalera connect resume {name!r}")


@app.command()
def resume(name: NAME) -> None:
    """Go on after a pause."""
    connection = found(name)
    from django.utils import timezone

    from escalera.connectors import actions

    actions.resume(connection=connection, now=timezone.now())
    typer.echo(f"{name} goes on.")


@app.command()
def remove(name: NAME) -> None:
    """Forget a platform and its token; answers and payments stay."""
    connection = found(name)
    from django.utils import timezone

    from escalera.connectors import actions

    try:
        actions.remove(connection=connection, now=timezone.now())
    except actions.StillWaiting:
        fail(
            f"Answers wait to be delivered, and their pay with them. First: escalera connect sync {name!r}",
            code=1,
        )
    typer.echo(f"{name} is removed.")


def found(name: str) -> "Connection":
    wake()
    from escalera.connectors.models import Connection

    connection = Connection.objects.filter(name=name).first()
    if connection is None:
        fail(f"There is no connection {name!r}. `escalera connect list` shows them.")
    return connection


def token_from(file: Path | None) -> str:
    if file is None:
        token = str(typer.prompt("Token", hide_input=True))
    else:
        try:
            with file.open(encoding="utf-8") as opened:
                token = opened.read(LONGEST_TOKEN)
        except (OSError, UnicodeDecodeError):
            fail(f"{file} can't be read. Give a text file that holds only the token.")
    is_word = len(token.split()) == 1 and token.isascii() and token.strip().isprintable()
    if not is_word or len(token) == LONGEST_TOKEN:
        fail(
            "That is no token: it is one word. On Turkle: manage.py drf_create_token USERNAME. "
            "On Label Studio: Account & Settings, Access Token"
        )
    return token.strip()


def amount(written: str) -> Decimal | None:
    if not written:
        return None
    try:
        return Decimal(written)
    except InvalidOperation:
        fail(f"{written!r} is no amount. Write it like 0.05")
