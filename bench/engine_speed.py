"""Time one belief update, one choice and one plan, at the starter set's size and at 10,000 types x 1,000
skills.

    python bench/engine_speed.py

Prints median and 95th percentile; writes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from escalera.engine import Catalogue, Tutor
from escalera.engine.belief import population


def main() -> None:
    show("belief update, 50 skills", _update(50), times=2000)
    for types, skills in ((36, 60), (10_000, 1_000)):
        tutor, goal = _tutor(types, skills)
        belief, rng = tutor.newcomer(), np.random.default_rng(0)
        belief = tutor.tell(belief, tutor.catalogue.task_types[0], score=0.7, seconds=60.0)
        times = 400 if skills < 100 else 60
        size = f"{types:,} types x {skills:,} skills"
        show(f"ask,  {size}", lambda b=belief, t=tutor, g=goal, r=rng: t.ask(b, g, rng=r), times=times)
        show(
            f"tell, {size}",
            lambda b=belief, t=tutor: t.tell(b, t.catalogue.task_types[1], score=1.0),
            times=times,
        )
        show(f"plan, {size}", lambda b=belief, t=tutor, g=goal: t.plan(b, g), times=5)


def show(name: str, call: Callable[[], object], *, times: int) -> None:
    call()
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        spent.append(1000.0 * (time.perf_counter() - began))
    print(f"{name:40} median {np.median(spent):8.3f} ms   p95 {np.quantile(spent, 0.95):8.3f} ms", flush=True)


def _update(skills: int) -> Callable[[], object]:
    belief, weights = population(skills), np.zeros(skills)
    weights[:3] = 1 / 3
    return lambda: belief.update(weights, difficulty=0.3, score=1.0, chance=0.25)


def _tutor(types: int, skills: int) -> tuple[Tutor, dict[str, float]]:
    rng = np.random.default_rng(1)
    weights = np.zeros((types, skills))
    for column in range(3):
        weights[np.arange(types), (np.arange(types) + column * rng.integers(1, skills, types)) % skills] += (
            1 / 3
        )
    catalogue = Catalogue(
        skills=tuple(f"skill-{at}" for at in range(skills)),
        task_types=tuple(f"type-{at}" for at in range(types)),
        families=tuple(f"family-{at // 3}" for at in range(types)),
        weights=weights,
        difficulty=rng.normal(0.0, 1.0, types),
        chance=np.full(types, 0.2),
        seconds=rng.uniform(30.0, 300.0, types),
        pay=np.zeros(types),
        prerequisites=np.zeros((skills, skills), dtype=np.bool_),
    )
    return Tutor(catalogue), {f"skill-{at}": 0.5 for at in range(10)}


if __name__ == "__main__":
    main()
