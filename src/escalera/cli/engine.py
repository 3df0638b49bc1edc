"""`escalera engine`: fit and judge the engine on logs."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from escalera.cli import gains, policies
from escalera.cli.saying import refuse, show

app = typer.Typer(help="Fit and judge the engine on learning logs.", no_args_is_help=True)
app.command()(gains.gains)
app.command()(policies.simulate)
app.command()(policies.compare)
app.command("off-policy")(policies.off_policy)

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
    _use_one_thread()
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
            refuse(str(error))
    show(found.as_json(), as_json)


@app.command()
def fit(
    log: Annotated[list[Path], typer.Argument(help="CSV, .csv.gz or Parquet files, or folders of them.")],
    out: Annotated[Path, typer.Option(help="Write the model here (.npz).")],
    processes: Annotated[int, typer.Option(min=1, help="Processes on this machine.")] = 1,
    cluster: Annotated[
        str | None, typer.Option(help="Address of a dask scheduler, such as tcp://host:8786.")
    ] = None,
    catalogue: Annotated[
        Path | None, typer.Option(help="Task types and skills (JSON, TOML); else the log declares them.")
    ] = None,
    recommendations: Annotated[
        Path | None, typer.Option(help="What peers say: CSV with worker,task_type,skill,taught.")
    ] = None,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Pass over rows that cannot be read.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Fit difficulties, seconds and learning gains of a log of any length. Stopped half-way, it goes on when started
    again."""
    # Many small matrices: threads inside each product only stand in each other's way.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from escalera.lab import fitting
    from escalera.lab.bulk import crews

    _check_writable(out)
    task = fitting.Task(log, out, catalogue=catalogue, recommendations=recommendations, skip_bad=skip_bad)
    with _progress() as progress:
        bar = progress.add_task("reading", total=1.0)
        try:
            crew = crews.of(processes=processes, cluster=cluster)
            try:
                model = fitting.fit(
                    task,
                    crew,
                    report=lambda stage, share: progress.update(bar, description=stage, completed=share),
                    say=lambda words: progress.console.print(words, highlight=False),
                )
            finally:
                crew.close()
        except fitting.REFUSED as error:
            progress.stop()
            refuse(str(error))
    show(asdict(model.extent), as_json)


def _use_one_thread() -> None:
    """Our matrices are small: on a busy machine threads wait for each other far longer than they save."""
    if "numpy" not in sys.modules:
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _check_writable(path: Path | None) -> None:
    if path is not None and path.is_dir():
        refuse(f"{path}: is a folder; name a file in it")
    if path is not None and not path.parent.is_dir():
        refuse(f"{path}: the folder {path.parent} does not exist; make it first or write elsewhere")


def _progress() -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)
