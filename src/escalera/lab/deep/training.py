"""Learning the weights: Adam on the log loss (Kingma and Ba 2015), stopped by workers held out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction.attempts import Floats, Ints, Singles
from escalera.lab import measures
from escalera.lab.deep import batches, network, windows
from escalera.lab.deep.encoding import Rows
from escalera.lab.deep.network import Shape

Progress = Callable[[float], None]  # told the share done, 0 to 1
WARM_UP = 100  # steps
PATIENCE = 5  # epochs without gain on the workers held out


@dataclass(frozen=True)
class Schedule:
    """How long one network learns: epochs of all rows, fewer on long logs; the rate falls along a cosine."""

    epochs: int = 30
    visits: int = 3_000_000  # rows times epochs
    rate: float = 4e-3
    decay: float = 0.01

    def epochs_for(self, rows: int) -> int:
        return int(np.clip(self.visits // max(rows, 1), 1, self.epochs))


def learn(
    weights: dict[str, Singles],
    rows: Rows,
    taught: Ints,
    held: Ints,
    *,
    shape: Shape,
    schedule: Schedule,
    rng: np.random.Generator,
    progress: Progress = lambda share: None,
) -> dict[str, Singles]:
    """The weights of the epoch that did best on the held rows, whose workers are not among the taught."""
    import torch

    tensors = {name: torch.tensor(array, requires_grad=True) for name, array in weights.items()}
    generator = torch.Generator().manual_seed(int(rng.integers(2**62)))
    optimiser = _optimiser(tensors, schedule)
    worker, best, kept, worse = rows.attempts.worker, np.inf, weights, 0
    epochs, step, places = schedule.epochs_for(taught.size), 0, windows.places_for(taught.size)
    for epoch in range(epochs):
        groups = list(windows.batches(windows.cut(worker, taught, rng=rng), rng=rng, places=places))
        for place, group in enumerate(groups):
            step += 1
            done = (epoch + place / len(groups)) / epochs
            pace = schedule.rate * min(1.0, step / WARM_UP) * 0.5 * (1.0 + np.cos(np.pi * done))
            _descend(tensors, optimiser, batches.padded(rows, group, rng=rng), shape, generator, float(pace))
            progress(done)
        now = {name: tensor.detach().numpy().copy() for name, tensor in tensors.items()}
        loss = _loss(now, rows, held, shape)
        worse = 0 if loss < best else worse + 1
        best, kept = (loss, now) if loss < best else (best, kept)
        if worse == PATIENCE:
            break
    progress(1.0)
    return kept


def logits(weights: network.Weights, rows: Rows, wanted: Ints, shape: Shape) -> Floats:
    """Logit of each of the wanted rows, which are whole workers; (N,) with 0 elsewhere."""
    import torch

    tensors = {name: torch.as_tensor(array) for name, array in weights.items()}
    found = np.zeros(len(rows.attempts))
    with torch.no_grad():
        for group in windows.batches(windows.overlapping(rows.attempts.worker, wanted)):
            batch = batches.padded(rows, group)
            inside = batch.wanted.numpy()
            found[batch.rows[inside]] = network.logit(tensors, batch, shape).numpy()[inside]
    return found


def _optimiser(tensors: dict[str, Any], schedule: Schedule) -> Any:
    import torch

    return torch.optim.AdamW(list(tensors.values()), lr=schedule.rate, weight_decay=schedule.decay)


def _descend(
    tensors: dict[str, Any], optimiser: Any, batch: batches.Batch, shape: Shape, generator: Any, pace: float
) -> None:
    import torch
    from torch.nn import functional

    if not batch.wanted.any():
        return
    logit = network.logit(tensors, batch, shape, generator=generator)[batch.wanted]
    loss = functional.binary_cross_entropy_with_logits(logit, batch.score[batch.wanted])
    optimiser.param_groups[0]["lr"] = pace
    optimiser.zero_grad()
    torch.autograd.backward(loss)
    torch.nn.utils.clip_grad_norm_(list(tensors.values()), 5.0)
    optimiser.step()


def _loss(weights: network.Weights, rows: Rows, held: Ints, shape: Shape) -> float:
    scored = held[rows.known[held]]
    p = 1.0 / (1.0 + np.exp(-logits(weights, rows, held, shape)[scored]))
    return measures.log_loss(rows.attempts.score[scored], p)
