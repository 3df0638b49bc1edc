"""Bridge to engine.judgement: what judges said about a pool of works, and back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np

from escalera.coaching.judgement.pools import Anchored, Answer, Pool, Side
from escalera.engine import judgement as engine

RULE = engine.Rule()
A_JUDGE_AND_A_WORK = 3  # a judge says at most so much about one piece in a round
TRUST_WHEN_TOO_FAST = 0.15
UNKNOWN, KNOWN_A_LITTLE, ANCHORED = 1.5, 1.2, 0.25  # deviations in logits
NEWCOMER = 0.6  # how much somebody counts who has judged nothing here: right four times in five
A_MACHINES_WORD = 0.5  # how far the score of a machine moves what we think before anybody looked


@dataclass(frozen=True)
class Chosen:
    """A pair for a judge, with what the ledger keeps of the choice."""

    first: Side
    second: Side
    gain: float
    propensity: float


@dataclass(frozen=True)
class Weighed:
    """A pool with all that was said of it: where each piece stands, and how far each judge is believed."""

    pool: Pool

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        named = {side for answer in self.pool.answers for side in (answer.better, answer.worse)}
        return tuple(sorted({*self.pool.sides, *named}, key=str))

    @cached_property
    def place(self) -> Mapping[Side, int]:
        return {side: at for at, side in enumerate(self.sides)}

    @cached_property
    def judges(self) -> tuple[UUID | int, ...]:
        """Judges by their id; an answer whose judge has left is by somebody of whom nothing is known."""
        return tuple(dict.fromkeys(judge_of(answer, at) for at, answer in enumerate(self.pool.answers)))

    @cached_property
    def compared(self) -> engine.Comparisons:
        judge = {who: at for at, who in enumerate(self.judges)}
        rows = [
            (self.place[answer.better], self.place[answer.worse], judge[judge_of(answer, at)])
            for at, answer in enumerate(self.pool.answers)
        ]
        trust = [TRUST_WHEN_TOO_FAST if answer.too_fast else 1.0 for answer in self.pool.answers]
        return engine.Comparisons.of(rows, pieces=len(self.sides), judges=len(self.judges), trust=trust)

    @cached_property
    def fit(self) -> engine.Fit:
        gold = np.array([self.gold_of(who) for who in self.judges]).reshape(-1, 2)
        mean, deviation = zip(*(self.prior_of(side) for side in self.sides), strict=True)
        return engine.fit(
            self.compared,
            prior=engine.Prior(np.array(mean), np.array(deviation)),
            gold=engine.Gold(gold[:, 0], gold[:, 1]),
        )

    def gold_of(self, judge: UUID | int) -> tuple[float, float]:
        return self.pool.gold.get(judge, (0.0, 0.0)) if isinstance(judge, UUID) else (0.0, 0.0)

    def prior_of(self, side: Side) -> tuple[float, float]:
        if isinstance(side, Anchored):
            return logit(side.quality), ANCHORED
        prior = self.pool.priors.get(side)
        if prior is None:
            return 0.0, UNKNOWN
        return A_MACHINES_WORD * logit(min(max(prior, 0.1), 0.9)), KNOWN_A_LITTLE

    def times(self, side: Side) -> int:
        return int(self.compared.met[self.place[side]])

    def verdict(self, side: Side) -> engine.Verdict:
        return engine.verdict(self.fit.strengths, self.place[side], times=self.times(side), rule=RULE)

    def beaten(self, side: Side, others: Collection[Side]) -> float | None:
        rest = [self.place[other] for other in others if other in self.place]
        return engine.share_beaten(self.fit.strengths, self.place[side], rest)

    def chance(self, first: Side, second: Side) -> float:
        """P(first is better than second), as all of it says; .5 for what nobody who counts has compared."""
        if first not in self.place or second not in self.place:
            return 0.5
        pair = np.array([self.place[first]]), np.array([self.place[second]])
        return float(self.fit.strengths.chance(*pair)[0])

    def discrimination(self, judge: UUID) -> float:
        """How much the judge counts in this pool."""
        heard = judge in self.judges
        return float(self.fit.discrimination[self.judges.index(judge)]) if heard else NEWCOMER

    def choose(
        self,
        judge: UUID,
        *,
        shown: Collection[Side],
        wanted: Collection[Side],
        seen: Collection[tuple[Side, Side]],
        rng: np.random.Generator,
    ) -> Chosen | None:
        """The pair of `shown` that tells most about those `wanted`, not one that the judge has seen."""
        asked = {self.place[side] for side in wanted}
        known = [
            (self.place[one], self.place[two]) for one, two in seen if one in self.place and two in self.place
        ]
        pairs = engine.open_pairs(
            pieces={self.place[side] for side in shown}, wanted=asked, seen=known, cap=A_JUDGE_AND_A_WORK
        )
        pair = engine.next_pair(
            self.fit, pairs, wanted=asked, discrimination=self.discrimination(judge), rng=rng
        )
        if pair is None:
            return None
        return Chosen(self.sides[pair.first], self.sides[pair.second], pair.gain, pair.propensity)


def judge_of(answer: Answer, at: int) -> UUID | int:
    return answer.judge or at


def logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
