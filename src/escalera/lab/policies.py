"""Policies side by side: lived in a simulated world, or judged from a log of another policy's choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from escalera.engine import Attempt, Tutor, off_policy, simulation
from escalera.engine.catalogue import BoolArray, Catalogue, FloatArray
from escalera.engine.off_policy import Estimate, Fixed, Mixed, Target, Tutored, Unknown, Windows
from escalera.engine.simulation.baselines.oracle import Oracle
from escalera.engine.simulation.baselines.weighted import relevance
from escalera.lab import choices
from escalera.lab.models import Model
from escalera.lab.tables import BadLog

Report = Callable[[str, float], None]  # told the stage and the share of it done
NAMED = ("tutor", "random", "relevant")
LEARNED_NEED = 0.5


@dataclass(frozen=True)
class Lived:
    """What a policy brought simulated people."""

    policy: str
    median_minutes: float
    ready: float
    pay_per_hour: float


@dataclass(frozen=True)
class Judged:
    """What a log says of a policy: outcome by outcome an estimate or "can't tell", and the log's own average."""

    outcome: str
    log_average: float
    found: Estimate | Unknown


def world_of(model: Model) -> simulation.World:
    """Return a world in which the model is right: its gains, labels, difficulties and newcomers are the truth."""
    catalogue, gains = model.catalogue, model.gains
    newcomer = model.tutor().newcomer()
    spread = float(np.sqrt(np.diagonal(newcomer.covariance).mean()))
    return simulation.World(
        catalogue=catalogue,
        gains=gains.mean,
        weights=catalogue.weights,
        needs=_needs(catalogue, gains.needs),
        start=(float(newcomer.mean.mean()), spread),
    )


def _needs(catalogue: Catalogue, learned: FloatArray) -> BoolArray:
    """Declared and learned prerequisites; a world holds those of earlier skills only, so that there is no
    circle."""
    needs = catalogue.prerequisites | (learned > LEARNED_NEED)
    return np.asarray(np.tril(needs, -1), dtype=np.bool_)


def compare(
    world: simulation.World,
    model: Model,
    goal: Mapping[str, float],
    *,
    workers: int,
    budget_minutes: float,
    seed: int,
    log: Sequence[Attempt] = (),
    report: Report = lambda stage, share: None,
) -> list[Lived]:
    """Let the same simulated people live under each policy, the quickest first. Some simple policies learn from
    the log. Raises UnknownName."""
    ways = _ways(world, model, goal, log, workers)
    lived = []
    for at, (name, run) in enumerate(ways.items()):
        report(name, at / len(ways))
        found = run(budget_minutes, np.random.default_rng(seed))
        lived.append(Lived(name, found.median_minutes, found.ready, found.pay_per_hour))
    return sorted(lived, key=lambda way: (way.median_minutes, -way.ready))


Way = Callable[[float, np.random.Generator], simulation.Result]


def _ways(
    world: simulation.World, model: Model, goal: Mapping[str, float], log: Sequence[Attempt], workers: int
) -> dict[str, Way]:
    catalogue = model.catalogue

    def together(adviser: simulation.Adviser) -> Way:
        return lambda budget, rng: simulation.run_together(
            world, goal, adviser, workers=workers, budget_minutes=budget, rng=rng
        )

    def alone(tutor: Tutor) -> Way:
        return lambda budget, rng: simulation.run(
            world,
            goal,
            lambda: simulation.TutorPolicy(tutor, goal),
            workers=workers,
            budget_minutes=budget,
            rng=rng,
        )

    simple = simulation.baselines(catalogue, goal, model.claims, log, workers=workers)
    return {
        "tutor, taught by the log": alone(model.tutor()),
        "tutor, untaught": alone(Tutor(catalogue)),
        **{name: together(adviser) for name, adviser in simple.items()},
        "oracle, one step": together(Oracle(world.catalogue.target(goal))),
    }


def target(
    policy: str, model: Model, goal: Mapping[str, float], *, mix: float = 1.0, draws: int = 1
) -> Callable[[], Target]:
    """Return copies of a policy: tutor, random, relevant, or a CSV file with task_type,weight; with `mix` below 1 it
    is followed with that probability, else chance is. Raises BadLog, UnknownName."""
    catalogue = model.catalogue
    uniform = np.ones(len(catalogue.task_types))
    if policy == "tutor":
        tutor = model.tutor()
        model.catalogue.target(goal)
        made: Callable[[], Target] = lambda: Tutored(tutor, goal, draws=draws)  # noqa: E731
    elif policy == "random":
        made = lambda: Fixed(uniform)  # noqa: E731
    else:
        weight = (
            (relevance(catalogue, goal) > 0).astype(np.float64)
            if policy == "relevant"
            else _own(policy, catalogue)
        )
        if weight.sum() <= 0:
            raise BadLog(f"{policy}: this policy chooses nothing in the catalogue")
        made = lambda: Fixed(weight)  # noqa: E731
    return made if mix >= 1.0 else lambda: Mixed(made(), Fixed(uniform), share=mix)


def _own(path: str, catalogue: Catalogue) -> FloatArray:
    weight = np.zeros(len(catalogue.task_types))
    for name, share in choices.weights(Path(path)).items():
        if share < 0:
            raise BadLog(f"{path}: the weight of {name} is negative")
        weight[catalogue.type_at(name)] = share
    return weight


def judge(
    log: Sequence[Attempt],
    model: Model,
    policy: Callable[[], Target],
    goal: Mapping[str, float],
    *,
    horizon: int,
    every: bool,
    level: float,
    seed: int,
) -> list[Judged]:
    """Judge a policy from a log: mean score, minutes, and how far the model believes the goal reached.

    Raises BadLog, ValueError, UnknownName.
    """
    over = off_policy.windows(log, model.catalogue, horizon=horizon, every=every)
    rng = np.random.default_rng(seed)
    chances = off_policy.chances(over, policy, rng=rng)
    outcomes = {"score": over.score, "minutes": over.minutes}
    if goal:
        outcomes["reached"] = over.at_the_end(_believed(over, model.tutor(), goal))
    return [
        Judged(
            name,
            float(parts.sum(axis=1).mean()) if len(over) else np.nan,
            off_policy.evaluate(over, chances, parts, rng=rng, level=level, names=model.catalogue.task_types),
        )
        for name, parts in outcomes.items()
    ]


def _believed(over: Windows, tutor: Tutor, goal: Mapping[str, float]) -> FloatArray:
    """The probability, by the model, that a skill of the goal is reached after each window: mean over skills."""
    ends, log = {int(end): at for at, end in enumerate(over.place[:, -1])}, over.log
    found = np.zeros(len(over))
    for life in log.lives:
        belief = tutor.newcomer()
        for place in range(life.start, life.stop):
            score, seconds = float(log.score[place]), float(log.seconds[place])
            belief = tutor.tell(
                belief,
                tutor.catalogue.task_types[log.row[place]],
                score=score if np.isfinite(score) else None,
                seconds=seconds if np.isfinite(seconds) else None,
            )
            if place in ends:
                reached = tutor.probability_reached(belief, goal)
                found[ends[place]] = float(np.mean(list(reached.values())))
    return found
