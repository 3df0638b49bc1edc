"""What a world leaves behind: logs of random attempts, and recommendations of honest and bad peers."""

from __future__ import annotations

import numpy as np

from escalera.engine.log import Attempt, Recommendation
from escalera.engine.simulation.world import Person, World


def random_log(world: World, *, workers: int, attempts: int, rng: np.random.Generator) -> list[Attempt]:
    """Return attempts of `workers` people who do task types chosen at random, in order."""
    log: list[Attempt] = []
    types = len(world.catalogue.task_types)
    for number in range(workers):
        person = Person.born(world, rng=rng)
        for at in range(attempts):
            row = int(rng.integers(types))
            score, seconds = person.attempt(row, rng=rng)
            name = world.catalogue.task_types[row]
            log.append(Attempt(f"w{number}", name, score, seconds, at=float(at), propensity=1.0 / types))
    return log


def recommendations(
    world: World, log: list[Attempt], *, count: int, bad: float, rng: np.random.Generator
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
    for _ in range(count):
        worker = str(rng.choice(workers))
        if worker in liars:
            name = favourite if rng.random() < 0.5 else str(rng.choice(did[worker]))
            claims.append(Recommendation(worker, name, str(rng.choice(world.catalogue.skills))))
        else:
            claims.append(_noticed(world, worker, did[worker], rng))
    return claims


def _noticed(world: World, worker: str, names: list[str], rng: np.random.Generator) -> Recommendation:
    rows = np.array([world.catalogue.type_at(name) for name in set(names)])
    felt = world.gains[rows].max(axis=1) + 0.02
    row = int(rng.choice(rows, p=felt / felt.sum()))
    truth = world.gains[row] + 0.01
    skill = int(rng.choice(len(truth), p=truth / truth.sum()))
    return Recommendation(worker, world.catalogue.task_types[row], world.catalogue.skills[skill])
