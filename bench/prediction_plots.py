"""Pictures of prediction: AUC with intervals, and how far probabilities can be taken at their word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from bench.report import Plot
from bench.resampling import Spread

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BINS = 15


def bars(log: str, spread: Spread) -> Plot:
    """AUC of every model, best on top."""
    order = np.argsort(spread.auc)

    def draw(axes: Axes) -> None:
        names = [spread.names[k] for k in order]
        value = spread.auc[order]
        ends = np.array([spread.interval(name) for name in names]).T
        colours = ["tab:blue" if name.startswith("Escalera") else "0.6" for name in names]
        reach = np.maximum([value - ends[0], ends[1] - value], 0.0)
        axes.barh(names, value, xerr=reach, color=colours, ecolor="0.2", capsize=3)
        axes.set_xlim(min(ends[0]) - 0.02, max(ends[1]) + 0.01)
        axes.set_xlabel("AUC, with 95 % interval over workers")
        axes.set_title(f"Prediction of the next answer, {log}")

    best = spread.names[order[-1]]
    return Plot(f"auc-{log}", draw, alt=f"AUC of each model on {log}; {best} is highest")


def calibration(log: str, score: np.ndarray, predictions: Mapping[str, np.ndarray]) -> Plot:
    """The share that was right among rows given about the same probability."""
    shown = [name for name in ("Escalera", "Best-LR", "AKT", "pyBKT, forgetting") if name in predictions]

    def draw(axes: Axes) -> None:
        axes.plot([0, 1], [0, 1], color="0.7", linewidth=1, label="as said")
        for name in shown:
            said, was = reliability(score, predictions[name])
            axes.plot(
                said, was, marker="o", markersize=3, linewidth=2 if name == "Escalera" else 1, label=name
            )
        axes.set_xlabel("probability said")
        axes.set_ylabel("share that was right")
        axes.set_title(f"Calibration, {log}")
        axes.legend()

    return Plot(f"calibration-{log}", draw, alt=f"Share right against probability said, {log}")


def reliability(score: np.ndarray, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean probability and mean score in each bin of equal width that holds at least 20 rows."""
    bin_of = np.minimum((p * BINS).astype(int), BINS - 1)
    rows = np.bincount(bin_of, minlength=BINS)
    kept = rows >= 20
    means = [np.bincount(bin_of, weights=values, minlength=BINS)[kept] / rows[kept] for values in (p, score)]
    return means[0], means[1]
