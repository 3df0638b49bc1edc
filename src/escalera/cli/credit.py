"""`escalera credit check`: whether all time credit sums to zero."""

from typing import Annotated

import typer

from escalera.cli.django import wake
from escalera.cli.saying import show

app = typer.Typer(no_args_is_help=True)

MEANINGS = {
    "transfers": "transfers",
    "movements": "movements, two for each transfer",
    "accounts": "accounts",
    "sum_s": "sum of all movements in seconds; must be 0",
    "unpaired": "transfers without exactly two movements; must be none",
}


@app.callback()
def credit() -> None:
    """Look after the time credit."""


@app.command()
def check(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False) -> None:
    """Add everything up. Ends with status 1 where it is not zero, and names the transfers."""
    wake()
    from escalera.credit import queries

    sums = queries.sums()
    show(
        {
            "transfers": sums.transfers,
            "movements": sums.movements,
            "accounts": sums.accounts,
            "sum_s": sums.sum_s,
            "unpaired": len(sums.unpaired),
        },
        as_json,
        meanings=MEANINGS,
    )
    if not sums.is_right:
        typer.echo("\n".join(("The sums are wrong. Unpaired:", *sums.unpaired)), err=True)
        typer.echo("Restore the newest backup whose check is right (docs/operating.md).", err=True)
        raise typer.Exit(1)
