"""How fast people get ready for a job under our planner, under every baseline, and under an oracle.

    python -m bench.planning --workers 500 --seeds 10 --jobs 2

Four judges (`simulation/judges`), which nobody tunes on, each with several seeded instances; every policy meets
the same people with the same luck. Resumable: what has been run is kept in bench/.cache/planning until the
code behind it changes. --only NAME runs (and shows) only judges or policies whose name holds NAME.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from bench import machine, planning_runs, report, wording
from bench.planning_runs import ABLATIONS, BASELINES, ORACLE, OURS, Run, Unit
from escalera.engine import simulation as sim
from escalera.engine.catalogue import FloatArray
from escalera.engine.simulation import judges

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAIN_LOG = 30_000
LOGS = (0, 5_000, 30_000)
ALL = tuple(judges.JUDGES)
SIMPLE = ("random", "random among relevant", "peer popularity")
RATIO, GAP, WORST, PAY = 0.60, 0.55, 0.90, 0.95


@dataclass(frozen=True)
class Size:
    """How much is run: people an instance and instances a judge, for the comparison and for the ablations.
    As it stands about half an hour of two cores; 500 people, as the judges are meant, take four hours."""

    workers: int = 30
    seeds: int = 10
    ablated_workers: int = 12
    ablated_seeds: int = 1
    main_log: int = MAIN_LOG
    logs: tuple[int, ...] = LOGS
    budget: float = judges.BUDGET
    people: int = 400
    search: bool = True
    jobs: int = os.cpu_count() or 1
    keep: bool = True
    only: str = ""
    judges: tuple[str, ...] = ALL
    ablated_judges: tuple[str, ...] = ALL


SHORT = Size(
    workers=5, seeds=1, ablated_workers=0, ablated_seeds=0, main_log=1_800, budget=250.0, people=100,
    search=False, jobs=1, keep=False, judges=("kinds and labels", "mastery"),
)  # fmt: skip


def measure(*, short: bool, seed: int, size: Size | None = None) -> report.Section:
    """Run the judges and return the figures; `short` is a small run that shows that everything works."""
    size = size or (SHORT if short else Size())
    runs = planning_runs.run_all(units(size, seed), jobs=size.jobs, keep=size.keep, say=_say)
    names = [name for name in judges.JUDGES if any(run.unit.judge == name for run in runs)]
    tables = {name: Table.of(name, runs, size) for name in names}
    figures = [figure for name in names for figure in tables[name].figures()]
    if short:
        # So few people and minutes say nothing about floors.
        figures = [replace(figure, floor=None) for figure in figures]
    return report.Section(
        name="planning",
        title="Planning: minutes until job-ready in four judges",
        seed=seed,
        figures=[*facts(names, seed, size), *figures, *ablations(runs, size)],
        notes=[*(note for name in names for note in tables[name].notes()), spent(runs)],
        plots=plots(tables, runs, size),
    )


def units(size: Size, seed: int) -> list[Unit]:
    """Return what is to be run: the comparison, and the ablations for each size of log."""
    wanted: list[Unit] = []
    for judge in size.judges:
        for at in range(seed, seed + size.seeds):
            main = Unit(judge, at, size.main_log, (*BASELINES, ORACLE, OURS), size.workers, size.budget)
            wanted.append(main)
        for at in range(seed, seed + size.ablated_seeds) if judge in size.ablated_judges else ():
            few = Unit(judge, at, 0, (OURS, *_ablated()), size.ablated_workers, size.budget)
            wanted.extend(replace(few, attempts=log, policies=(*SIMPLE, *few.policies)) for log in size.logs)
    if not size.search:
        wanted = [replace(unit, draw=0) for unit in wanted]
    return [chosen for unit in wanted if (chosen := _only(unit, size.only)).policies]


def _ablated() -> tuple[str, ...]:
    return tuple(f"{OURS}, {without}" for without in ABLATIONS)


def _only(unit: Unit, name: str) -> Unit:
    if not name or name in unit.judge:
        return unit
    return replace(unit, policies=tuple(policy for policy in unit.policies if name in policy))


@dataclass(frozen=True)
class Table:
    """One judge: results by policy and seed."""

    judge: str
    budget: float
    results: Mapping[str, Mapping[int, sim.Result]]

    @classmethod
    def of(cls, judge: str, runs: Sequence[Run], size: Size) -> Table:
        results: dict[str, dict[int, sim.Result]] = {}
        for run in runs:
            of_main = run.unit.attempts == size.main_log and run.unit.workers == size.workers
            if run.unit.judge == judge and of_main:
                results.setdefault(run.policy, {})[run.unit.seed] = run.result
        return cls(judge, size.budget, results)

    @property
    def best(self) -> str:
        """The baseline with the least median; among those of which fewer than half get there, with the least
        mean, capped at the budget."""
        return min(self.others, key=lambda name: (self.median(name), self.mean(name)))

    @property
    def others(self) -> list[str]:
        return [name for name in BASELINES if name in self.results]

    def median(self, policy: str, seed: int | None = None) -> float:
        """Median minutes, of one instance or of all people together, capped at the budget."""
        return min(self._pooled(policy, seed).median_minutes, self.budget)

    def mean(self, policy: str) -> float:
        return float(np.minimum(self._pooled(policy).minutes, self.budget).mean())

    def _pooled(self, policy: str, seed: int | None = None) -> sim.Result:
        chosen = [result for at, result in self.results[policy].items() if seed in (None, at)]
        return sim.Result(
            *(
                np.concatenate([getattr(result, part) for result in chosen])
                for part in ("minutes", "attempts", "earned", "spent")
            )
        )

    def figures(self) -> list[report.Figure]:
        """Return the judge's figures; none where ours or every baseline was left out."""
        if OURS not in self.results or not self.others:
            return []
        peers = {name: self.median(name) for name in (*self.others, ORACLE) if name in self.results}
        ours, best = self.median(OURS), self.best
        worst_ratio, worst_seed = self.worst()
        pay = self._of(lambda result: result.pay_per_hour)
        earned = self._of(lambda result: float(np.median(result.earned)))
        ready = self._of(lambda result: result.ready)
        made = [
            self._figure("median minutes to job-ready", ours, RATIO * peers[best], "lower", peers, "min"),
            self._figure(f"ratio to the best baseline ({best})", ours / peers[best], RATIO, "lower"),
            self._figure("worst instance's ratio", worst_ratio, WORST, "lower", note=f"seed {worst_seed}"),
            self._figure("pay an hour, ratio to that baseline", pay[OURS] / max(pay[best], 1e-9), PAY, "higher"),
            self._figure("pay an hour", pay[OURS], None, "higher", _without(pay, OURS), "USD"),
            self._figure("share ready in the budget", ready[OURS], None, "higher", _without(ready, OURS)),
            self._figure("median earned until ready", earned[OURS], None, "higher", _without(earned, OURS), "USD"),
        ]  # fmt: skip
        return [*made[:2], *self._to_the_oracle(ours, peers[best]), *made[2:]]

    def _to_the_oracle(self, ours: float, best: float) -> list[report.Figure]:
        if ORACLE not in self.results:
            return []
        lost = {name: self._regret(name) for name in (OURS, *self.others)}
        gap = (best - ours) / max(best - self.median(ORACLE), 1e-9)
        return [
            self._figure("share of the gap to the oracle closed", gap, GAP, "higher"),
            self._figure("regret to the oracle, a person", lost[OURS], None, "lower", _without(lost, OURS), "min"),
        ]  # fmt: skip

    def _regret(self, policy: str) -> float:
        oracle = self._pooled(ORACLE)
        return self._pooled(policy).regret(oracle, budget_minutes=self.budget)

    def _of(self, what: Callable[[sim.Result], float]) -> dict[str, float]:
        return {name: what(self._pooled(name)) for name in self.results}

    def worst(self) -> tuple[float, int]:
        """The instance in which our median is largest beside the best baseline's of that instance."""
        ratios = {
            seed: self.median(OURS, seed) / min(self.median(name, seed) for name in self.others)
            for seed in self.results[OURS]
        }
        seed = max(ratios, key=lambda at: ratios[at])
        return ratios[seed], seed

    def _figure(
        self,
        what: str,
        ours: float,
        floor: float | None,
        better: str,
        peers: Mapping[str, float] | None = None,
        unit: str = "",
        note: str = "",
    ) -> report.Figure:
        return report.Figure(
            f"{self.judge}: {what}",
            ours,
            floor,
            better,  # type: ignore[arg-type]
            unit=unit,
            peers=peers or {},
            note=note,
        )

    def notes(self) -> list[str]:
        """Return where fewer than half got there, and each instance's medians."""
        late = [name for name in self.results if self.median(name) >= self.budget]
        said = [f"{self.judge}: {judges.JUDGES[self.judge].what}"]
        if late:
            said.append(
                f"{self.judge}: fewer than half were ready within {self.budget:.0f} minutes, counted as that, under {', '.join(late)}"
            )
        if OURS in self.results and self.others:
            each = [
                f"{self.median(OURS, seed):.0f} ({min(self.median(name, seed) for name in self.others):.0f})"
                for seed in sorted(self.results[OURS])
            ]
            said.append(f"{self.judge}: our median by instance (its best baseline): {', '.join(each)}")
        return said


