"""`escalera connect mturk`, `bring`, `answers`, `results`: paid work by files in the format of Mechanical Turk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from escalera.cli import connect
from escalera.cli.connect import CURRENCY, NAME, PROGRAMME, REQUESTER
from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.connectors.models import Batch, Connection

PAY = Annotated[str, typer.Option(help="What one task pays, such as 0.05.")]


def add_to(app: typer.Typer) -> None:
    """The commands for files, among those for platforms."""
    for command in (mturk, bring, answers, results):
        app.command()(command)


def mturk(
    name: Annotated[str, typer.Argument(help="A name of your own for these files.")],
    programme: PROGRAMME,
    requester: REQUESTER,
    pay: PAY = "",
    currency: CURRENCY = "",
) -> None:
    """Exchange work by files: MTurk's input and results tables, and its page layouts. Nothing goes over the net."""
    wake()
    from django.utils import timezone

    from escalera.connectors import actions
    from escalera.connectors.models import Kind
    from escalera.programmes.models import Programme

    place = Programme.objects.filter(name=programme).first()
    if place is None:
        fail(f"There is no programme {programme!r}. `escalera programmes list` shows them.")
    try:
        connection = actions.connect(
            programme=place,
            kind=Kind.FILES,
            name=name,
            address="",
            token="",
            requester=requester,
            pay=connect.amount(pay),
            currency=currency,
            now=timezone.now(),
        )
    except actions.NameTaken:
        fail(f"There is a connection {name!r} already. Choose another name, or remove that one first.")
    except actions.PayUnclear:
        fail(PAY_UNCLEAR)
    typer.echo(
        f"{connection.name} is there. Now: escalera connect bring {connection.name!r} LAYOUT INPUT.csv"
    )


PAY_UNCLEAR = (
    "Write --pay as an amount above 0 and --currency as three capital letters: --pay 0.05 --currency USD"
)


def bring(
    name: NAME,
    layout: Annotated[Path, typer.Argument(help="The page: HTML with ${columns}, or HTMLQuestion XML.")],
    table: Annotated[Path, typer.Argument(help="The input table, CSV: a task a row.")],
    batch: Annotated[str, typer.Option(help="Its name; else that of the table's file.")] = "",
    title: Annotated[str, typer.Option(help="What workers read; else the page's own title.")] = "",
    pay: PAY = "",
    currency: CURRENCY = "",
    assignments: Annotated[int, typer.Option(help="Answers wanted to each task.")] = 1,
) -> None:
    """Offer the rows of a table as paid work. The same files again change nothing."""
    connection = of_files(name)
    from django.utils import timezone

    from escalera.connectors.mturk import bringing, question
    from escalera.connectors.mturk import table as tables
    from escalera.connectors.mturk.faults import BadFile
    from escalera.people.plain_text import storable

    amount, money = connect.amount(pay) or connection.pay, currency or connection.currency
    if amount is None:
        fail("Nobody has said what the work pays, so it is not offered. Say --pay and --currency.")
    refuse_unclear_pay(amount, money)
    try:
        found = tables.read(table)
        offer = bringing.Offer(
            name=storable(batch or table.stem)[:160],
            html=question.layout(layout),
            title=storable(title),
            pay=amount,
            currency=money,
            assignments=assignments,
        )
        with counting("tasks", len(found.rows)) as watch:
            kept, new = bringing.bring(
                connection=connection, offer=offer, table=found, now=timezone.now(), watch=watch
            )
    except BadFile as error:
        fail(str(error))
    typer.echo(f"{kept.name}: {new} new tasks of {len(found.rows)}, {amount.normalize():f} {money} each.")


def answers(
    name: NAME,
    batch: Annotated[str, typer.Argument(help="The batch's name.")],
    to: Annotated[Path, typer.Option(help="Write them here (CSV).")],
) -> None:
    """Write the answers to a batch as a table of results, for the requester to look through and send back."""
    connection = of_files(name)
    from django.utils import timezone

    from escalera.connectors.mturk import handing_out
    from escalera.connectors.mturk.faults import BadFile

    try:
        count = handing_out.hand_out(batch=batch_named(connection, batch), file=to, now=timezone.now())
    except BadFile as error:
        fail(str(error))
    typer.echo(f"{count} answers are in {to}. When it comes back: escalera connect results {name!r} FILE")


def results(
    name: NAME, file: Annotated[Path, typer.Argument(help="The table of results, CSV, as it came.")]
) -> None:
    """Read what became of answers: accepted, rejected, paid. The same file again changes nothing."""
    connection = of_files(name)
    from django.utils import timezone

    from escalera.connectors.mturk import results as reading
    from escalera.connectors.mturk import telling
    from escalera.connectors.mturk.faults import BadFile

    now = timezone.now()
    try:
        called, found = reading.read(file, now=now)
        with counting("rows", len(found)) as watch:
            told = telling.tell(connection=connection, file=called, results=found, now=now, watch=watch)
    except BadFile as error:
        fail(str(error))
    typer.echo(
        f"{told.rows} rows: {told.accepted} accepted, {told.rejected} rejected, {told.paid} paid, "
        f"{told.attempts} new answers, {told.strangers} by people whom nobody here knows."
    )


def of_files(name: str) -> "Connection":
    connection = connect.found(name)
    from escalera.connectors.models import Kind

    if connection.kind != Kind.FILES:
        fail(f"{name} is a {connection.get_kind_display()}: it exchanges with escalera connect sync {name!r}")
    return connection


def batch_named(connection: "Connection", name: str) -> "Batch":
    batch = connection.batches.filter(name=name).first()
    if batch is None:
        there = ", ".join(sorted(connection.batches.values_list("name", flat=True))[:20]) or "none yet"
        fail(f"There is no batch {name!r}. There are: {there}.")
    return batch


def refuse_unclear_pay(*values: object) -> None:
    from escalera.connectors import actions

    try:
        actions.check_pay(*values)  # type: ignore[arg-type]
    except actions.PayUnclear:
        fail(PAY_UNCLEAR)


@contextmanager
def counting(what: str, total: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)
        yield lambda done: progress.advance(task, done)
