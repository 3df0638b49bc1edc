"""`escalera paths plan`: the way to a job, for a newcomer or for somebody whose skills are given."""

import json as json_format
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from escalera.cli.django import fail, wake

app = typer.Typer(no_args_is_help=True)


@app.callback()
def paths() -> None:
    """Plan the way to a job."""


@app.command()
def plan(
    job: Annotated[str, typer.Option(help="A starter job, see `escalera jobs list`.")] = "",
    posting: Annotated[Path | None, typer.Option(help="A posting: text, HTML or JSON-LD.")] = None,
    believed: Annotated[
        Path | None, typer.Option(help='What somebody can do: JSON {"skill": level 0 to 1}.')
    ] = None,
    minutes: Annotated[float | None, typer.Option(help="Plan at most so many minutes.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Print the steps to a job: task type, skills, minutes, gain, reason."""
    if bool(job) == bool(posting):
        fail("Say either --job ID or --posting FILE.")
    if minutes is not None and not 0 < minutes < float("inf"):
        fail("--minutes is a number of minutes greater than 0.")
    wake()
    from escalera.paths import planning

    goal = goal_of_job(job) if job else goal_of_file(posting)
    if not goal:
        fail("We can't teach what this asks for yet. `escalera jobs break` shows what was read.", code=1)
    result = as_plain(planning.outlined(goal, levels=read_levels(believed), minutes=minutes))
    typer.echo(json_format.dumps(result, ensure_ascii=False) if json else as_text(result))


def as_plain(plan: Any) -> dict[str, Any]:
    steps = [
        {
            "task_type": step.task_type,
            "times": step.times,
            "skills": [taught.skill for taught in step.skills],
            "minutes": round(step.minutes * step.times, 1),
            "gain": {
                taught.skill: [round(x, 4) for x in (taught.low, taught.gain, taught.high)]
                for taught in step.skills
            },
            "reason": asdict(step.reason),
        }
        for step in plan.steps
    ]
    return {"steps": steps, "minutes": round(plan.minutes, 1), "uncovered": list(plan.uncovered)}


def goal_of_job(slug: str) -> dict[str, float]:
    from escalera.jobs import queries
    from escalera.jobs.models import Job
    from escalera.people.plain_text import storable

    job = Job.objects.filter(slug=storable(slug)).first()
    if job is None:
        fail(f"No job called {slug}. `escalera jobs list` shows them.")
    return queries.goal_of(job)


def goal_of_file(file: Path | None) -> dict[str, float]:
    from escalera.cli.jobs import broken_down
    from escalera.jobs import queries

    assert file is not None  # noqa: S101
    return queries.goal_of_skills([(s.id, s.level) for s in broken_down(file).skills if s.required])


def read_levels(file: Path | None) -> dict[str, float]:
    if file is None:
        return {}
    try:
        levels = json_format.loads(file.read_text())
        checked = {str(skill): float(level) for skill, level in levels.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError) as error:
        fail(f'{file} can\'t be read ({error}). It holds JSON such as {{"read-documents": 0.5}}.')
    from escalera.tasks import queries as tasks

    if unknown := sorted(set(checked) - tasks.trainable_skills()):
        typer.echo(f"Not looked at, since no task trains it: {', '.join(unknown)}", err=True)
    if any(not 0 <= level <= 1 for level in checked.values()):
        fail(f"{file}: levels lie between 0 and 1.")
    return checked


def as_text(result: dict[str, Any]) -> str:
    lines = [
        f"{n:2}. {step['task_type']:28} {step['minutes']:5.0f} min  "
        f"{', '.join(step['skills'])}  ({step['reason']['code']})"
        for n, step in enumerate(result["steps"], start=1)
    ]
    if result["uncovered"]:
        lines.append("Not taught yet: " + ", ".join(result["uncovered"]))
    return "\n".join([*lines, f"In all about {result['minutes']:.0f} minutes."])
