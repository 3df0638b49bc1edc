"""A wide family of small worlds to develop the planner on; never one of the judges.

    python bench/development.py --make /tmp/worlds            # worlds, logs, taught tutors, baselines
    python bench/development.py --run /tmp/worlds --workers 12

Each world breaks another assumption (zone shape, repetition, kinds, gates, jumps, forgetting). Printed: per
world, the geometric mean over the same people of our minutes to ready over the best simple baseline's.
"""

from __future__ import annotations

import argparse
import pickle
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from escalera.engine import Attempt, Belief, Catalogue, Gains, Tutor
from escalera.engine import simulation as sim
from escalera.engine.catalogue import BoolArray, FloatArray, IntArray, difficulty_of

BUDGET = 1500.0
LEVELS = (0.3, 0.55, 0.8)


@dataclass(frozen=True)
class Shape:
    """How one world differs from the others."""

    skills: int = 10
    families: int = 14
    zone: str = "tent"
    repetition: str = "type"
    boredom: tuple[float, float] = (0.1, 0.6)
    rate: float = 0.3
    kinds: int = 1
    needs: float = 0.5
    declared: bool = False
    gate_level: float = -1.0
    gate_floor: float = 0.15
    gain: float = 0.3
    spread: float = 0.7
    useless: float = 0.3
    mislabelled: float = 0.1
    chance: float = 0.2
    slip: float = 0.0
    forgetting: float = 0.0
    jumps: bool = False
    log: tuple[int, int] = (600, 45)
    bad: float = 0.3
    goals: int = 4
    level: tuple[float, ...] = (0.55, 0.65)


SHAPES: dict[str, Shape] = {
    "plain": Shape(),
    "plain-2": Shape(),
    "small-log": Shape(log=(120, 30)),
    "bell-families": Shape(zone="bell", repetition="family", skills=8, families=16),
    "threshold-slow": Shape(zone="threshold", gain=0.12, skills=8, families=12, needs=0.7, goals=3),
    "harder-better": Shape(zone="monotone", repetition="none", needs=0.3, useless=0.4),
    "kinds": Shape(kinds=3, mislabelled=0.25, skills=8, families=14),
    "kinds-2": Shape(kinds=2, mislabelled=0.2, needs=0.6, boredom=(0.2, 1.0), rate=0.4),
    "gates": Shape(needs=0.9, gate_floor=0.03, gate_level=-0.3, gain=0.4),
    "jumps": Shape(jumps=True, gain=0.12, forgetting=0.002, slip=0.08, needs=0.6, zone="flat", repetition="none"),
    "jumps-2": Shape(jumps=True, gain=0.2, slip=0.1, needs=0.8, zone="tent", skills=12, families=16),
    "forgetting": Shape(forgetting=0.003, slip=0.05, gain=0.35, chance=0.25),
    "many-skills": Shape(skills=20, families=26, goals=6, gain=0.5),
    "easy": Shape(needs=0.0, kinds=1, useless=0.1, mislabelled=0.0, goals=3),
}  # fmt: skip


@dataclass(frozen=True)
class World:
    """The truth behind a catalogue; see `simulation.world` for the words."""

    shape: Shape
    catalogue: Catalogue
    gains: FloatArray = field(repr=False)
    weights: FloatArray = field(repr=False)
    needs: BoolArray = field(repr=False)
    factor: FloatArray = field(repr=False)
    dropout: float = 0.0

    @property
    def gate_level(self) -> float:
        return self.shape.gate_level

    def born(self, *, rng: np.random.Generator) -> Person:
        size = len(self.catalogue.skills)
        general, own = rng.normal(), rng.normal(size=size)
        skills = -1.2 + 0.5 * general + 0.87 * own
        if self.shape.jumps:
            skills = np.where(rng.random(size) < 0.15 + 0.1 * (general > 0), 2.0, -2.0)
        low, high = self.shape.boredom
        return Person(
            world=self,
            skills=skills,
            rate=float(np.exp(rng.normal(0.0, self.shape.rate))),
            boredom=float(rng.uniform(low, high)) if self.shape.repetition != "none" else 0.0,
            pace=float(np.exp(rng.normal(0.0, 0.3))),
            kind=int(rng.integers(self.shape.kinds)),
        )


