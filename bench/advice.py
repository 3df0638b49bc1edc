"""Whether intervals of tips' and helpers' effects hold the truth, and what choosing by effect brings.

python -m bench.advice. Each world: 20 places with four tips, whose effects on the log odds of being right and
on log seconds are known; people are shown tips by the engine, which estimates anew after every 200 showings. In
a third of the worlds a third of the tips does harm.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench import report
from escalera.engine import advice
from escalera.engine.advice import NONE, Arms

PLACES, TIPS, AGAIN = 20, 4, 200
Z_95 = 1.96


@dataclass(frozen=True)
class Lived:
    """Per tip (T,) whether the interval of score and of seconds holds the truth; the true worth of what was
    shown, on average, by effect and by chance; share of harmful tips that went, and of good ones."""

    score: np.ndarray
    seconds: np.ndarray
    ours: float
    chance: float
    went: float
    lost: float


def measure(*, short: bool, seed: int) -> report.Section:
    """Live through worlds of 2,000 and of 6,000 showings; `short` through two of the few."""
    figures, few = [], 2 if short else 10
    for shown in (2000,) if short else (2000, 6000):
        for bad in (0.0, 1 / 3):
            lived = [_world(shown, bad, np.random.default_rng([seed, at, shown])) for at in range(few)]
            figures += _figures(f"{shown:,} showings, {bad:.0%} of tips bad", lived)
    figures += _helpers(seed, few)
    notes = [
        f"{few} worlds each, {PLACES} places with {TIPS} tips; intervals are 90 %; notes are 95 % over worlds."
    ]
    return report.Section("advice", "Advice by measured effect", seed, figures, notes=notes)


def _figures(name: str, lived: list[Lived]) -> list[report.Figure]:
    ours, chance = (np.array([getattr(one, part) for one in lived]) for part in ("ours", "chance"))
    figures = []
    for what in ("score", "seconds"):
        by_world = np.array([getattr(one, what).mean() for one in lived])
        figures += _covered(f"{name}: {what}", by_world)
    went = (
        float(np.nanmean([one.went for one in lived])) if any(one.went == one.went for one in lived) else None
    )
    figures.append(
        report.Figure(
            f"{name}: true worth of what was shown",
            float(ours.mean()),
            float(chance.mean()),
            "higher",
            peers={"by chance": float(chance.mean())},
            note=_interval(ours - chance),
        )
    )
    if went is not None:
        figures.append(report.Figure(f"{name}: harmful tips that went", went, None, "higher"))
    figures.append(
        report.Figure(
            f"{name}: good tips that went", float(np.nanmean([o.lost for o in lived])), 0.1, "lower"
        )
    )
    return figures


def _covered(name: str, by_world: np.ndarray) -> list[report.Figure]:
    covered, note = float(by_world.mean()), _interval(by_world)
    return [
        report.Figure(f"{name}: 90 % intervals cover (lower bound)", covered, 0.85, "higher", note=note),
        report.Figure(f"{name}: 90 % intervals cover (upper bound)", covered, 0.95, "lower", note=note),
    ]


def _interval(values: np.ndarray) -> str:
    half = Z_95 * values.std(ddof=1) / np.sqrt(values.size)
    return f"{values.mean() - half:.3f} to {values.mean() + half:.3f}"


def _world(shown: int, bad: float, rng: np.random.Generator) -> Lived:
    many = PLACES * TIPS
    arms = Arms(np.repeat(np.arange(PLACES), TIPS), PLACES, rng.poisson(4, size=(many, 2)))
    harmful = rng.random(many) < bad
    # In log odds; a fifth of the honest tips does nothing.
    odds = rng.gamma(2.0, 0.2, many) * (rng.random(many) > 0.2)
    odds[harmful] = -rng.gamma(3.0, 0.2, harmful.sum())
    logs = -0.3 * odds + rng.normal(0.0, 0.05, many)
    miscalibrated = rng.normal(0.0, 0.3, PLACES)
    place, arm, score, expected, seconds = (
        np.zeros(shown, dtype=kind) for kind in (int, int, float, float, float)
    )
    worth, moved = None, np.zeros(many)
    base: list[list[float]] = [[] for _ in range(PLACES)]
    for at in range(shown):
        if at % AGAIN == 0:
            worth, on_score, on_seconds = _told(
                place[:at], arm[:at], score[:at], expected[:at], seconds[:at], arms
            )
        here = int(rng.integers(PLACES))
        place[at] = here
        arm[at] = advice.choose(worth, range(here * TIPS, (here + 1) * TIPS), rng=rng).tip
        logit = rng.normal(0.3, 1.0)
        expected[at] = 1 / (1 + np.exp(-logit))
        base[here].append(logit + miscalibrated[here])
        does = arm[at] != NONE
        right = 1 / (1 + np.exp(-(logit + miscalibrated[here] + (odds[arm[at]] if does else 0.0))))
        score[at] = rng.random() < right
        seconds[at] = np.exp(rng.normal((logs[arm[at]] if does else 0.0), 0.5))
    _, on_score, on_seconds = _told(place, arm, score, expected, seconds, arms)
    for tip in range(many):
        there = np.array(base[arms.place[tip]])
        moved[tip] = np.mean(1 / (1 + np.exp(-there - odds[tip])) - 1 / (1 + np.exp(-there)))
    gone = advice.Worth.of(on_score, on_seconds).gone
    true = moved - 0.25 * logs
    drawn = np.where(arm == NONE, 0.0, true[arm])
    share = (arm != NONE).mean()
    return Lived(
        _holds(on_score, moved),
        _holds(on_seconds, logs),
        float(drawn.mean()),
        float(true.mean() * share),
        float(gone[true < -0.02].mean()) if (true < -0.02).any() else np.nan,
        float(gone[true > 0.02].mean()),
    )


def _told(place, arm, score, expected, seconds, arms):  # type: ignore[no-untyped-def]
    on_score = advice.effects(advice.scores(place, arm, score, expected), arms)
    on_seconds = advice.effects(advice.log_seconds(place, arm, seconds, np.ones(seconds.size)), arms)
    return advice.Worth.of(on_score, on_seconds), on_score, on_seconds


def _holds(found: advice.Effects, truth: np.ndarray) -> np.ndarray:
    low, high = found.interval
    return (low <= truth) & (truth <= high)


def _helpers(seed: int, few: int) -> list[report.Figure]:
    """Helpers chosen by the broker: better ones for requests that are expected to go worse."""
    covered = []
    for at in range(few):
        rng = np.random.default_rng([seed, at, 5])
        many, rows = 60, 1500
        truth = rng.normal(0.08, 0.07, many)
        expected = rng.beta(4, 4, rows)
        order = np.argsort(np.argsort(-expected + rng.normal(0, 0.2, rows))) * many // rows
        helper = np.where(rng.random(rows) < 0.3, NONE, np.argsort(truth)[order])
        attempts = rng.integers(1, 4, rows)
        right = np.clip(expected + np.where(helper == NONE, 0.0, truth[helper]), 0.02, 0.98)
        score = rng.binomial(attempts, right) / attempts
        found = advice.help_effects(helper, score, expected, attempts, helpers=many)
        covered.append(_holds(found, truth).mean())
    return _covered("helpers, chosen by need", np.array(covered))


if __name__ == "__main__":
    report.main(measure)
