"""The sequence head: several networks, each stopped on its own part of the workers, averaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from escalera.engine.prediction import Attempts, NotEnoughAttempts, matrices
from escalera.engine.prediction.attempts import Floats, Singles
from escalera.lab.deep import network, training
from escalera.lab.deep.encoding import Codes, Rows
from escalera.lab.deep.network import Shape
from escalera.lab.deep.training import Progress, Schedule

HELD = 0.12  # of the workers, to stop each network


@dataclass(frozen=True)
class Depth:
    """How large the networks are, how many, and how long they learn."""

    shape: Shape = field(default_factory=Shape)
    schedule: Schedule = field(default_factory=Schedule)
    networks: int = 2


DEEP = Depth()


@dataclass
class Head:
    """Predicts each row from earlier rows of its worker. `fit` first; the same seed gives the same head."""

    depth: Depth = DEEP
    progress: Progress = lambda share: None
    codes: Codes | None = None
    weights: list[dict[str, Singles]] = field(default_factory=list)

    def fit(self, train: Attempts, *, rng: np.random.Generator) -> None:
        """Learn from a log in which each worker's rows are in order. Raises NotEnoughAttempts."""
        names = np.unique(train.worker[train.known])
        if names.size < 2:
            raise NotEnoughAttempts("a sequence model needs scored attempts of at least two workers")
        codes = Codes.of(train)
        rows, learned = codes.encode(train), []
        share, order = max(1, round(HELD * names.size)), rng.permutation(names)
        with _one_thread():
            for at in range(self.depth.networks):
                held = np.isin(train.worker, np.roll(order, -at * share)[:share])
                learned.append(self._network(codes, rows, held, at, rng))
        self.codes, self.weights = codes, learned

    def _network(
        self, codes: Codes, rows: Rows, held: NDArray[np.bool_], at: int, rng: np.random.Generator
    ) -> dict[str, Singles]:
        def report(share: float) -> None:
            self.progress((at + share) / self.depth.networks)

        return training.learn(
            network.start(codes, self.depth.shape, rng),
            rows,
            np.flatnonzero(~held),
            np.flatnonzero(held),
            shape=self.depth.shape,
            schedule=self.depth.schedule,
            rng=rng,
            progress=report,
        )

    def predict(self, past: Attempts, rows: Attempts) -> Floats:
        """Probability of success of each of `rows` (N,); `past` holds what the same workers did before."""
        every = past.followed_by(rows)
        return self.predict_all(every)[len(past) :]

    def predict_all(self, attempts: Attempts) -> Floats:
        """Probability of success of each row (N,), some workers at a time to spare memory."""
        p = np.empty(len(attempts))
        with _one_thread():
            for part in matrices.parts(attempts.worker, np.arange(len(attempts))):
                p[part] = self._predict(attempts.taken(part))
        return p

    def _predict(self, attempts: Attempts) -> Floats:
        if self.codes is None:
            raise RuntimeError("fit the head before asking it")
        rows, every = self.codes.encode(attempts), np.arange(len(attempts), dtype=np.int64)
        found = [training.logits(each, rows, every, self.depth.shape) for each in self.weights]
        return np.asarray(1.0 / (1.0 + np.exp(-np.mean(found, axis=0))))


@contextmanager
def _one_thread() -> Iterator[None]:
    """One core for one head: sums in another order would make another head."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
