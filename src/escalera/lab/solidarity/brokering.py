"""Ways of finding somebody who helps: nobody, anybody, or the broker."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from escalera.engine import helping
from escalera.engine.catalogue import FloatArray
from escalera.lab.solidarity.crowd import Lifted

AGAIN = 150


@dataclass(frozen=True)
class Asked:
    """Person `who` is stuck at the task type `row` and has waited so many minutes."""

    who: int
    row: int
    waited: float


class Broker(ABC):
    """Finds helpers. `skills` (N, K) is what is believed of everybody, in logits."""

    @abstractmethod
    def find(
        self, asked: Sequence[Asked], crowd: Lifted, skills: FloatArray, *, rng: np.random.Generator
    ) -> list[tuple[Asked, int]]:
        """Return who is helped by whom."""

    def closed(self, asked: Asked, helper: int, ahead: float, solved: bool, many: int) -> None:
        """Hear how help went."""
        return


class Nobody(Broker):
    """Nobody helps."""

    def find(
        self, asked: Sequence[Asked], crowd: Lifted, skills: FloatArray, *, rng: np.random.Generator
    ) -> list[tuple[Asked, int]]:
        return []


class Anybody(Broker):
    """Somebody by chance who speaks a language in common and is not asked twice at once."""

    def find(
        self, asked: Sequence[Asked], crowd: Lifted, skills: FloatArray, *, rng: np.random.Generator
    ) -> list[tuple[Asked, int]]:
        free, found = dict.fromkeys(rng.permutation(len(crowd)).tolist()), []
        for one in asked:
            helper = next(
                (at for at in free if at != one.who and crowd.languages[at] & crowd.languages[one.who]), None
            )
            if helper is not None:
                del free[helper]
                found.append((one, helper))
        return found


class Matched(Broker):
    """The engine's: shares requests out in batches, and learns from closed help. Without `shared` who helped how
    often makes no difference."""

    def __init__(self, *, shared: bool = True) -> None:
        self._match = helping.share_out if shared else helping.match
        self._success = helping.USUAL
        self._effect: FloatArray | None = None
        self._closed: list[tuple[float, int, float]] = []

    def find(
        self, asked: Sequence[Asked], crowd: Lifted, skills: FloatArray, *, rng: np.random.Generator
    ) -> list[tuple[Asked, int]]:
        wanted = {int(crowd.catalogue.weights[one.row].argmax()) for one in asked}
        level = np.clip(skills / 6.0 + 0.5, 0.0, 1.0)
        given = crowd.given.astype(int).tolist()
        helpers = [
            helping.Helper(
                str(at),
                {str(skill): float(level[at, skill]) for skill in wanted},
                crowd.languages[at],
                crowd.hours[at],
                load=given[at],
                capacity=given[at] + 1,
                effect=0.0 if self._effect is None else float(self._effect[at]),
            )
            for at in range(len(crowd))
        ]
        requests = [_request(number, one, crowd) for number, one in enumerate(asked)]
        found = self._match(requests, helpers, success=self._success, learning=helping.taught)
        return [(asked[int(match.request)], int(match.helper)) for match in found.matches]

    def closed(self, asked: Asked, helper: int, ahead: float, solved: bool, many: int) -> None:
        self._closed.append((ahead, helper, float(solved)))
        if len(self._closed) % AGAIN == 0:
            gaps, who, went = (np.array(part) for part in zip(*self._closed, strict=True))
            found = helping.refit(gaps, who.astype(np.int64), went, helpers=many)
            self._success, self._effect = found.success, found.effect


def _request(number: int, one: Asked, crowd: Lifted) -> helping.Request:
    return helping.Request(
        str(number),
        str(one.who),
        str(int(crowd.catalogue.weights[one.row].argmax())),
        float(np.clip(crowd.catalogue.difficulty[one.row] / 6.0 + 0.5, 0.0, 1.0)),
        crowd.languages[one.who],
        crowd.hours[one.who],
        one.waited,
    )
