"""What bench.solidarity tells of lives lived in several ways: minutes saved, what learning costs, spread of load."""

from __future__ import annotations

import numpy as np

from bench import report
from escalera.lab.solidarity.living import Lived

T_95 = {2: 12.7062, 3: 4.3027, 10: 2.2622}


def beats(
    name: str, lived: dict[str, list[Lived]], ours: str, others: tuple[str, ...], *, asked: bool = True
) -> list[report.Figure]:
    """Minutes by our way and by others; `asked`: ours has to save some."""
    minutes = {way: _each(lives, "minutes") for way, lives in lived.items()}
    peers = {other: float(minutes[other].mean()) for other in others}
    figures = [
        report.Figure(
            f"{name}: minutes to job-ready by {ours}",
            float(minutes[ours].mean()),
            None,
            "lower",
            "min",
            peers=peers,
        )
    ]
    for other in others:
        saved = minutes[other] - minutes[ours]
        low, _, note = _interval(saved)
        apart = minutes[other].var(ddof=1) + minutes[ours].var(ddof=1)
        note += f"; more than 0 in {(saved > 0).sum()} of {saved.size} seeds; pairing takes away "
        note += f"{1.0 - saved.var(ddof=1) / apart:.0%} of the variance"
        figures.append(
            report.Figure(
                f"{name}: {ours} saves against {other} (lower end of the interval)",
                low,
                0.0 if asked else None,
                "higher",
                "min",
                note=note,
            )
        )
    return figures


def costs(name: str, lived: dict[str, list[Lived]]) -> list[report.Figure]:
    """What learning about tips costs those who are there meanwhile."""
    none, harmed = (100.0 * _each(lived["effect"], part) for part in ("none", "harmed"))
    cost = _each(lived["effect"], "minutes") - _each(lived["always"], "minutes")
    by_votes = float(100.0 * _each(lived["votes"], "harmed").mean())
    figures = [
        report.Figure(
            f"{name}: moments in which none is shown",
            float(none.mean()),
            None,
            "lower",
            "%",
            note=_interval(none)[2],
        ),
        report.Figure(
            f"{name}: what showing some people none costs",
            float(cost.mean()),
            None,
            "lower",
            "min",
            note=_interval(cost)[2],
        ),
    ]
    if harmed.any():
        peers = {"votes": by_votes}
        figures.append(
            report.Figure(
                f"{name}: moments with a harmful tip",
                float(harmed.mean()),
                by_votes,
                "lower",
                "%",
                peers=peers,
                note=_interval(harmed)[2],
            )
        )
    return figures


def load(lived: dict[str, list[Lived]]) -> list[report.Figure]:
    figures = []
    for part, name in (
        ("top_tenth", "share given by the tenth who gives most"),
        ("gini", "Gini coefficient of help given"),
    ):
        ours, chance = (_each(lived[how], part) for how in ("broker", "random"))
        low, _, note = _interval(chance - ours)
        figures += [
            report.Figure(
                f"help: {name}",
                float(ours.mean()),
                float(chance.mean()),
                "lower",
                peers={how: float(_each(lived[how], part).mean()) for how in ("random", "unshared")},
                note=_interval(ours)[2],
            ),
            report.Figure(f"help: {name}, random less broker (lower end)", low, 0.0, "higher", note=note),
        ]
    cost = _each(lived["broker"], "minutes") - _each(lived["unshared"], "minutes")
    figures.append(
        report.Figure(
            "help: what sharing it out costs",
            float(cost.mean()),
            None,
            "lower",
            "min",
            note=_interval(cost)[2],
        )
    )
    solved = {how: float(_each(lives, "solved").mean()) for how, lives in lived.items()}
    figures.append(
        report.Figure(
            "help: share of it that solved something",
            solved["broker"],
            None,
            "higher",
            peers={how: solved[how] for how in ("random", "unshared")},
        )
    )
    return figures


def _each(lives: list[Lived], part: str) -> np.ndarray:
    return np.array([np.mean(getattr(one, part)) for one in lives])


def _interval(values: np.ndarray) -> tuple[float, float, str]:
    half = T_95[values.size] * values.std(ddof=1) / np.sqrt(values.size)
    low, high = float(values.mean() - half), float(values.mean() + half)
    return low, high, f"{values.mean():.3g} ({low:.3g} to {high:.3g})"
