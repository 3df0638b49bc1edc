"""`escalera tasks import-templates`."""

import json as json_format
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.tasks.foreign.importing import Imported

app = typer.Typer(no_args_is_help=True)
FOLDER = Annotated[Path, typer.Argument(help="A folder whose subfolders hold template.html and batch.csv.")]
AS_JSON = Annotated[bool, typer.Option("--json", help="Print JSON.")]
REQUESTER = Annotated[str, typer.Option(help="Whose tasks these are.")]


@app.callback()
def tasks() -> None:
    """Tasks of others."""


@app.command("import-templates")
def import_templates(folder: FOLDER, json: AS_JSON = False, requester: REQUESTER = "TurkingBench") -> None:
    """Bring in MTurk and Turkle task templates with their answered rows; what is there already stays."""
    if not folder.is_dir():
        fail(f"{folder} is not a folder. Give the folder that holds the templates' folders.")
    wake()
    from rich.progress import track

    from escalera.tasks.foreign import importing

    places = importing.places(folder)
    if not places:
        fail(f"{folder} has no subfolder with a template.html.")
    shown = track(places, description="Templates", disable=json, transient=True)
    found = [importing.import_one(place, requester=requester) for place in shown]
    result = as_plain(found)
    typer.echo(json_format.dumps(result, ensure_ascii=False) if json else as_text(found))


def as_plain(found: "list[Imported]") -> dict[str, Any]:
    imported = [one for one in found if not one.why_refused]
    return {
        "imported": [one.name for one in imported],
        "refused": [{"name": one.name, "why": one.why_refused} for one in found if one.why_refused],
        "items": sum(one.items for one in imported),
        "new_items": sum(one.new_items for one in imported),
        "scored_items": sum(one.scored_items for one in imported),
        "marks": {one.name: list(one.marks) for one in imported if one.marks},
    }


def as_text(found: "list[Imported]") -> str:
    refused = sum(bool(one.why_refused) for one in found)
    return "\n".join([*map(line, found), "", f"{len(found) - refused} imported, {refused} refused."])


def line(one: "Imported") -> str:
    if one.why_refused:
        return f"{one.name[:50]:50}  refused: {one.why_refused}"
    counts = f"{one.items} items, {one.scored_items} scored, {one.new_items} new"
    return f"{one.name[:50]:50}  {counts}  {'; '.join(one.marks)}"
