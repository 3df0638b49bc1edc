"""Plots as PNG and SVG, in colours that people with colour blindness tell apart (Okabe and Ito 2008), each
line with its own dash and marker too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
DASHES = ("-", "--", "-.", ":", "-", "--", "-.", ":")
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")


def save(draw: Callable[[Any], None], stem: Path, *, caption: str) -> None:
    """Write stem.png and stem.svg; the caption stands below. The same input gives the same files."""
    import matplotlib as mpl

    mpl.use("Agg")
    from cycler import cycler
    from matplotlib import pyplot

    style = {
        "axes.prop_cycle": cycler(color=COLOURS) + cycler(linestyle=DASHES) + cycler(marker=MARKERS),
        "axes.grid": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "grid.alpha": 0.3,
        "font.size": 11,
        "lines.markersize": 5,
        "svg.hashsalt": stem.name,
        "svg.fonttype": "none",
    }
    with pyplot.rc_context(style):
        figure, axes = pyplot.subplots(figsize=(8.0, 4.8), layout="constrained")
        draw(axes)
        figure.text(0.5, -0.04, caption, ha="center", fontsize=7, color="#555555", wrap=True)
        figure.savefig(stem.with_name(f"{stem.name}.png"), dpi=110, bbox_inches="tight")
        figure.savefig(stem.with_name(f"{stem.name}.svg"), bbox_inches="tight", metadata={"Date": None})
        pyplot.close(figure)
