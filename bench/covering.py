"""How far greedy covering is from the optimum: python -m bench.covering

Each instance asks for the least minutes of whole attempts that lift every goal skill to its level, with gains
that add up as they do at the start (no repetition, no saturation, nothing unknown), so that HiGHS can solve
it exactly: min c.x, x G >= deficit, x whole. Ours is `Tutor.plan` on the same numbers. Peers on the same
instances: greedy by plain progress a minute (Dobson 1982), and the relaxed optimum rounded up.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize, sparse

from bench import report
from escalera.engine import Belief, Catalogue, Gains, Tutor
from escalera.engine.catalogue import FloatArray
from escalera.engine.gains import Form
from escalera.engine.normal import Z_READY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FLAT = Form(zone_floor=1.0, ceiling=60.0, again=1.0, family_again=1.0, again_spread=0.0, gate_floor=1.0)
KNOWN = 1e-4  # deviation of a belief about which nothing is left to find out, logits
WIDEST = 7  # skills a task type trains at most; one more where nothing else trained a goal skill


@dataclass(frozen=True)
class Size:
    """Instances of one kind: how many types, skills and goal skills, how often, and HiGHS's time limit."""

    name: str
    types: int
    skills: int
    goal: int
    times: int
    limit_s: float = 10.0
    ladder: bool = False  # families of three levels, as the starter set has


SIZES = (
    Size("starter-like, 36 x 60", 36, 60, 8, 20, ladder=True),
    Size("random, 36 x 60", 36, 60, 8, 20),
    Size("random, 1,000 x 200", 1_000, 200, 12, 8, limit_s=20.0),
    Size("random, 10,000 x 1,000", 10_000, 1_000, 12, 2, limit_s=30.0),
)
SHORT = tuple(replace(size, times=3, limit_s=2.0) for size in SIZES[:2])


@dataclass(frozen=True)
class Instance:
    """One covering: minutes (T,), gain (T, G) on the goal skills, deficit (G,), and the tutor who plans it."""

    minutes: FloatArray
    gain: FloatArray
    deficit: FloatArray
    tutor: Tutor
    belief: Belief
    goal: dict[str, float]


@dataclass(frozen=True)
class Solved:
    """What one way of solving needed: minutes of work planned, process seconds, and HiGHS's lower bound."""

    minutes: float
    seconds: float
    bound: float = float("nan")


def measure(*, short: bool, seed: int) -> report.Section:
    """Solve every instance in every way; the gap is to the optimum, or to HiGHS's bound at its time limit."""
    solved = {size: _solve_all(size, seed) for size in (SHORT if short else SIZES)}
    figures = [figure for size, runs in solved.items() for figure in _figures(size, runs)]
    proved = sum(
        np.isclose(run["HiGHS"].minutes, run["HiGHS"].bound) for runs in solved.values() for run in runs
    )
    return report.Section(
        "covering",
        "Greedy covering beside HiGHS",
        seed,
        figures,
        notes=[
            f"HiGHS proved its optimum on {proved} of {sum(map(len, solved.values()))} instances; elsewhere the "
            "gap is to its lower bound, so the true gap is smaller.",
            "Times are of the processor, for a whole plan: `Tutor.plan` also orders and explains its steps. The "
            "planner only ever takes the first step before it plans anew.",
        ],
        plots=[
            report.Plot(
                "gap",
                lambda axes: _draw(axes, solved),
                alt="Minutes of greedy plans above HiGHS's optimum, by size of the instance",
            )
        ],
    )


def _solve_all(size: Size, seed: int) -> list[dict[str, Solved]]:
    ways: dict[str, Callable[[Instance], Solved]] = {
        "ours": ours,
        "HiGHS": lambda instance: highs(instance, limit_s=size.limit_s),
        "plain greedy": plain_greedy,
        "rounded up": rounded_up,
    }
    instances = (instance(size, np.random.default_rng([seed, at])) for at in range(size.times))
    return [{name: way(made) for name, way in ways.items()} for made in instances]


def instance(size: Size, rng: np.random.Generator) -> Instance:
    """Return an instance that can be solved: every goal skill is trained by some type."""
    chosen = np.sort(rng.choice(size.skills, size.goal, replace=False))
    gain = _ladder(size, rng) if size.ladder else _scattered(size, rng)
    for at, skill in enumerate(chosen):
        if not gain[:, skill].any():
            gain[at, skill] = rng.uniform(0.05, 0.3)
    seconds = rng.uniform(30.0, 300.0, size.types)
    deficit, mean = rng.uniform(0.5, 3.0, size.goal), np.full(size.skills, -1.0)
    tutor = _tutor(size, gain, seconds)
    belief = replace(tutor.newcomer(), mean=mean, covariance=KNOWN**2 * np.eye(size.skills))
    wanted = -1.0 + deficit - Z_READY * KNOWN
    goal = {f"skill-{skill}": 0.5 + float(b) / 6.0 for skill, b in zip(chosen, wanted, strict=True)}
    return Instance(seconds / 60.0, gain[:, chosen], deficit, tutor, belief, goal)


def _scattered(size: Size, rng: np.random.Generator) -> FloatArray:
    gain = np.zeros((size.types, size.skills))
    for row in range(size.types):
        trained = rng.choice(size.skills, rng.integers(1, WIDEST + 1), replace=False)
        gain[row, trained] = rng.uniform(0.03, 0.3, trained.size)
    return gain