@dataclass
class Person:
    world: World
    skills: FloatArray
    rate: float
    boredom: float
    pace: float
    kind: int
    done: list[int] = field(default_factory=list)
    minutes: float = 0.0
    earned: float = 0.0
    jumped: np.random.Generator | None = None

    def success(self, row: int) -> float:
        world = self.world
        if world.shape.jumps:
            mastered = float(world.weights[row] @ (self.skills > 0))
            return 1.0 / (1.0 + np.exp(-(4.4 * mastered - 2.2 - 0.5 * world.catalogue.difficulty[row])))
        z = float(world.weights[row] @ self.skills) - float(world.catalogue.difficulty[row])
        return float(1.0 / (1.0 + np.exp(-z)))

    def gain(self, row: int) -> FloatArray:
        world, shape = self.world, self.world.shape
        known = self.success(row)
        z = np.log(known / (1 - known + 1e-12) + 1e-12)
        share = {
            "tent": max(0.05, 1.0 - abs(known - 0.65) / 0.5),
            "bell": float(np.exp(-0.5 * ((z - 0.2) / 1.2) ** 2)),
            "threshold": 1.0 if z > -1.2 else 0.1,
            "monotone": float(1.0 / (1.0 + np.exp(z - 1.0))),
            "flat": 1.0,
        }[shape.zone]
        lately = self.done[-8:]
        if shape.repetition == "family":
            codes = world.catalogue.family_codes
            again = sum(codes[other] == codes[row] for other in lately)
        else:
            again = lately.count(row)
        met = 1.0 / (1.0 + np.exp(-4.0 * (self.skills - shape.gate_level)))
        gate = shape.gate_floor + (1 - shape.gate_floor) * np.where(world.needs, met[None, :], 1.0).min(
            axis=1
        )
        power = share / (1.0 + self.boredom * again) * self.rate * world.factor[self.kind, row]
        gained: FloatArray = world.gains[row] * power * gate
        return gained if not shape.jumps else np.where(self.skills > 0, 0.0, 4.0 * gained)

    def true_gain(self, row: int) -> FloatArray:
        return self.gain(row)

    def attempt(self, row: int, *, rng: np.random.Generator) -> tuple[float, float]:
        catalogue, shape = self.world.catalogue, self.world.shape
        knows = self.success(row) * (1.0 - shape.slip)
        score = float(rng.random() < catalogue.chance[row] + (1 - catalogue.chance[row]) * knows)
        seconds = float(catalogue.seconds[row] * self.pace * np.exp(rng.normal(0.0, 0.3)))
        seconds *= (1 + self.done.count(row)) ** -0.15
        gained = self.gain(row)
        if shape.jumps:
            gained = np.where(rng.random(gained.size) < gained / 4.0, 4.0, 0.0)
        self.skills = self.skills + gained
        if shape.forgetting:
            idle = self.world.weights[row] < 0.05
            lost = rng.random(idle.size) < shape.forgetting if shape.jumps else 1.0
            drop = (
                np.where(self.skills > 0, 4.0, 0.0) * lost
                if shape.jumps
                else shape.forgetting * (self.skills + 1.5)
            )
            self.skills = self.skills - np.where(idle, np.maximum(drop, 0.0), 0.0)
        self.done.append(row)
        self.minutes += seconds / 60.0 / (1.0 - (catalogue.pay[row] > 0) / 3.0)
        self.earned += float(catalogue.pay[row]) * score
        return score, seconds

    def reached(self, target: FloatArray) -> bool:
        if self.world.shape.jumps:
            return bool(np.all(self.skills[np.isfinite(target)] > 0))
        return bool(np.all(self.skills >= target))


def make(shape: Shape, rng: np.random.Generator) -> World:
    base = sim_world(shape, rng)
    count = len(base.catalogue.task_types)
    factor = np.ones((shape.kinds, count))
    if shape.kinds > 1:
        families = base.catalogue.family_codes
        own = np.exp(rng.normal(0.0, 0.9, (shape.kinds, families.max() + 1)))
        factor = (own / own.mean(axis=0))[:, families]
    return replace(base, factor=factor)


