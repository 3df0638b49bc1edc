"""`escalera pay`: how long work takes and what an hour of it brings, from timed logs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer(help="Foretell time and pay an hour from timed logs.", no_args_is_help=True)

Logs = Annotated[list[Path], typer.Argument(help="CSV, .csv.gz or Parquet with the column seconds.")]
MEANINGS = {
    "within_75": "hourly wages foretold within 75 %",
    "within_75_cold": "the same, first attempt at a task type",
    "mdape": "median absolute percentage error",
    "coverage_80": "inside the 80 % interval",
    "rows": "rows",
}


@app.callback()
def pay() -> None:
    """Foretell time and pay an hour from timed logs."""


@app.command()
def evaluate(
    log: Logs,
    forecasts: Annotated[
        Path | None, typer.Option(help="Write what was foretold of each row here (CSV).")
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="What the column at means: start or submit. Seen from the log itself.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Pass over rows that cannot be read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Foretell each wage from the attempts finished before it, and say how well that goes."""
    from escalera.lab import pay_evaluation
    from escalera.lab.tables import BadLog

    if at not in (None, "start", "submit"):
        _refuse(f"--at {at}: say start or submit")
    if forecasts is not None and (forecasts.is_dir() or not forecasts.parent.is_dir()):
        _refuse(f"{forecasts}: name a file in a folder that exists")
    try:
        walked = pay_evaluation.evaluate(log, at=at, skip_bad=skip_bad)  # type: ignore[arg-type]
        if forecasts is not None:
            pay_evaluation.write_forecasts(forecasts, walked)
    except (BadLog, OSError) as error:
        _refuse(str(error))
    for remark in walked.remarks:
        typer.echo(remark, err=True)
    _show(walked.evaluation.as_json(), as_json)


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _show(figures: dict[str, float | int], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(figures))
        return
    table = Table("measure", "value")
    for name, figure in figures.items():
        table.add_row(MEANINGS[name], f"{figure:.4f}" if isinstance(figure, float) else f"{figure:,}")
    Console().print(table)
