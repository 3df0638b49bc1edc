"""`escalera pay`: how long work takes and what an hour of it brings, from timed logs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from escalera.cli.saying import refuse, show

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
        refuse(f"--at {at}: say start or submit")
    if forecasts is not None and (forecasts.is_dir() or not forecasts.parent.is_dir()):
        refuse(f"{forecasts}: name a file in a folder that exists")
    try:
        walked = pay_evaluation.evaluate(log, at=at, skip_bad=skip_bad)  # type: ignore[arg-type]
        if forecasts is not None:
            pay_evaluation.write_forecasts(forecasts, walked)
    except (BadLog, OSError) as error:
        refuse(str(error))
    for remark in walked.remarks:
        typer.echo(remark, err=True)
    show(walked.evaluation.as_json(), as_json, meanings=MEANINGS)
