"""`escalera engine gains`: what each task type was found to teach."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from escalera.lab.gains_table import Row

MOST_SAID = 3


class Order(StrEnum):
    GAIN = "gain"
    CERTAINTY = "certainty"
    EVIDENCE = "evidence"
    TASK_TYPE = "task type"
    SKILL = "skill"


class Language(StrEnum):
    EN = "en"
    ES = "es"


def gains(
    model: Annotated[Path, typer.Argument(help="A model that `escalera engine fit` has written.")],
    skill: Annotated[str | None, typer.Option(help="Only what teaches this skill.")] = None,
    sort: Annotated[Order, typer.Option(help="What comes first.")] = Order.GAIN,
    most: Annotated[int | None, typer.Option(min=1, help="Show only so many rows.")] = None,
    picture: Annotated[Path | None, typer.Option(help="Draw a heat map here (SVG).")] = None,
    language: Annotated[Language, typer.Option(help="Of the picture.")] = Language.EN,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON list.")] = False,
) -> None:
    """Say what each task type teaches, how surely, on how much evidence, and who said so."""
    from escalera.engine import UnknownName
    from escalera.lab import gains_table, heatmap, models

    try:
        rows = gains_table.rows(models.load(model), skill=skill, order=sort.value)
    except (models.NotAModel, UnknownName, OSError) as error:
        refuse(str(error))
    rows = rows[:most]
    if picture is not None:
        _draw(picture, heatmap.heatmap(rows, language=language.value))
    if as_json:
        typer.echo(json.dumps([row.as_json() for row in rows]))
    else:
        _show(rows)


def refuse(message: str) -> NoReturn:
    """Say what is wrong and stop."""
    typer.echo(message, err=True)
    raise typer.Exit(2)


def wide() -> Console:
    """A console where tables keep their columns when the output goes into a file."""
    console = Console()
    console.width = max(console.width, 120)
    return console


def _draw(path: Path, svg: str) -> None:
    try:
        path.write_text(svg, encoding="utf-8")
    except OSError as error:
        refuse(f"{path}: cannot be written ({error.strerror})")


def _show(rows: list[Row]) -> None:
    table = Table(
        "task type", "skill", "gain", "90 % interval", "attempts", "peers", "who said so (believed)",
        caption="Gain of one attempt in hundredths of a level; * the interval is all above nothing.",
    )  # fmt: skip
    for row in rows:
        table.add_row(
            row.task_type,
            row.skill,
            f"{100 * row.gain:.2f}{'*' if row.certain else ' '}",
            f"{100 * row.low:.2f} to {100 * row.high:.2f}",
            f"{row.evidence:.0f}",
            f"{row.peers:.1f}",
            _who(row),
        )
    wide().print(table)


def _who(row: Row) -> str:
    said = [
        f"{claim.worker}{'' if claim.taught else ' said no'} ({claim.reliability:.2f})"
        for claim in row.said[:MOST_SAID]
    ]
    more = len(row.said) - MOST_SAID
    return ", ".join(said) + (f" and {more} more" if more > 0 else "")
