"""`escalera engine`: fit and judge the engine on logs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

app = typer.Typer(help="Fit and judge the engine on learning logs.", no_args_is_help=True)

LogFiles = Annotated[list[Path], typer.Option(help="CSV, .csv.gz or Parquet; may be given several times.")]


@app.callback()
def engine() -> None:
    """Fit and judge the engine on learning logs."""


@app.command()
def evaluate(
    train: LogFiles,
    test: LogFiles,
    predictions: Annotated[
        Path | None, typer.Option(help="Write a probability for each test row here (CSV).")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Pass over rows that cannot be read.")] = False,
    fast: Annotated[bool, typer.Option("--fast", help="A quarter of the work, a little less exact.")] = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="Blend in a sequence model; needs the extra `deep` (PyTorch).")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Predict each test row from a fit on the training log and that worker's earlier rows; say how well."""
    from escalera.engine.prediction import NotEnoughAttempts
    from escalera.lab import evaluation
    from escalera.lab.blending import DeepIsMissing
    from escalera.lab.measures import OneClassOnly
    from escalera.lab.tables import BadLog

    _check_writable(predictions)
    with _progress() as progress:
        task = progress.add_task("reading", total=1.0)
        try:
            found = evaluation.evaluate(
                train,
                test,
                predictions=predictions,
                skip_bad=skip_bad,
                fast=fast,
                deep=deep,
                report=lambda stage, share: progress.update(task, description=stage, completed=share),
            )
        except (BadLog, NotEnoughAttempts, OneClassOnly, DeepIsMissing, OSError) as error:
            progress.stop()
            _refuse(str(error))
    _show(found.as_json(), as_json)


def _check_writable(path: Path | None) -> None:
    if path is not None and path.is_dir():
        _refuse(f"{path}: is a folder; name a file for the predictions")
    if path is not None and not path.parent.is_dir():
        _refuse(f"{path}: the folder {path.parent} does not exist; make it first or write elsewhere")


def _progress() -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _show(figures: dict[str, float | int], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(figures))
        return
    table = Table("measure", "value")
    for name, figure in figures.items():
        table.add_row(name, f"{figure:.4f}" if isinstance(figure, float) else f"{figure:,}")
    Console().print(table)