def facts(names: Sequence[str], seed: int, size: Size) -> list[report.Figure]:
    """Hold each judge against what studies report about real crowds."""
    made = []
    for name in names:
        measured = [
            sim.facts(judges.JUDGES[name].world(rng=np.random.default_rng([at])), rng=np.random.default_rng([at, 1]), people=size.people)
            for at in range(seed, seed + max(1, min(size.seeds, 3)))
        ]  # fmt: skip
        mean = sim.Facts(
            **{what: float(np.mean([getattr(fact, what) for fact in measured])) for what in sim.PUBLISHED}
        )
        told = "; ".join(
            f"{what} {getattr(mean, what):.2f} ({known.low} to {known.high})"
            for what, known in sim.PUBLISHED.items()
        )
        outside = float(len(mean.outside()))
        made.append(
            report.Figure(f"{name}: facts outside of what is published", outside, 0.0, "lower", note=told)
        )
    return made


def ablations(runs: Sequence[Run], size: Size) -> list[report.Figure]:
    """Return for each size of log our median minutes over those of the tutor without one thing: geometric
    means over instances, so a ratio below 1 says that the thing helps."""
    made = []
    for log in size.logs if size.ablated_seeds else ():
        few = [run for run in runs if run.unit.attempts == log and run.unit.workers == size.ablated_workers]
        if not any(run.policy == OURS for run in few):
            continue
        peers = {
            name.removeprefix(f"{OURS}, "): _geometric(few, name, size.budget)
            for name in dict.fromkeys(run.policy for run in few)
            if name != OURS
        }
        ours = _geometric(few, OURS, size.budget)
        made.append(
            report.Figure(
                f"all judges, log of {log:,}: median minutes", ours, None, "lower", "min", peers, "geometric mean"
            )
        )  # fmt: skip
    return made


