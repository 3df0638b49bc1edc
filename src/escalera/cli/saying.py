"""How commands say what they found, and what they refuse."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn

import typer
from rich.console import Console
from rich.table import Table


def refuse(message: str) -> NoReturn:
    """Say what is wrong and what to do, and end with exit status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def show(
    figures: Mapping[str, float | int], as_json: bool, *, meanings: Mapping[str, str] | None = None
) -> None:
    """Print measured figures as one JSON object or as a table, each under its meaning where one is given."""
    if as_json:
        typer.echo(json.dumps(dict(figures)))
        return
    table = Table("measure", "value")
    for name, figure in figures.items():
        shown = f"{figure:.4f}" if isinstance(figure, float) else f"{figure:,}"
        table.add_row((meanings or {}).get(name, name), shown)
    Console().print(table)
