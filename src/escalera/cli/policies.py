"""`escalera engine simulate`, `compare` and `off-policy`: policies before people meet them."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from escalera.cli.gains import refuse, wide

if TYPE_CHECKING:
    from escalera.lab.policies import Judged, Lived

Model = Annotated[Path, typer.Argument(help="A model that `escalera engine fit` has written.")]
Seed = Annotated[int, typer.Option(help="Chance; the same seed gives the same answer.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Goal = Annotated[
    list[str] | None, typer.Option(help="skill=level, such as skill-2=0.6; may be given several times.")
]


def simulate(
    out: Annotated[Path, typer.Option(help="Folder for log, catalogue, recommendations and world.")],
    workers: Annotated[int, typer.Option(min=1)] = 600,
    attempts: Annotated[int, typer.Option(min=1, help="Of each worker, chosen by chance.")] = 45,
    recommendations: Annotated[int, typer.Option(min=0)] = 400,
    bad_peers: Annotated[float, typer.Option(min=0, max=1, help="Share of peers who collude.")] = 0.2,
    skills: Annotated[int, typer.Option(min=2)] = 8,
    families: Annotated[int, typer.Option(min=1, help="Of three levels each.")] = 10,
    seed: Seed = 1,
) -> None:
    """Make a world with known truth, and the log of people who chose by chance in it."""
    from escalera.lab import synthetic

    recipe = synthetic.Recipe(seed=seed, skills=skills, families=families)
    try:
        counted = synthetic.write(
            out, recipe, workers=workers, attempts=attempts, claims=recommendations, bad=bad_peers
        )
    except OSError as error:
        refuse(f"{out}: cannot be written ({error.strerror})")
    typer.echo(f"{out}: " + ", ".join(f"{number:,} {name}" for name, number in counted.items()))


def compare(
    model: Model,
    goal: Goal = None,
    world: Annotated[
        Path | None, typer.Option(help="A simulated world (folder or world.json); else the model's own.")
    ] = None,
    log: Annotated[
        list[Path] | None, typer.Option(help="A log for the simple policies that learn from one.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1)] = 40,
    minutes: Annotated[float, typer.Option(min=1, help="Each worker's budget.")] = 1500.0,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Let the same simulated people live under each policy: minutes until ready, share ready, pay an hour."""
    from escalera.engine import UnknownName
    from escalera.lab import choices, models, policies, synthetic
    from escalera.lab.tables import BadLog

    aim = _goal(goal, required=True)
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("reading", total=1.0)
        try:
            fitted = models.load(model)
            lived = policies.compare(
                synthetic.read(world).world() if world else policies.world_of(fitted),
                fitted,
                aim,
                workers=workers,
                budget_minutes=minutes,
                seed=seed,
                log=choices.read(log) if log else (),
                report=lambda stage, share: progress.update(bar, description=stage, completed=share),
            )
        except (models.NotAModel, UnknownName, BadLog, OSError) as error:
            progress.stop()
            refuse(str(error))
    if as_json:
        typer.echo(json.dumps([asdict(way) for way in lived]))
    else:
        _show_lived(lived, minutes, own=world is None)


def off_policy(
    log: Annotated[list[Path], typer.Argument(help="CSV, .csv.gz or Parquet, with the column propensity.")],
    model: Annotated[Path, typer.Option(help="A model that `escalera engine fit` has written.")],
    policy: Annotated[
        str, typer.Option(help="tutor, random, relevant, or a CSV file with task_type,weight.")
    ] = "tutor",
    goal: Goal = None,
    horizon: Annotated[int, typer.Option(min=1, help="Decisions ahead; five at most can be told.")] = 1,
    every: Annotated[
        bool, typer.Option("--every", help="Use all stretches of each worker, not only the first.")
    ] = False,
    mix: Annotated[float, typer.Option(min=0, max=1, help="Follow the policy so often, else chance.")] = 1.0,
    level: Annotated[float, typer.Option(min=0.5, max=0.999, help="Of the intervals.")] = 0.95,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Say from a log of choices what another policy would have brought, or that the log can't tell."""
    from escalera.engine import UnknownName
    from escalera.lab import choices, models, policies
    from escalera.lab.tables import BadLog

    aim = _goal(goal, required=policy in ("tutor", "relevant"))
    try:
        fitted = models.load(model)
        judged = policies.judge(
            choices.read(log),
            fitted,
            policies.target(policy, fitted, aim, mix=mix),
            aim,
            horizon=horizon,
            every=every,
            level=level,
            seed=seed,
        )
    except (models.NotAModel, UnknownName, BadLog, ValueError, OSError) as error:
        refuse(str(error))
    if as_json:
        typer.echo(json.dumps([_judged_json(outcome) for outcome in judged]))
    else:
        _show_judged(judged, horizon)


def _goal(said: list[str] | None, *, required: bool) -> dict[str, float]:
    goal: dict[str, float] = {}
    for part in said or ():
        skill, _, level = part.rpartition("=")
        try:
            goal[skill] = float(level)
        except ValueError:
            refuse(f"--goal {part!r}: write skill=level, such as skill-2=0.6")
        if not skill or not 0.0 <= goal[skill] <= 1.0:
            refuse(f"--goal {part!r}: a level lies between 0 and 1")
    if required and not goal:
        refuse("say what is to be reached: --goal skill=level")
    return goal


def _show_lived(lived: list[Lived], minutes: float, *, own: bool) -> None:
    table = Table("policy", "median minutes until ready", f"ready in {minutes:g} minutes", "pay an hour")
    for way in lived:
        median = "over" if way.median_minutes == float("inf") else f"{way.median_minutes:.0f}"
        table.add_row(way.policy, median, f"{way.ready:.0%}", f"{way.pay_per_hour:.2f}")
    if own:
        table.caption = "In a world where the model is right: it flatters the tutor taught by it."
    wide().print(table)


def _judged_json(judged: Judged) -> dict[str, object]:
    known = hasattr(judged.found, "value")
    return {
        "outcome": judged.outcome,
        "log_average": judged.log_average,
        "known": known,
        **asdict(judged.found),
    }


def _show_judged(judged: list[Judged], horizon: int) -> None:
    from escalera.engine.off_policy import Estimate

    table = Table("outcome", "the log's own", "this policy", "interval", "effective sample")
    table.title = f"{horizon} decision{'s' * (horizon > 1)} ahead"
    reasons = []
    for row in judged:
        found, own = row.found, f"{row.log_average:.3f}"
        if isinstance(found, Estimate):
            span = f"{found.low:.3f} to {found.high:.3f} ({found.level:.0%})"
            table.add_row(row.outcome, own, f"{found.value:.3f}", span, f"{found.effective:,.0f}")
        else:
            table.add_row(row.outcome, own, "can't tell", "", f"{found.effective:,.0f}")
            reasons.append(str(found))
    wide().print(table)
    for reason in dict.fromkeys(reasons):
        typer.echo(reason)