def _geometric(runs: Sequence[Run], policy: str, budget: float) -> float:
    medians = [min(run.result.median_minutes, budget) for run in runs if run.policy == policy]
    return float(np.exp(np.mean(np.log(np.maximum(medians, 1.0))))) if medians else np.nan


def plots(tables: Mapping[str, Table], runs: Sequence[Run], size: Size) -> list[report.Plot]:
    """Return bars of medians for each judge, how many are ready by when, and ablations by size of log."""
    made = []
    for table in tables.values():
        if OURS in table.results and table.others:
            slug = table.judge.replace(" ", "-")
            alt = f"{table.judge}: median minutes to job-ready under each policy"
            made.append(report.Plot(f"medians-{slug}", _bars(table), alt))
            made.append(
                report.Plot(
                    f"ready-{slug}", _curves(table), f"{table.judge}: share of people ready by minutes spent"
                )
            )
    if size.ablated_seeds and any(run.unit.workers == size.ablated_workers for run in runs):
        alt = "Median minutes with one thing left out, by size of the training log"
        made.append(report.Plot("ablations", _by_log(runs, size), alt))
    return made


def _bars(table: Table) -> Callable[[Axes], None]:
    names = sorted(table.results, key=table.median)

    def draw(axes: Axes) -> None:
        colours = [
            "#0072B2" if name == OURS else "#000000" if name == ORACLE else "#BBBBBB" for name in names
        ]
        axes.barh(names, [table.median(name) for name in names], color=colours)
        axes.invert_yaxis()
        axes.set(xlabel="median minutes to job-ready", title=table.judge)

    return draw


