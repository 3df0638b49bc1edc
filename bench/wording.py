"""A section in words: a table on the screen, a page in Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from bench.machine import About
    from bench.report import Section

COLOURS = {"pass": "green", "short": "bold red", "no floor": "dim"}


def show(section: Section, about: About) -> None:
    """Print the table of a section."""
    table = Table("figure", "ours", "floor", "", "peers (ours / theirs)", "note", title=section.title)
    for figure in section.figures:
        kept = figure.as_json()
        said = f"[{COLOURS[figure.verdict]}]{figure.verdict}[/]"
        ours, peers = value(figure.ours, figure.unit), "\n".join(beside(kept))
        table.add_row(figure.what, ours, asked(kept), said, peers, figure.note)
    console = Console(width=170)
    console.print(table)
    for note in section.notes:
        console.print(f"- {note}", markup=False, highlight=False)
    took = f"{about.seconds:.0f} s ({about.cpu_seconds:.0f} s CPU), load {about.load}"
    console.print(f"{about.line} · {took}", markup=False, highlight=False)


def page(kept: Mapping[str, Any]) -> str:
    """Return a section as a page of Markdown; kept is what its JSON holds."""
    parts = [f"# {kept['title']}", table(kept)]
    if kept["notes"]:
        parts.append("\n".join(f"- {note}" for note in kept["notes"]))
    parts += [f"![{plot['alt']}]({kept['name']}-{plot['name']}.svg)" for plot in kept["plots"]]
    parts.append(
        f"{kept['machine']} · seed {kept['seed']} · commit {kept['commit']} · {kept['date']} · "
        f"{kept['seconds']:.0f} s ({kept['cpu_seconds']:.0f} s CPU), load {kept['load']}"
    )
    return "\n\n".join(parts) + "\n"


def table(kept: Mapping[str, Any]) -> str:
    """Return the figures of a section as a Markdown table."""
    lines = ["| figure | ours | floor | | peers (ours / theirs) | note |", "|---|---|---|---|---|---|"]
    for figure in kept["figures"]:
        cells = (
            figure["what"],
            value(figure["ours"], figure["unit"]),
            asked(figure),
            verdict(figure),
            "<br>".join(beside(figure)),
            figure["note"],
        )
        lines.append("| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def beside(figure: Mapping[str, Any]) -> list[str]:
    """Return one line for each peer: name, value, and ours divided by it."""
    lines = []
    for name, theirs in figure["peers"].items():
        ratio = figure["ratios"][name]
        known = isinstance(ratio, (int, float)) and ratio == ratio
        lines.append(f"{name} {value(theirs)} ({ratio:.2f})" if known else f"{name} {value(theirs)}")
    return lines


def asked(figure: Mapping[str, Any]) -> str:
    """Return the floor with the side on which it is reached."""
    side = "≥" if figure["better"] == "higher" else "≤"
    return "" if figure["floor"] is None else f"{side} {value(figure['floor'])}"


def verdict(figure: Mapping[str, Any]) -> str:
    """Return pass, short (loudly) or no floor."""
    return "**short**" if figure["verdict"] == "short" else str(figure["verdict"])


def value(number: Any, unit: str = "") -> str:
    """Return a number as people read it: four significant digits, thousands apart."""
    if number is None or isinstance(number, str):
        shown = number or "unknown"
    elif number != number:
        shown = "unknown"
    elif abs(number) >= 1000:
        shown = f"{number:,.0f}"
    else:
        shown = f"{number:.4g}"
    return f"{shown} {unit}".strip()