def sim_world(shape: Shape, rng: np.random.Generator) -> World:
    count, skills = shape.families * len(LEVELS), shape.skills
    first = np.concatenate([np.arange(skills), rng.integers(skills, size=max(0, shape.families - skills))])
    main: IntArray = np.repeat(first[: shape.families], len(LEVELS))
    weights = np.zeros((count, skills))
    weights[np.arange(count), main] = 1.0
    for row in np.flatnonzero(rng.random(count) < 0.4):
        other, part = rng.integers(skills), rng.uniform(0.2, 0.5)
        weights[row] *= 1.0 - part
        weights[row, other] += part
    needs = np.zeros((skills, skills), dtype=np.bool_)
    for skill in range(1, skills):
        if rng.random() < shape.needs:
            needs[skill, rng.integers(skill)] = True
    said = weights.copy()
    for row in np.flatnonzero(rng.random(count) < shape.mislabelled):
        said[row] = np.roll(weights[row], rng.integers(1, skills))
    seconds = np.exp(rng.normal(np.log(90.0), 0.5, count))
    pay = np.where(rng.random(count) < 0.5, seconds / 3600 * np.exp(rng.normal(np.log(3.6), 0.5, count)), 0.0)
    catalogue = Catalogue(
        skills=tuple(f"skill-{at}" for at in range(skills)),
        task_types=tuple(f"family-{at // 3}-{at % 3 + 1}" for at in range(count)),
        families=tuple(f"family-{at // 3}" for at in range(count)),
        weights=said,
        difficulty=np.array([difficulty_of(level) for level in LEVELS] * shape.families),
        chance=np.full(count, shape.chance),
        seconds=seconds,
        pay=pay,
        prerequisites=needs if shape.declared else np.zeros_like(needs),
    )
    strength = np.exp(rng.normal(np.log(shape.gain), shape.spread, count)) * (
        rng.random(count) >= shape.useless
    )
    return World(shape, catalogue, strength[:, None] * weights, weights, needs, np.ones((1, count)))


def history(world: World, rng: np.random.Generator) -> list[Attempt]:
    workers, attempts = world.shape.log
    log: list[Attempt] = []
    names = world.catalogue.task_types
    for number in range(workers):
        person = world.born(rng=rng)
        for at in range(attempts):
            row = int(rng.integers(len(names)))
            score, seconds = person.attempt(row, rng=rng)
            log.append(
                Attempt(f"w{number}", names[row], score, seconds, at=float(at), propensity=1.0 / len(names))
            )
    return log


def life(
    world: World, goal: dict[str, float], policy: sim.Policy, rng: np.random.Generator, budget: float
) -> tuple[float, float]:
    birth, chance = rng.spawn(2)
    person, target = world.born(rng=birth), world.catalogue.target(goal)
    while person.minutes < budget and len(person.done) < 1500:
        if person.reached(target):
            break
        row = policy.choose(person, rng=chance)  # type: ignore[arg-type]
        score, seconds = person.attempt(row, rng=chance)
        policy.hear(row, score, seconds)
    return min(person.minutes, budget), person.earned


def lives(world: World, goal: dict[str, float], policy: Callable[[], sim.Policy], workers: int) -> FloatArray:
    spawned = np.random.default_rng(99).spawn(workers)
    return np.array([life(world, goal, policy(), rng, BUDGET) for rng in spawned])


class Oracle:
    """Knows the truth: the type with most useful gain a minute; what a hidden prerequisite lacks counts too."""

    def __init__(self, target: FloatArray) -> None:
        self._target = target

    def choose(self, person: Person, *, rng: np.random.Generator) -> int:
        world, aim = person.world, self._target.copy()
        if world.shape.jumps:
            aim = np.where(np.isfinite(aim), 0.5, aim)
        for skill in np.flatnonzero(person.skills < aim)[::-1]:
            for earlier in np.flatnonzero(world.needs[skill]):
                aim[earlier] = max(aim[earlier], world.gate_level + 0.4)
        lacking = np.maximum(aim - person.skills, 0.0)
        useful = [np.minimum(person.gain(row), lacking).sum() for row in range(len(world.gains))]
        return int(np.argmax(np.array(useful) / world.catalogue.seconds))

    def hear(self, row: int, score: float, seconds: float) -> None:
        pass


