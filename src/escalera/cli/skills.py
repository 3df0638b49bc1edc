"""`escalera skills match`: which skill or occupation each line means."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from escalera.cli.django import fail, wake

if TYPE_CHECKING:
    from escalera.skills.matching import Label

app = typer.Typer(no_args_is_help=True, help="Find skills by anybody's words.")
# So many lines are answered together; a person who types gets an answer line by line all the same.
TOGETHER = 64
LONGEST_LINE = 100_000  # bytes; of a line, the beginning counts


@app.callback()
def skills() -> None:
    """Find skills by anybody's words."""


@app.command()
def match(
    labels: Annotated[
        Path | None,
        typer.Option(
            help="id<TAB>label a line, several an id; without it the skills loaded here, else our own."
        ),
    ] = None,
    top: Annotated[int, typer.Option(min=1, help="How many ids a line at most.")] = 10,
) -> None:
    """Read lines, print one JSON object a line with the labels that come nearest, best first."""
    from escalera.skills import matching

    found = matching.of_labels(labels_of(labels) if labels else loaded())
    for some in _lines():
        for query, matches in zip(some, found.match_all(some, top), strict=True):
            shown = {"query": query, "matches": [asdict(one) for one in matches]}
            sys.stdout.write(json.dumps(shown, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def labels_of(file: Path) -> "list[Label]":
    from escalera.skills.matching import labels

    try:
        return labels.read(file)
    except labels.BadLabels as error:
        fail(f"{file}: {error}")
    except OSError as error:
        fail(f"{file} can't be read: {error.strerror}.")


def loaded() -> "list[Label]":
    wake()
    from escalera.skills import queries
    from escalera.skills.matching import Label
    from escalera.skills.models import Concept

    return [Label(id_, label) for id_, label, _ in queries.taxonomy_labels(Concept.SKILL)]


def _lines() -> Iterator[list[str]]:
    some: list[str] = []
    together = 1 if sys.stdin.isatty() else TOGETHER
    for number, line in enumerate(iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE), b""), start=1):
        if len(line) == LONGEST_LINE:
            fail(f"line {number} of the input is too long: give one skill or sentence a line.")
        try:
            some.append(line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n"))
        except UnicodeDecodeError:
            fail(f"line {number} of the input is not UTF-8.")
        if len(some) >= together:
            yield some
            some = []
    if some:
        yield some