def _curves(table: Table) -> Callable[[Axes], None]:
    def draw(axes: Axes) -> None:
        for name in (OURS, table.best, "random among relevant", ORACLE):
            if name in table.results:
                axes.step(*_ready_by(table, name), where="post", label=name, marker="")
        axes.set(xlabel="minutes", ylabel="share ready", title=table.judge, ylim=(0, 1))
        axes.legend()

    return draw


def _ready_by(table: Table, policy: str) -> tuple[FloatArray, FloatArray]:
    minutes = np.concatenate([result.minutes for result in table.results[policy].values()])
    there = np.sort(minutes[np.isfinite(minutes)])
    return there, np.arange(1, there.size + 1) / minutes.size


def _by_log(runs: Sequence[Run], size: Size) -> Callable[[Axes], None]:
    def ratio(log: int, policy: str) -> float:
        few = [run for run in runs if run.unit.attempts == log and run.unit.workers == size.ablated_workers]
        return _geometric(few, policy, size.budget) / min(
            _geometric(few, name, size.budget) for name in SIMPLE
        )

    def draw(axes: Axes) -> None:
        for name in (OURS, *_ablated()):
            ratios = [ratio(log, name) for log in size.logs]
            axes.plot(
                [f"{log:,}" for log in size.logs], ratios, label=name, linewidth=3 if name == OURS else 1
            )
        axes.set(
            xlabel="attempts in the log", ylabel="median minutes / best simple baseline's", title="What helps"
        )
        axes.legend(fontsize=7)

    return draw


def spent(runs: Sequence[Run]) -> str:
    """Say how much work each policy was."""
    each = {
        policy: np.mean([run.cpu / max(run.unit.workers, 1) for run in runs if run.policy == policy])
        for policy in dict.fromkeys(run.policy for run in runs)
    }
    told = ", ".join(f"{policy} {seconds:.3f}" for policy, seconds in each.items())
    return f"CPU seconds a person, learning included: {told}"


def _without(values: Mapping[str, float], name: str) -> dict[str, float]:
    return {key: value for key, value in values.items() if key != name}


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", flush=True)


def main() -> None:
    """The command line: as every section's, and how much to run."""
    chosen = _arguments()
    size = SHORT if chosen.short else Size()
    given = {
        name: value
        for name in ("workers", "seeds", "jobs", "only", "ablated_workers", "ablated_seeds", "ablated_judges")
        if (value := getattr(chosen, name)) is not None
    }
    wall, cpu = time.perf_counter(), time.process_time()
    section = measure(short=chosen.short, seed=chosen.seed, size=replace(size, **given))
    spent = {
        "seconds": round(time.perf_counter() - wall, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
    }
    about = replace(machine.about(chosen.seed), short=chosen.short, **spent)
    folder = chosen.out or (None if chosen.short else report.RESULTS)
    if folder is not None:
        report.write(section, folder, about=about)
    wording.show(section, about)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--short", action="store_true", help="a smaller measurement; nothing is kept")
    parser.add_argument("--seed", type=int, default=report.SEED)
    parser.add_argument("--out", type=Path, help="folder for the results (default: bench/results)")
    parser.add_argument("--workers", type=int, help="people in each instance (30)")
    parser.add_argument("--seeds", type=int, help="instances of each judge (10)")
    parser.add_argument("--ablated-workers", type=int, help="people in each instance of the ablations (12)")
    parser.add_argument("--ablated-seeds", type=int, help="instances of each judge for the ablations (1)")
    parser.add_argument(
        "--ablated-judges", nargs="+", help="judges with ablations (all)", choices=judges.JUDGES
    )
    parser.add_argument("--jobs", type=int, help="processes (all cores)")
    parser.add_argument("--only", help="judges or policies whose name holds this")
    return parser.parse_args()


if __name__ == "__main__":
    main()