def _ladder(size: Size, rng: np.random.Generator) -> FloatArray:
    """Return gains of families: three levels train the same skills, each by a different amount."""
    gain = np.zeros((size.types, size.skills))
    for first in range(0, size.types, 3):
        trained = rng.choice(size.skills, WIDEST // 2, replace=False)
        for level in range(3):
            gain[first + level, trained] = rng.uniform(0.03, 0.3, trained.size) * (1.0 + 0.3 * level)
    return gain


def _tutor(size: Size, gain: FloatArray, seconds: FloatArray) -> Tutor:
    weights = gain + 1e-3 * (gain.sum(axis=1, keepdims=True) == 0)
    catalogue = Catalogue(
        skills=tuple(f"skill-{at}" for at in range(size.skills)),
        task_types=tuple(f"type-{at}" for at in range(size.types)),
        families=tuple(f"family-{at // 3}" for at in range(size.types)),
        weights=weights / weights.sum(axis=1, keepdims=True),
        difficulty=np.full(size.types, -1.0),
        chance=np.zeros(size.types),
        seconds=seconds,
        pay=np.zeros(size.types),
        prerequisites=np.zeros((size.skills, size.skills), dtype=np.bool_),
    )
    nothing = np.zeros_like(gain)
    return Tutor(catalogue, Gains(gain, nothing + 1e-9, nothing, nothing, form=FLAT))


def ours(made: Instance) -> Solved:
    """The product's plan. What it leaves uncovered makes it worthless here."""
    began = time.process_time()
    plan = made.tutor.plan(made.belief, made.goal)
    spent = time.process_time() - began
    counts = np.zeros(made.minutes.size)
    for step in plan.steps:
        counts[made.tutor.catalogue.type_at(step.task_type)] += step.times
    return Solved(_minutes(made, counts, tolerance=1e-3), spent)


def highs(made: Instance, *, limit_s: float) -> Solved:
    """The optimum, or the best found within the limit together with a lower bound."""
    began = time.process_time()
    useful = made.gain.any(axis=1)
    found = optimize.milp(
        made.minutes[useful],
        integrality=np.ones(int(useful.sum())),
        bounds=optimize.Bounds(0.0, np.inf),
        constraints=optimize.LinearConstraint(sparse.csr_array(made.gain[useful].T), made.deficit, np.inf),
        options={"time_limit": limit_s, "mip_rel_gap": 1e-6},
    )
    spent = time.process_time() - began
    if found.x is None:
        raise report.CannotMeasure(f"HiGHS found no plan: {found.message}")
    return Solved(float(found.fun), spent, float(found.mip_dual_bound))


def plain_greedy(made: Instance) -> Solved:
    """One attempt after another at the type with the most progress a minute, all skills alike."""
    began = time.process_time()
    lacking, counts = made.deficit.copy(), np.zeros(made.minutes.size)
    while (lacking > 1e-9).any():
        row = int(np.argmax(np.minimum(made.gain, lacking).sum(axis=1) / made.minutes))
        counts[row] += 1
        lacking = np.maximum(lacking - made.gain[row], 0.0)
    return Solved(_minutes(made, counts), time.process_time() - began)


def rounded_up(made: Instance) -> Solved:
    """The optimum in fractions of attempts, each rounded up."""
    began = time.process_time()
    found = optimize.linprog(
        made.minutes, A_ub=-sparse.csr_array(made.gain.T), b_ub=-made.deficit, method="highs"
    )
    counts = np.ceil(found.x - 1e-9)
    return Solved(_minutes(made, counts), time.process_time() - began)


def _minutes(made: Instance, counts: FloatArray, *, tolerance: float = 1e-6) -> float:
    covered = np.all(counts @ made.gain >= made.deficit - tolerance)
    return float(counts @ made.minutes) if covered else float("inf")


def lengths(runs: list[dict[str, Solved]], name: str) -> FloatArray:
    """Return how long each plan is, the optimum (or its bound) being 1, (runs,)."""
    best = np.array([run["HiGHS"].bound for run in runs])
    length: FloatArray = np.array([run[name].minutes for run in runs]) / best
    return length


def _figures(size: Size, runs: list[dict[str, Solved]]) -> list[report.Figure]:
    peers = [name for name in runs[0] if name != "ours"]
    seconds = {name: float(np.median([run[name].seconds for run in runs])) for name in runs[0]}
    length = {name: lengths(runs, name) for name in runs[0]}
    return [
        report.Figure(
            f"{size.name}: minutes of the plan, the optimum being 1",
            float(length["ours"].mean()),
            None,
            "lower",
            peers={name: float(length[name].mean()) for name in peers},
            note=f"mean of {len(runs)}, worst {length['ours'].max():.3f}",
        ),
        report.Figure(
            f"{size.name}: a whole plan, median",
            1000.0 * seconds["ours"],
            None,
            "lower",
            unit="ms",
            peers={name: 1000.0 * seconds[name] for name in peers},
        ),
    ]


def _draw(axes: Axes, solved: dict[Size, list[dict[str, Solved]]]) -> None:
    names = [size.name.replace(", ", "\n") for size in solved]
    for way in ("ours", "plain greedy", "rounded up"):
        axes.plot(names, [100.0 * (lengths(runs, way).mean() - 1.0) for runs in solved.values()], label=way)
    axes.set_title("Longer than the optimum")
    axes.set_ylabel("% more minutes, mean")
    axes.set_ylim(bottom=0.0)
    axes.legend()


if __name__ == "__main__":
    report.main(measure)
