"""`escalera jobs list` and `escalera jobs break`."""

import json as json_format
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.jobs.breaking import BreakDown

app = typer.Typer(no_args_is_help=True)
AS_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_jobs(json: AS_JSON = False) -> None:
    """List the starter jobs."""
    wake()
    from escalera.jobs import queries
    from escalera.jobs.models import Job

    jobs = [
        {"id": job.pk, "title": {"en": job.title_en, "es": job.title_es}, "required": queries.goal_of(job)}
        for job in Job.objects.all()
    ]
    typer.echo(
        json_format.dumps(jobs, ensure_ascii=False)
        if json
        else "\n".join(f"{job.pk:24} {job.title_en}" for job in Job.objects.all())
    )


@app.command("break")
def break_down(
    file: Annotated[Path, typer.Argument(help="A posting: text, HTML or JSON-LD; - for standard input.")],
    json: AS_JSON = False,
) -> None:
    """Break a posting down into the skills it asks for, and the task types that build them."""
    wake()
    from escalera.jobs import queries

    found = broken_down(file)
    result = {
        "title": found.title,
        "language": found.language,
        "skills": [
            {
                "id": skill.id,
                "label": skill.label,
                "level": skill.level,
                "phrase": skill.phrase,
                "confidence": round(skill.confidence, 3),
                "required": skill.required,
            }
            for skill in found.skills
        ],
        "task_types": queries.task_types_for([(skill.id, skill.level) for skill in found.skills]),
        "pay": as_plain(found.pay),
        "fraud_signs": [as_plain(sign) for sign in found.signs],
        "notes": list(found.notes),
    }
    typer.echo(json_format.dumps(result, ensure_ascii=False) if json else as_text(result))


def broken_down(file: Path) -> "BreakDown":
    """What is read in a file; ends the command with a hint when nothing can be."""
    from escalera.jobs import advice, reading
    from escalera.jobs.intake import Unreadable

    try:
        return reading.read(read_file(file))
    except Unreadable as error:
        fail(advice.words(error.code).en)


def read_file(file: Path) -> bytes:
    """No more than a posting may have, and one byte, so that it is seen to be too long."""
    from escalera.jobs.uploads import MAX_BYTES

    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        fail(f"{file} can't be read: {error.strerror}.")


def as_plain(value: Any) -> Any:
    from escalera.jobs.actions import plain

    return plain(vars(value)) if value is not None else None


def as_text(result: dict[str, Any]) -> str:
    lines = [f"{result['title']}  ({result['language']})", ""]
    lines += [f"{s['level']:.2f}  {s['label']:40} “{s['phrase']}”" for s in result["skills"]] or [
        "No skill is asked for here."
    ]
    return "\n".join([*lines, "", "Task types: " + ", ".join(result["task_types"])])