def prepare(name: str, workers: int) -> dict[str, object]:
    shape = SHAPES[name]
    seed = sorted(SHAPES).index(name) + 100
    for attempt in range(20):
        rng = np.random.default_rng([seed, attempt])
        world = make(shape, rng)
        chosen = rng.choice(world.catalogue.skills, size=shape.goals, replace=False)
        goal = {str(skill): float(rng.choice(shape.level)) for skill in chosen}
        target = world.catalogue.target(goal)
        oracle = lives(world, goal, lambda t=target: Oracle(t), 6)  # type: ignore[misc]
        if 60 < np.median(oracle[:, 0]) < 0.5 * BUDGET:
            break
    log = history(world, rng)
    claims = sim.recommendations(world, log, count=400, bad=shape.bad, rng=rng)  # type: ignore[arg-type]
    oracle = lives(world, goal, lambda: Oracle(target), workers)  # type: ignore[arg-type,return-value]
    others = {
        name: lives(
            world, goal, lambda name=name: sim.baselines(world.catalogue, goal, claims)[name], workers
        )  # type: ignore[misc]
        for name in ("random among relevant", "peer popularity", "mastery with prerequisites", "random")
    }
    return {"world": world, "goal": goal, "log": log, "claims": claims, "oracle": oracle, "baselines": others}


def geometric(minutes: FloatArray) -> float:
    return float(np.exp(np.log(np.maximum(minutes, 1.0)).mean()))


def best(made: dict[str, object]) -> tuple[str, float]:
    table = {name: geometric(result[:, 0]) for name, result in made["baselines"].items()}  # type: ignore[attr-defined]
    name = min(table, key=lambda key: table[key])
    return name, table[name]


def main() -> None:
    arguments = _arguments()
    folder = Path(arguments.folder)
    folder.mkdir(exist_ok=True)
    names = [name for name in SHAPES if not arguments.only or name in arguments.only.split(",")]
    ratios = []
    for name in names:
        path = folder / f"{name}.pickle"
        if arguments.make and not path.exists():
            began = time.process_time()
            made = prepare(name, 40)
            path.write_bytes(pickle.dumps(made))
            print(
                name,
                "baselines",
                {k: round(geometric(v[:, 0])) for k, v in made["baselines"].items()},
                "oracle",
                round(geometric(made["oracle"][:, 0])),
                f"{time.process_time() - began:.0f} s",
                flush=True,
            )  # type: ignore[attr-defined, index]
        made = pickle.loads(path.read_bytes())
        if arguments.teach:
            began = time.process_time()
            tutor = Tutor(made["world"].catalogue).learn(made["log"], made["claims"])
            made["tutor"] = {
                "catalogue": tutor.catalogue,
                "gains": tutor.gains,
                "newcomer": (tutor.newcomer().mean, tutor.newcomer().covariance),
            }
            path.write_bytes(pickle.dumps(made))
            print(f"{name}: taught in {time.process_time() - began:.0f} s", flush=True)
        if arguments.run:
            ratios.append(_show(name, made, arguments))
    if ratios:
        print(f"geometric mean of ratios {geometric(np.array(ratios) * 1000) / 1000:.3f}")


def _show(name: str, made: dict[str, object], arguments: argparse.Namespace) -> float:
    began, parts = time.process_time(), made["tutor"]
    old = parts["gains"]
    gains = old if hasattr(old, "form") else Gains(old.mean, old.variance, old.peers, old.evidence)
    tutor = Tutor(parts["catalogue"], gains, newcomer=Belief(*parts["newcomer"]))  # type: ignore[index]
    goal: dict[str, float] = made["goal"]  # type: ignore[assignment]
    mine = lives(made["world"], goal, lambda: sim.TutorPolicy(tutor, goal), arguments.workers)  # type: ignore[arg-type]
    who, _ = best(made)
    base = made["baselines"][who][: arguments.workers]  # type: ignore[index]
    know = geometric(made["oracle"][: arguments.workers, 0])  # type: ignore[index, call-overload]
    ours, other = geometric(mine[:, 0]), geometric(base[:, 0])
    medians = np.median(mine[:, 0]), np.median(base[:, 0])
    print(
        f"{name:16} ours {ours:6.0f} ({medians[0]:5.0f})  {who[:16]:16} {other:6.0f} ({medians[1]:5.0f}) oracle {know:5.0f}"
        f"  ratio {ours / other:.2f}  gap closed {(other - ours) / (other - know):.2f}  {time.process_time() - began:.0f} s",
        flush=True,
    )
    return ours / other


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--teach", action="store_true")
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--workers", type=int, default=12)
    return parser.parse_args()


if __name__ == "__main__":
    main()
