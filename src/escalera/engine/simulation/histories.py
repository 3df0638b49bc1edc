"""What a world leaves behind: logs of random attempts, and recommendations of honest and bad peers."""

from __future__ import annotations

import numpy as np

from escalera.engine.log import Attempt, Recommendation
from escalera.engine.simulation.crowd import Luck
from escalera.engine.simulation.person import AnyWorld


def random_log(world: AnyWorld, *, workers: int, attempts: int, rng: np.random.Generator) -> list[Attempt]:
    """Return attempts of `workers` people who do task types chosen at random, each worker's in order."""
    if not workers or not attempts:
        return []
    names, everyone = world.catalogue.task_types, np.arange(workers)
    crowd = world.crowd(workers, rng=rng)
    rows = rng.integers(len(names), size=(attempts, workers))
    came = [crowd.attempt(everyone, chosen, Luck.draw(workers, rng=rng)) for chosen in rows]
    scores, seconds = (np.array(part).T.tolist() for part in zip(*came, strict=True))
    propensity = 1.0 / len(names)
    return [
        Attempt(f"w{worker}", names[row], scores[worker][at], seconds[worker][at], None, at, propensity)
        for worker, life in enumerate(rows.T.tolist())
        for at, row in enumerate(life)
    ]


def recommendations(
    world: AnyWorld, log: list[Attempt], *, count: int, bad: float, rng: np.random.Generator
) -> list[Recommendation]:
    """Return `count` claims about tasks people did. A share `bad` of the people claims at random,
    colluding on one useless type; the others notice true gains, with mistakes."""
    did: dict[str, list[str]] = {}
    for row in log:
        did.setdefault(row.worker, []).append(row.task_type)
    workers = sorted(did)
    liars = {worker for worker in workers if rng.random() < bad}
    favourite = world.catalogue.task_types[int(np.argmin(world.gains.sum(axis=1)))]
    claims = []
    for _ in range(count if workers else 0):
        worker = workers[int(rng.integers(len(workers)))]
        if worker in liars:
            name = favourite if rng.random() < 0.5 else str(rng.choice(did[worker]))
            claims.append(Recommendation(worker, name, str(rng.choice(world.catalogue.skills))))
        else:
            claims.append(_noticed(world, worker, did[worker], rng))
    return claims


def _noticed(world: AnyWorld, worker: str, names: list[str], rng: np.random.Generator) -> Recommendation:
    rows = np.array(sorted({world.catalogue.type_at(name) for name in names}))
    felt = world.gains[rows].max(axis=1) + 0.02
    row = int(rng.choice(rows, p=felt / felt.sum()))
    truth = world.gains[row] + 0.01
    skill = int(rng.choice(len(truth), p=truth / truth.sum()))
    return Recommendation(worker, world.catalogue.task_types[row], world.catalogue.skills[skill])
