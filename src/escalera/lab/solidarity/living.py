"""Lets simulated people work towards a job, with tips and help in one way or another.

Whatever the ways, people and their luck are the same (paired seeds). Next tasks are chosen by mastery with an Elo
estimate for all, so that only tips and help differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from escalera.engine.advice import NONE
from escalera.engine.catalogue import FloatArray, IntArray
from escalera.engine.simulation import Luck, World
from escalera.engine.simulation.baselines import Mastery
from escalera.engine.simulation.baselines.elo import Elo
from escalera.engine.simulation.running import MOST_ATTEMPTS
from escalera.lab.solidarity.brokering import Asked, Broker
from escalera.lab.solidarity.crowd import HELPED, Lifted
from escalera.lab.solidarity.tipping import Tips, Way

# Tips are for what is not easy; help is asked for after two misses; the broker works in batches of so many turns.
HARD, MISSES, BATCH, TURN = 0.85, 2, 3, 2.0


@dataclass(frozen=True)
class Lived:
    """minutes (N,) until each was ready, the budget where never; given (N,) how often each helped; solved, the
    share of the help that solved something; none and harmed, the shares of the moments for a tip in which none was
    shown, and one that does harm."""

    minutes: FloatArray = field(repr=False)
    given: FloatArray = field(repr=False)
    ready: float
    solved: float
    none: float
    harmed: float

    @property
    def top_tenth(self) -> float:
        """The share of all help that the tenth who helps most gives (.1: all alike)."""
        most = np.sort(self.given)[-max(self.given.size // 10, 1) :]
        return float(most.sum() / max(self.given.sum(), 1.0))

    @property
    def gini(self) -> float:
        """Gini coefficient of the help given (0: all alike)."""
        order, many = np.sort(self.given), self.given.size
        above = (2.0 * np.arange(1, many + 1) - many - 1.0) @ order
        return float(above / max(many * order.sum(), 1.0))


def live(
    world: World,
    goal: Mapping[str, float],
    *,
    workers: int,
    budget: float,
    tips: Tips,
    way: Way,
    broker: Broker,
    seed: int,
    helped: float = HELPED,
) -> Lived:
    """Return how it went for everybody; `helped` is what solved help moves a skill, in logits."""
    # A stream for each kind of chance, so that one way's choices do not move the luck of another's.
    birth, luck, picks, talks, shows, asks = (np.random.default_rng([seed, at]) for at in range(6))
    crowd = Lifted(world, workers, birth, helped=helped)
    life = _Life(crowd, world.catalogue.target(goal), tips, way, broker, talks)
    ready, busy = np.full(workers, np.inf), np.arange(workers)
    for turn in range(MOST_ATTEMPTS):
        there = life.crowd.reached(busy, life.target)
        in_time = life.crowd.minutes[busy] <= budget
        ready[busy[there & in_time]] = life.crowd.minutes[busy[there & in_time]]
        busy = busy[~there & in_time]
        # Luck is drawn for everybody, so that it does not hang on who is still here.
        fortune = Luck.draw(workers, rng=luck)
        if not busy.size:
            break
        life.attempt(busy, fortune.of(busy), picks, shows)
        if turn % BATCH == BATCH - 1:
            life.help(busy, asks)
    given = life.crowd.given
    return Lived(
        np.minimum(ready, budget),
        given,
        float(np.isfinite(ready).mean()),
        life.solved / max(given.sum(), 1.0),
        life.none / max(life.moments, 1),
        life.harmed / max(life.moments, 1),
    )


class _Life:
    """Everybody's state between two turns."""

    def __init__(
        self,
        crowd: Lifted,
        target: FloatArray,
        tips: Tips,
        way: Way,
        broker: Broker,
        talks: np.random.Generator,
    ) -> None:
        self.crowd, self.target, self.tips, self.way, self.broker = crowd, target, tips, way, broker
        self.chooser = Mastery(crowd.catalogue, target, workers=len(crowd))
        self.elo, self.pace = Elo(crowd.catalogue, len(crowd)), np.zeros(len(crowd))
        self.missed, self.stuck = np.zeros(len(crowd), int), np.full(len(crowd), -1)
        self.waited, self.talks, self.solved = np.zeros(len(crowd)), talks, 0
        self.moments = self.none = self.harmed = 0

    def attempt(
        self, who: IntArray, luck: Luck, picks: np.random.Generator, shows: np.random.Generator
    ) -> None:
        """One task for each, with a tip where it may help."""
        crowd = self.crowd
        rows = self.chooser.pick(who, rng=picks)
        expected = np.clip(-self.elo.surprise(who, rows, np.zeros(who.size)), 0.02, 0.98)
        shown = np.full(who.size, NONE)
        hard = expected < HARD
        shown[hard] = self.way.choose(rows[hard], rng=shows)
        self.moments += int(hard.sum())
        self.none += int((shown[hard] == NONE).sum())
        crowd.odds[who] = np.where(shown == NONE, 0.0, self.tips.odds[shown])
        crowd.quick[who] = np.where(shown == NONE, 0.0, self.tips.quick[shown])
        self.harmed += int((crowd.odds[who] < 0.0).sum())
        scores, seconds = crowd.attempt(who, rows, luck)
        late = np.log(seconds / crowd.catalogue.seconds[rows]) - self.pace[who]
        if hard.any():
            came = np.stack([scores, expected, late])[:, hard]
            self.way.told(rows[hard], shown[hard], came, self.tips, shows)
        self.pace[who] += 0.1 * late
        self.chooser.told(who, rows, scores, seconds)
        self.elo.told(who, rows, scores)
        self.missed[who] = np.where(scores > 0.5, 0, self.missed[who] + 1)
        self.stuck[who] = np.where(self.missed[who] >= MISSES, rows, -1)
        self.waited[who] = np.where(self.stuck[who] >= 0, self.waited[who] + TURN, 0.0)

    def help(self, busy: IntArray, rng: np.random.Generator) -> None:
        """Help for those who are stuck."""
        asked = [
            Asked(at, int(self.stuck[at]), float(self.waited[at]))
            for at in busy[self.stuck[busy] >= 0].tolist()
        ]
        if not asked:
            return
        for one, helper in self.broker.find(asked, self.crowd, self.elo.skills, rng=rng):
            skill = int(self.crowd.catalogue.weights[one.row].argmax())
            ahead = (self.elo.skills[helper, skill] - self.crowd.catalogue.difficulty[one.row]) / 6.0
            solved = self.crowd.talk(one.who, helper, row=one.row, luck=float(self.talks.random()))
            self.solved += solved
            self.broker.closed(one, helper, float(ahead), solved, len(self.crowd))
            self.missed[one.who], self.stuck[one.who] = 0, -1
