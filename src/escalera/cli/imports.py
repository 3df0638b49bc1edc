"""`escalera import ...`: tables of others, brought in, listed and taken out again."""

import json as json_format
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.reference.importing.bringing import Importer, Report

app = typer.Typer(no_args_is_help=True)
FILES = Annotated[list[Path], typer.Argument(help="The downloads: zip, csv, txt, gz, or a folder of them.")]
VERSION = Annotated[str, typer.Option(help="The edition, where the files' names don't say it.")]
DATE = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The day of the data, where the files don't say it."),
]
DRY_RUN = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")]


@app.command()
def esco(files: FILES, version: VERSION = "", date: DATE = None, dry_run: DRY_RUN = False) -> None:
    """ESCO's skills and occupations: the CSV downloads in English and Spanish, and the relations."""
    bring_in("esco", files, version, date, dry_run)


@app.command()
def onet(files: FILES, version: VERSION = "", date: DATE = None, dry_run: DRY_RUN = False) -> None:
    """O*NET's occupations, titles and skill ratings."""
    bring_in("onet", files, version, date, dry_run)


@app.command()
def oews(files: FILES, version: VERSION = "", date: DATE = None, dry_run: DRY_RUN = False) -> None:
    """US wages by occupation, metropolitan and not (the statistics bureau's OEWS)."""
    bring_in("oews", files, version, date, dry_run)


@app.command()
def exposure(files: FILES, version: VERSION = "", date: DATE = None, dry_run: DRY_RUN = False) -> None:
    """How much AI may change each occupation: several measures."""
    bring_in("exposure", files, version, date, dry_run)


@app.command("minimum-wages")
def minimum_wages(files: FILES, version: VERSION = "", date: DATE = None, dry_run: DRY_RUN = False) -> None:
    """Minimum wages by zone and date."""
    bring_in("minimum-wages", files, version, date, dry_run)


@app.command()
def rurality(files: FILES, version: VERSION = "", date: DATE = None, dry_run: DRY_RUN = False) -> None:
    """Which ZIP areas, counties and municipalities are rural."""
    bring_in("rurality", files, version, date, dry_run)


@app.command("list")
def list_datasets(json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """What is loaded, and how old it is."""
    wake()
    from django.utils import timezone

    from escalera.reference import queries

    found = queries.datasets(today=timezone.localdate())
    if json:
        typer.echo(json_format.dumps([one.plain() for one in found], ensure_ascii=False))
        return
    table = Table(
        Column("data", no_wrap=True), "edition", "of", "rows", "imported", "source", title="What is loaded"
    )
    for one in found:
        if one.loaded:
            told = (
                one.loaded.version,
                str(one.loaded.dated),
                f"{one.loaded.rows:,}",
                f"{one.loaded.imported_at:%Y-%m-%d}",
            )
        else:
            told = ("not loaded", "", "", f"run: {one.known.command}")
        table.add_row(one.known.id, *told, one.known.publisher)
    Console().print(table)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(help="esco, onet, oews ... as `escalera import list` shows.")],
) -> None:
    """Take an import out again. What ships with Escalera stays."""
    wake()
    from escalera.reference.importing import bringing

    removed = bringing.remove(importer(name))
    typer.echo(f"Removed: {removed:,} rows of {name}." if removed else f"Nothing of {name} was loaded.")


def bring_in(name: str, files: list[Path], version: str, dated: datetime | None, dry_run: bool) -> None:
    wake()
    from django.utils import timezone

    from escalera.reference.downloads.errors import WrongFile
    from escalera.reference.importing import bringing

    said = bringing.Edition(version, dated.date() if dated else None)
    with progress() as bar:
        task = bar.add_task(f"reading {name}", total=None)

        def watch(file: str, line: int) -> None:
            bar.update(task, description=f"{file[-60:]}: {line:,} lines")

        try:
            report = bringing.bring_in(
                importer(name), files, now=timezone.now(), edition=said, dry_run=dry_run, watch=watch
            )
        except WrongFile as error:
            bar.stop()
            fail(f"{error}\nNothing was changed.")
    say(report)


def progress() -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def say(report: "Report") -> None:
    table = Table("table", "added", "changed", "removed", "unchanged")
    for one in report.changes:
        table.add_row(one.table, *(f"{count:,}" for count in (one.added, one.changed, one.removed, one.kept)))
    Console().print(table)
    for file in report.passed_over:
        typer.echo(f"Passed over, not needed: {file}", err=True)
    edition = f"{report.dataset} {report.edition.version} of {report.edition.dated}"
    if not report.any:
        typer.echo(f"Nothing changed: {edition} was loaded already.")
    elif report.dry_run:
        typer.echo(f"Nothing was changed, because of --dry-run; this is what {edition} would change.")
    else:
        typer.echo(f"Loaded: {edition}.")


def importer(name: str) -> "Importer":
    from escalera.reference.importing import exposure, minimum_wages, oews, rurality
    from escalera.reference.importing.bringing import Importer
    from escalera.skills.importing import esco, onet

    modules = (esco, onet, oews, exposure, minimum_wages, rurality)
    known: dict[str, Importer] = {module.IMPORTER.name: module.IMPORTER for module in modules}
    if name not in known:
        fail(f"There is no import called “{name}”. There are: {', '.join(known)}.")
    return known[name]
