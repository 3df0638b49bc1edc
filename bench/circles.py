"""How many wishes circles meet, beside greedy and random ones: python -m bench.circles

Each world: workers who know four of 40 skills (level above one half for about half of them) and wish to learn three;
skills are known and wished unevenly; one to three blocks of hours a day; Spanish, English or both.
"""

from __future__ import annotations

import time

import numpy as np

from bench import report
from escalera.engine.circles import FEWEST, MOST, Worker, propose, wanted
from escalera.engine.circles.growing import grow
from escalera.engine.circles.people import People
from escalera.engine.circles.proposing import coverage

WORKERS, SEEDS = 600, 20
Z_95 = 1.96


def measure(*, short: bool, seed: int) -> report.Section:
    """Propose circles in several worlds; `short` in two small ones."""
    few, size = (2, 120) if short else (SEEDS, WORKERS)
    found = np.array([_shares(drawn(size, seed=seed + at), seed + at) for at in range(few)]) * 100
    ours, greedy, chance = found.T
    above, over = ours - greedy, ours - chance
    many = 500 if short else 10_000
    began = time.process_time()
    large = propose(drawn(many, seed=seed), rng=np.random.default_rng(seed))
    spent = time.process_time() - began
    peers = {"greedy": float(greedy.mean()), "random": float(chance.mean())}
    return report.Section(
        "circles",
        "Circles",
        seed,
        [
            report.Figure(
                "wishes that meet somebody who knows", float(ours.mean()), None, "higher", "%", peers=peers
            ),
            report.Figure(
                "above random, mean", float(over.mean()), 25.0, "higher", "points", note=_interval(over)
            ),
            report.Figure(
                "above greedy, mean", float(above.mean()), 3.0, "higher", "points", note=_interval(above)
            ),
            report.Figure("above greedy, worst world", float(above.min()), 0.0, "higher", "points"),
            report.Figure(f"{many:,} workers: processor time", spent, 60.0, "lower", "s"),
            report.Figure(f"{many:,} workers: wishes met", 100 * large.coverage, None, "higher", "%"),
            report.Figure(
                f"{many:,} workers: in no circle", float(len(large.unplaced)), None, "lower", "people"
            ),
        ],
        notes=[
            f"{few} worlds of {size} workers; intervals are 95 % over worlds.",
            "greedy: each circle grows from somebody by whoever meets most wishes among all who are free; random: "
            "by anybody who shares a language and an hour. Both keep the same rules.",
        ],
    )


def drawn(workers: int, *, seed: int, skills: int = 40) -> list[Worker]:
    """Return made-up workers."""
    rng = np.random.default_rng([seed, workers])
    known = rng.dirichlet(np.full(skills, 2.0))
    wished = 0.5 * rng.dirichlet(np.full(skills, 2.0)) + 0.5 * known
    tongues = [frozenset({"es"}), frozenset({"en"}), frozenset({"es", "en"})]
    made = []
    for at in range(workers):
        levels = {f"s{s}": float(rng.random()) for s in rng.choice(skills, 4, replace=False, p=known)}
        wishes = [f"s{s}" for s in rng.choice(skills, 3, replace=False, p=wished)]
        starts = rng.choice((6, 9, 12, 15, 18, 21), size=int(rng.integers(1, 4)), replace=False)
        made.append(
            Worker(
                f"w{at}",
                levels,
                {skill: wanted(levels.get(skill, 0.0)) for skill in wishes if levels.get(skill, 0.0) < 0.9},
                tongues[int(rng.choice(3, p=(0.6, 0.1, 0.3)))],
                frozenset(int(start + more) for start in starts for more in range(3)),
                str(rng.choice(("rural", "urban"))),
            )
        )
    return made


def _shares(workers: list[Worker], seed: int) -> tuple[float, float, float]:
    people = People.of(workers)
    ours = propose(workers, rng=np.random.default_rng(seed)).coverage
    greedy = coverage(people, grow(people, rng=np.random.default_rng(seed)))
    return ours, greedy, coverage(people, _random(people, rng=np.random.default_rng(seed)))


def _random(people: People, *, rng: np.random.Generator) -> np.ndarray:
    order, nobody = rng.permutation(len(people)).tolist(), len(people)
    free, circles = dict.fromkeys(order), []
    for first in order:
        if first not in free:
            continue
        circle, bits = [first], people.common[first]
        for other in free:
            if other != first and len(circle) < MOST and np.all(bits & people.common[other]):
                circle.append(other)
                bits = bits & people.common[other]
        for member in circle if len(circle) >= FEWEST else [first]:
            del free[member]
        if len(circle) >= FEWEST:
            circles.append(circle + [nobody] * (MOST - len(circle)))
    return np.array(circles).reshape(-1, MOST)


def _interval(values: np.ndarray) -> str:
    half = Z_95 * values.std(ddof=1) / np.sqrt(values.size)
    return f"{values.mean() - half:.1f} to {values.mean() + half:.1f}"


if __name__ == "__main__":
    report.main(measure)
