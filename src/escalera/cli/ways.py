"""`escalera ways`: alone, in a pair, in a circle or with early help, compared."""

from typing import TYPE_CHECKING

import typer

from escalera.cli.django import wake

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalera.coaching.ways.comparing import Row
    from escalera.coaching.ways.weighing import Compared

TEN_HOURS = 10
SAYS = {
    "far": ("far from the goal", "near the goal"),
    "many_hours": ("8 hours or more", "fewer hours"),
    "english": ("English", "Spanish"),
    "before": ("with others before", "not with others before"),
}


def ways() -> None:
    """Compare the ways to learn: progress, intervals, how many; nothing of fewer than ten people."""
    wake()
    from escalera.coaching.ways import comparing

    found = comparing.comparison()
    typer.echo("Levels in ten hours against alone, by what was offered (90 % intervals):")
    for row in found.rows:
        typer.echo(f"  {row.way:7} {_everybody(row)}")
    if found.left is not None:
        typer.echo(f"  left before the end, not measured: {found.left}")
    typer.echo("By kind of people, shrunk across kinds:")
    for one in found.kinds:
        ends = ", offered no more" if one.has_stopped else ""
        typer.echo(f"  {kind(one.known)}: {one.effect.way} {_effect(one.effect)} ({one.people} people{ends})")
    if not found.kinds:
        typer.echo("  no kind yet of which ten people were offered a way, and ten alone")


def kind(known: "Mapping[str, bool]") -> str:
    return ", ".join(yes if known[name] else no for name, (yes, no) in SAYS.items())


def _everybody(row: "Row") -> str:
    if row.periods is None or row.effect is None:
        return "fewer than ten people"
    effect = "what others are compared with" if row.way == "alone" else _effect(row.effect)
    return (
        f"{effect}; {row.periods} periods, {row.declined:.0%} declined, {row.took_part:.0%} went that way, "
        f"{row.hours:.1f} h spent"
    )


def _effect(effect: "Compared") -> str:
    if effect.more is None or effect.low is None or effect.high is None:
        return "too few to tell"
    more, low, high = (TEN_HOURS * value for value in (effect.more, effect.low, effect.high))
    return f"{more:+.2f} ({low:+.2f} to {high:+.2f})"
