"""Policies run in the judges' instances, in parallel and resumable: what bench.planning makes figures of.

A unit is one instance with one log. Its results are kept in bench/.cache/planning, one file a policy, under a
name that holds a fingerprint of the code that made it: the simulation for baselines, the whole engine for
the tutor. What is there is not run again.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np

from escalera.engine import Catalogue, Gains, Tutor
from escalera.engine import simulation as sim
from escalera.engine.catalogue import FloatArray
from escalera.engine.gains import Kinds
from escalera.engine.log import Attempt, Recommendation
from escalera.engine.simulation import judges

CACHE = Path(__file__).parent / ".cache" / "planning"
ENGINE = Path(sim.__file__).parents[1]

OURS, ORACLE = "tutor", "oracle, one step"
BASELINES = (
    "random",
    "random among relevant",
    "peer popularity",
    "greedy by reward",
    "highest hourly pay",
    "mastery with prerequisites",
    "BKT weakest first",
    "ZPDES",
    "Thompson, flat prior",
    "UCB",
)
ABLATIONS = (
    "no peers",
    "wrong peers",
    "no exploration",
    "no gains",
    "no prerequisites",
    "no variety",
    "no kinds",
    "no label repair",
)


@dataclass(frozen=True)
class Unit:
    """One instance, the number of logged attempts, who to run in it on how many people, and for how long;
    `draw` is that of the instance where it is not to be searched."""

    judge: str
    seed: int
    attempts: int
    policies: tuple[str, ...]
    workers: int
    budget: float = judges.BUDGET
    draw: int | None = None


@dataclass(frozen=True)
class Run:
    """What came of one policy in one unit: per person as `simulation.Result`, and CPU seconds it took."""

    unit: Unit
    policy: str
    result: sim.Result
    cpu: float


def run_all(
    units: Sequence[Unit], *, jobs: int, keep: bool = True, say: Callable[[str], None] = print
) -> list[Run]:
    """Run every policy of every unit, in `jobs` processes; kept ones are read."""
    runs: list[Run] = []
    if jobs <= 1:
        for unit in units:
            runs.extend(_said(run_unit(unit, keep=keep), say))
        return runs
    with ProcessPoolExecutor(jobs) as pool:
        for done in as_completed([pool.submit(_listed, unit, keep) for unit in units]):
            runs.extend(_said(iter(done.result()), say))
    return runs


def run_unit(unit: Unit, *, keep: bool = True) -> Iterator[Run]:
    """Run the policies of one unit, each when asked for."""
    bench = Bench(unit, keep=keep)
    for policy in unit.policies:
        file = CACHE / f"{_name(unit, policy)}.npz"
        if keep and file.exists():
            yield _read(file, unit, policy)
            continue
        began = time.process_time()
        run = Run(unit, policy, bench.run(policy), 0.0)
        run = replace(run, cpu=time.process_time() - began)
        if keep:
            _write(file, run)
        yield run


@dataclass
class Bench:
    """One instance at work; log and tutors are made once, when first needed."""

    unit: Unit
    keep: bool = True
    _made: dict[str, Tutor] = field(default_factory=dict)

    def run(self, policy: str) -> sim.Result:
        """Let everybody live under a policy."""
        case, unit = self.case, self.unit
        settings = {"workers": unit.workers, "budget_minutes": unit.budget}
        if policy.startswith(OURS):
            tutor = self.tutor(policy.removeprefix(OURS).removeprefix(", "))
            return sim.run(
                case.world,
                case.goal,
                lambda: sim.TutorPolicy(tutor, case.goal),
                rng=case.stream("lives"),
                **settings,
            )  # type: ignore[arg-type]
        return sim.run_together(
            case.world, case.goal, self.adviser(policy), rng=case.stream("lives"), **settings
        )  # type: ignore[arg-type]

    @property
    def case(self) -> judges.Instance:
        """The instance, searched for once and then remembered by its draw."""
        unit = self.unit
        draw = _draw(unit.judge, unit.seed, self.keep) if unit.draw is None else unit.draw
        return _instance(unit.judge, unit.seed, draw)

    def adviser(self, policy: str) -> sim.Adviser:
        case = self.case
        if policy == ORACLE:
            return sim.oracle(case.world.catalogue, case.goal)
        log, claims = self.history
        made = sim.baselines(case.world.catalogue, case.goal, claims, log, workers=self.unit.workers)
        return made[policy]

    @property
    def history(self) -> tuple[list[Attempt], list[Recommendation]]:
        return _history(self.case.judge.name, self.case.seed, self.case.draw, self.unit.attempts)

    def tutor(self, without: str) -> Tutor:
        """The tutor taught by the log, without one thing."""
        if without in ("no peers", "wrong peers"):
            return self._learned(without)
        return ablated(self._learned(""), without, declared=self.case.world.catalogue)

    def _learned(self, peers: str) -> Tutor:
        if peers not in self._made:
            log, claims = self.history
            if peers == "no peers":
                claims = []
            if peers == "wrong peers":
                rng = self.case.stream("wrong peers", self.unit.attempts)
                claims = sim.recommendations(self.case.world, log, count=judges.CLAIMS, bad=1.0, rng=rng)
            untaught = Tutor(self.case.world.catalogue)
            self._made[peers] = untaught.learn(log, claims) if log else untaught
        return self._made[peers]


def ablated(tutor: Tutor, without: str, *, declared: Catalogue) -> Tutor:
    """Return the tutor without one of the things it has learned, by its public arguments; `declared` is the
    catalogue before anything was learned. Raises ValueError for an unknown name."""
    catalogue, gains, exploration = tutor.catalogue, tutor.gains, tutor.exploration
    match without:
        case "":
            pass
        case "no exploration":
            exploration = 0.0
        case "no gains":
            gains = replace(Gains.declared(catalogue), form=gains.form, needs=gains.needs, kinds=gains.kinds)
        case "no prerequisites":
            gains = replace(gains, needs=np.zeros_like(gains.needs))
            catalogue = replace(catalogue, prerequisites=np.zeros_like(catalogue.prerequisites))
        case "no variety":
            gains = replace(gains, form=replace(gains.form, again=1.0, family_again=1.0, again_spread=0.0))
        case "no kinds":
            gains = replace(gains, kinds=Kinds.one(len(catalogue.task_types)))
        case "no label repair":
            catalogue = replace(catalogue, weights=declared.weights)
        case _:
            raise ValueError(f"nothing called {without!r} can be left out")
    return Tutor(
        catalogue,
        gains,
        newcomer=tutor.newcomer(),
        earnings_weight=tutor.earnings_weight,
        exploration=exploration,
    )


def _listed(unit: Unit, keep: bool) -> list[Run]:
    return list(run_unit(unit, keep=keep))


def _said(runs: Iterator[Run], say: Callable[[str], None]) -> Iterator[Run]:
    for run in runs:
        unit = run.unit
        say(
            f"{unit.judge}, seed {unit.seed}, log {unit.attempts}, {run.policy}: "
            f"{run.result.median_minutes:.0f} min, {run.cpu / max(unit.workers, 1):.3f} CPU s a worker"
        )
        yield run


@cache
def _instance(judge: str, seed: int, draw: int) -> judges.Instance:
    return judges.instance(judge, seed, draw=draw)


@cache
def _history(judge: str, seed: int, draw: int, attempts: int) -> tuple[list[Attempt], list[Recommendation]]:
    return _instance(judge, seed, draw).history(attempts)


@cache
def _draw(judge: str, seed: int, keep: bool) -> int:
    file = CACHE / f"{_slug(judge)}-{seed}-draw-{fingerprint('simulation')}.json"
    if keep and file.exists():
        return int(json.loads(file.read_text()))
    found = judges.instance(judge, seed).draw
    if keep:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(found))
    return found


@cache
def fingerprint(part: str) -> str:
    """Return a short hash of the code that a result hangs on: "simulation" or "engine"."""
    folder = ENGINE / "simulation" if part == "simulation" else ENGINE
    apart = {"prediction", "off_policy", "pay", "helping", "circles", "advice"}
    files = sorted(file for file in folder.rglob("*.py") if not apart & set(file.parts))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


def _name(unit: Unit, policy: str) -> str:
    part = "engine" if policy.startswith(OURS) else "simulation"
    words = (unit.judge, unit.seed, unit.draw, unit.attempts, policy, unit.workers, int(unit.budget))
    return "-".join([*(_slug(str(word)) for word in words), fingerprint(part)])


def _slug(text: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in text)


PARTS: tuple[str, ...] = ("minutes", "attempts", "earned", "spent")


def _write(file: Path, run: Run) -> None:
    arrays: dict[str, FloatArray] = {part: getattr(run.result, part) for part in PARTS}
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f"{file.stem}.half.npz")
    np.savez_compressed(half, cpu=np.array(run.cpu), **arrays)  # type: ignore[arg-type]
    half.replace(file)


def _read(file: Path, unit: Unit, policy: str) -> Run:
    with np.load(file) as kept:
        return Run(unit, policy, sim.Result(**{part: kept[part] for part in PARTS}), float(kept["cpu"]))
