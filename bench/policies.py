"""Compare the tutor with other ways of choosing tasks, in worlds with known truth.

    python bench/policies.py --worlds 3 --workers 60

Prints a table; writes nothing. Every policy meets the same people (paired seeds).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from escalera.engine import Tutor
from escalera.engine import simulation as sim


def main() -> None:
    arguments = _arguments()
    table: dict[str, list[sim.Result]] = {}
    for seed in range(arguments.seed, arguments.seed + arguments.worlds):
        began = time.perf_counter()
        for name, result in compare(seed, arguments).items():
            table.setdefault(name, []).append(result)
        print(f"world {seed}: {time.perf_counter() - began:.0f} s", flush=True)
    _print(table)


def compare(seed: int, arguments: argparse.Namespace) -> dict[str, sim.Result]:
    rng = np.random.default_rng(seed)
    world = sim.make(rng=rng, mislabelled=arguments.mislabelled, declared=arguments.declared)
    log = sim.random_log(world, workers=arguments.log_workers, attempts=45, rng=rng)
    claims = sim.recommendations(world, log, count=400, bad=arguments.bad, rng=rng)
    chosen = rng.choice(world.catalogue.skills, size=4, replace=False)
    goal = {str(skill): float(rng.choice([0.55, 0.65])) for skill in chosen}
    tutors = {"tutor, untaught": Tutor(world.catalogue)}
    began = time.perf_counter()
    tutors["tutor, taught"] = Tutor(world.catalogue).learn(log, claims)
    print(f"  learned in {time.perf_counter() - began:.1f} s from {len(log)} attempts")
    if arguments.ablations:
        tutors["tutor, no peers"] = Tutor(world.catalogue).learn(log)
        tutors["tutor, no log"] = Tutor(world.catalogue).learn([], claims)
    policies: dict[str, Callable[[], sim.Policy]] = {
        name: (lambda name=name: sim.baselines(world.catalogue, goal, claims)[name])
        for name in sim.baselines(world.catalogue, goal, claims)
    }
    policies |= {name: (lambda tutor=tutor: sim.TutorPolicy(tutor, goal)) for name, tutor in tutors.items()}
    policies["oracle, one step"] = lambda: sim.oracle(world.catalogue, goal)
    return {
        name: sim.run(
            world,
            goal,
            policy,
            workers=arguments.workers,
            budget_minutes=arguments.budget,
            rng=np.random.default_rng([seed, 1]),
        )
        for name, policy in policies.items()
        if not arguments.only or arguments.only in name
    }


def _print(table: dict[str, list[sim.Result]]) -> None:
    print(f"\n{'policy':30} {'median minutes to ready, a world each':44} {'ready':>6} {'pay/h':>6}")
    for name, results in table.items():
        medians = " ".join(f"{result.median_minutes:7.0f}" for result in results)
        ready = np.mean([result.ready for result in results])
        done = [np.isfinite(result.minutes) for result in results]
        hours = sum(result.minutes[at].sum() for result, at in zip(results, done, strict=True)) / 60.0
        earned = sum(result.earned[at].sum() for result, at in zip(results, done, strict=True))
        print(f"{name:30} {medians:44} {ready:6.2f} {earned / hours if hours else 0.0:6.2f}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--worlds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--workers", type=int, default=60)
    parser.add_argument("--log-workers", type=int, default=600)
    parser.add_argument("--bad", type=float, default=0.3, help="share of bad peers")
    parser.add_argument("--budget", type=float, default=1500.0, help="minutes")
    parser.add_argument("--mislabelled", type=float, default=0.1)
    parser.add_argument("--declared", action="store_true", help="the catalogue knows the prerequisites")
    parser.add_argument("--ablations", action="store_true")
    parser.add_argument("--only", default="", help="run only policies whose name holds this")
    return parser.parse_args()


if __name__ == "__main__":
    main()
