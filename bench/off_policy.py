"""Off-policy evaluation against simulated truth: error and coverage for one to five decisions.

Newcomers of simulated worlds do five tasks under a logging policy whose propensities are kept. Each target
policy is evaluated from that log, and lived by 100,000 other newcomers of the same world, which gives the
truth. Outcomes: mean score, minutes, and the share who master one skill by the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bench import off_policy_worlds as worlds
from bench import report
from escalera.engine import off_policy
from escalera.engine.off_policy import Estimate, Unknown, Windows, direct, estimators, weighing

FLOOR_ERROR, FLOOR_COVERAGE, LEVEL = 0.05, 0.90, 0.95
PEERS = ("self-normalised", "importance sampling", "regression alone", "the log's average")


@dataclass(frozen=True)
class Case:
    """One policy, horizon and outcome in one world: the truth, and what each way of estimating says."""

    horizon: int
    outcome: str
    truth: float
    ours: Estimate | Unknown
    simple: Estimate | Unknown
    peers: dict[str, float]

    @property
    def told(self) -> bool:
        return isinstance(self.ours, Estimate)

    @property
    def error(self) -> float:
        return away(self.ours.value, self.truth) if isinstance(self.ours, Estimate) else np.nan

    @property
    def effective(self) -> float:
        return self.ours.effective


def measure(*, short: bool, seed: int) -> report.Section:
    number, people, true_people = (2, 9_000, 60_000) if short else (12, 20_000, 100_000)
    horizons = (1, 3, 5) if short else (1, 2, 3, 4, 5)
    cases = [case for world in range(number) for case in _world([seed, world], people, true_people, horizons)]
    told = [case for case in cases if case.told]
    figures = [_error(told, h, outcome) for h in horizons for outcome in worlds.OUTCOMES]
    return report.Section(
        "off_policy",
        "Off-policy evaluation: a policy judged from another's log",
        seed,
        [
            _error(told, None, None),
            _most(told),
            *_coverage(told, horizons),
            *_refusals(seed, people),
            *figures,
        ],
        notes=_notes(cases, told, number, people),
        plots=[
            report.Plot("error", lambda axes: _draw_errors(axes, told, horizons), alt=_alt(told, horizons)),
            report.Plot("interval", lambda axes: _draw_intervals(axes, told), alt=_alt_intervals(told)),
        ],
    )


def away(value: float, truth: float) -> float:
    return abs(value - truth) / abs(truth)


def _world(seed: list[int], people: int, true_people: int, horizons: Sequence[int]) -> Iterator[Case]:
    trial = worlds.trial(seed)
    rng = np.random.default_rng([*seed, 1])
    name = sorted(worlds.LOGGING)[seed[-1] % len(worlds.LOGGING)]
    log = worlds.live(trial, worlds.LOGGING[name], people, rng=rng)
    for policy in worlds.TARGETS.values():
        truth = worlds.live(trial, policy, true_people, rng=rng)
        target = log.target(trial, policy)
        for horizon in horizons:
            over = log.windows(horizon, trial.types)
            for outcome in worlds.OUTCOMES:
                true = float(truth.outcome(outcome, horizon).sum(axis=1).mean())
                yield _case(over, target[:, :horizon], log.outcome(outcome, horizon), outcome, true, rng)


def _case(
    over: Windows,
    target: worlds.Floats,
    outcome: worlds.Floats,
    name: str,
    truth: float,
    rng: np.random.Generator,
) -> Case:
    weight = weighing.weights(target, over.row, over.propensity)
    ours = off_policy.evaluate(over, target, outcome, rng=rng, level=LEVEL)
    simple = off_policy.evaluate(over, target, outcome, rng=rng, level=LEVEL, method="self-normalised")
    _, value = direct.values(over, target, outcome)
    said = (
        estimators.self_normalised(outcome, weight, over.worker).value,
        estimators.importance(outcome, weight, over.worker).value,
        estimators.direct(value, over.worker).value,
        estimators.naive(outcome, over.worker).value,
    )
    return Case(over.horizon, name, truth, ours, simple, dict(zip(PEERS, said, strict=True)))


def _error(told: list[Case], horizon: int | None, outcome: str | None) -> report.Figure:
    """The mean distance to the truth, as a share of it, and the same for the peers."""
    chosen = [c for c in told if horizon in (None, c.horizon) and outcome in (None, c.outcome)]
    where = "all" if horizon is None else f"{outcome}, {horizon} decision{'s' * (horizon > 1)}"
    ours = np.array([case.error for case in chosen])
    peers = {name: float(np.mean([away(case.peers[name], case.truth) for case in chosen])) for name in PEERS}
    within = f"{np.mean(ours <= FLOOR_ERROR):.0%} of {len(chosen)} within 5 %, worst {ours.max():.1%}"
    least = min(case.effective for case in chosen)
    return report.Figure(
        f"mean error, {where}",
        float(ours.mean()),
        FLOOR_ERROR,
        "lower",
        peers=peers,
        note=f"{within}; effective samples from {least:.0f}",
    )


def _most(told: list[Case]) -> report.Figure:
    errors = np.array([case.error for case in told])
    return report.Figure(
        "error that 95 % of the estimates keep below",
        float(np.quantile(errors, 0.95)),
        FLOOR_ERROR,
        "lower",
        note=f"the worst of {errors.size} errs by {errors.max():.1%}",
    )


def _coverage(told: list[Case], horizons: Sequence[int]) -> list[report.Figure]:
    figures = []
    for horizon in (None, *horizons):
        chosen = [case for case in told if horizon in (None, case.horizon)]
        where = "all" if horizon is None else f"{horizon} decision{'s' * (horizon > 1)}"
        figures.append(
            report.Figure(
                f"{LEVEL:.0%} intervals that hold the truth, {where}",
                float(np.mean([_holds(case.ours, case.truth) for case in chosen])),
                FLOOR_COVERAGE,
                "higher",
                peers={"self-normalised": float(np.mean([_holds(c.simple, c.truth) for c in chosen]))},
                note=f"{len(chosen)} intervals",
            )
        )
    return figures


def _holds(found: Estimate | Unknown, truth: float) -> bool:
    return isinstance(found, Estimate) and found.low <= truth <= found.high


def _refusals(seed: int, people: int) -> list[report.Figure]:
    """Logs that cannot tell: how many of them are said to be so."""
    trial, rng = worlds.trial([seed, 1000]), np.random.default_rng([seed, 1001])
    log = worlds.live(trial, worlds.uniform, people, rng=rng)
    half = worlds.live(trial, worlds.quicker_half, people, rng=rng)
    refused = {
        "choices the log never makes": _refused(half, half.propensity, trial, 3, worlds.prefers_easy),
        "propensities missing": _refused(log, log.propensity * np.nan, trial, 3, worlds.prefers_easy),
        "propensities wrong (1 where chance chose)": _refused(
            log, np.ones_like(log.propensity), trial, 3, worlds.prefers_easy
        ),
        "effective sample below 500": _refused(log, log.propensity, trial, 5, _one_type),
    }
    words = "; ".join(
        f"{name}: {'told' if isinstance(why, Unknown) else 'NOT TOLD'}" for name, why in refused.items()
    )
    share = float(np.mean([isinstance(found, Unknown) for found in refused.values()]))
    return [report.Figure("logs that can't tell and are said to", share, 1.0, "higher", note=words)]


def _refused(
    log: worlds.Lived, propensity: worlds.Floats, trial: worlds.Trial, horizon: int, policy: worlds.Policy
) -> Estimate | Unknown:
    over = worlds.Lived(log.row, propensity, log.score, log.seconds, log.reached).windows(
        horizon, trial.types
    )
    target = log.target(trial, policy)[:, :horizon]
    return off_policy.evaluate(
        over,
        target,
        log.outcome("score", horizon),
        rng=np.random.default_rng(0),
        names=trial.world.catalogue.task_types,
    )


def _one_type(trial: worlds.Trial, score: worlds.Floats) -> worlds.Floats:
    return np.tile(np.eye(trial.types)[0], (score.size, 1))


def _notes(cases: list[Case], told: list[Case], number: int, people: int) -> list[str]:
    errors = np.array([case.error for case in told])
    effective = np.array([case.effective for case in told])
    few = errors[effective < 1500]
    rough = (
        f"{few.mean():.1%} where it is 500 to 1,500 ({few.size} cases)" if few.size else "none below 1,500"
    )
    return [
        f"{number} worlds, {people:,} logged newcomers each, {len(worlds.TARGETS)} target policies; "
        f"{len(told)} of {len(cases)} cases have an effective sample of 500 or more and are answered.",
        f"Error against effective sample: {rough}, {errors[effective >= 1500].mean():.1%} above.",
        "Ours is the weighted doubly robust estimate; intervals resample workers.",
    ]


def _draw_errors(axes: Any, told: list[Case], horizons: Sequence[int]) -> None:
    for name, errors in _errors_by_horizon(told, horizons).items():
        axes.plot(horizons, [100.0 * error for error in errors], label=name)
    axes.axhline(100.0 * FLOOR_ERROR, color="black", linewidth=1, linestyle=":", marker="")
    axes.set(
        xlabel="decisions ahead", ylabel="mean error, % of the truth", xticks=list(horizons), ylim=(0, None)
    )
    axes.legend()


def _errors_by_horizon(told: list[Case], horizons: Sequence[int]) -> dict[str, list[float]]:
    at = {horizon: [case for case in told if case.horizon == horizon] for horizon in horizons}
    lines = {"doubly robust (ours)": [float(np.mean([c.error for c in at[h]])) for h in horizons]}
    for name in PEERS:
        lines[name] = [float(np.mean([away(c.peers[name], c.truth) for c in at[h]])) for h in horizons]
    return lines


def _draw_intervals(axes: Any, told: list[Case]) -> None:
    for outcome in worlds.OUTCOMES:
        chosen = [case for case in told if case.outcome == outcome]
        effective = [case.effective for case in chosen]
        axes.plot(effective, [100.0 * case.error for case in chosen], linestyle="", label=outcome, alpha=0.7)
    axes.axhline(100.0 * FLOOR_ERROR, color="black", linewidth=1, linestyle=":", marker="")
    axes.set(xscale="log", xlabel="effective sample", ylabel="error, % of the truth", ylim=(0, None))
    axes.legend()


def _alt(told: list[Case], horizons: Sequence[int]) -> str:
    said = "; ".join(
        f"{name} {100 * errors[0]:.1f} to {100 * errors[-1]:.1f}"
        for name, errors in _errors_by_horizon(told, horizons).items()
    )
    return f"Mean error in per cent from one decision to {horizons[-1]}: {said}. The floor is 5."


def _alt_intervals(told: list[Case]) -> str:
    worst = max(told, key=lambda case: case.error)
    return (
        f"Error of each estimate against its effective sample: it falls as the sample grows; the worst, "
        f"{worst.error:.1%}, has {worst.effective:.0f}."
    )


if __name__ == "__main__":
    report.main(measure)
