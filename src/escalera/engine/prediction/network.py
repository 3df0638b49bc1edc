"""A small feed-forward head: two hidden layers, trained by Adam on the log loss (Kingma and Ba 2015)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Singles = NDArray[np.float32]
BATCH = 1024


@dataclass(frozen=True)
class Network:
    """Weights of each layer, the bias as the last row of each."""

    layers: tuple[Singles, ...]

    def logit(self, x: Singles) -> Singles:
        """Logit of each row of x (N, D), (N,)."""
        parts = [_forward(self.layers, x[at : at + 65536])[-1][:, 0] for at in range(0, len(x), 65536)]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.float32)


def fit(
    x: Singles,
    y: Singles,
    *,
    rng: np.random.Generator,
    hidden: tuple[int, ...] = (48, 24),
    epochs: int = 8,
    rate: float = 2e-3,
    decay: float = 1e-2,
) -> Network:
    """Fit to rows x (N, D) with scores y (N,) in [0, 1]; the rate falls to zero along a cosine."""
    sizes = (x.shape[1], *hidden, 1)
    layers = [_start(sizes[k], sizes[k + 1], rng) for k in range(len(sizes) - 1)]
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in layers]
    steps = epochs * max(1, -(-len(x) // BATCH))
    step = 0
    for _ in range(epochs):
        shuffled = rng.permutation(len(x))
        for at in range(0, len(x), BATCH):
            rows = shuffled[at : at + BATCH]
            step += 1
            slopes = _gradients(layers, x[rows], y[rows])
            pace = rate * min(1.0, step / 100) * 0.5 * (1 + np.cos(np.pi * step / steps))
            _descend(layers, moments, slopes, step, pace, decay)
    return Network(tuple(layers))


def _start(inputs: int, outputs: int, rng: np.random.Generator) -> Singles:
    weights = rng.normal(0.0, np.sqrt(1.0 / inputs), (inputs + 1, outputs)).astype(np.float32)
    weights[-1] = 0.0
    return weights


def _forward(layers: tuple[Singles, ...] | list[Singles], x: Singles) -> list[Singles]:
    values = [x]
    for place, weights in enumerate(layers):
        z = values[-1] @ weights[:-1] + weights[-1]
        values.append(z if place == len(layers) - 1 else np.maximum(z, 0.1 * z))
    return values


def _gradients(layers: list[Singles], x: Singles, y: Singles) -> list[Singles]:
    values = _forward(layers, x)
    back = (1.0 / (1.0 + np.exp(-values[-1])) - y[:, None]) / np.float32(len(x))
    slopes = []
    for place in range(len(layers) - 1, -1, -1):
        slopes.append(np.vstack((values[place].T @ back, back.sum(axis=0))))
        if place:
            back = (back @ layers[place][:-1].T) * np.where(values[place] > 0, np.float32(1), np.float32(0.1))
    return slopes[::-1]


def _descend(
    layers: list[Singles],
    moments: list[tuple[Singles, Singles]],
    slopes: list[Singles],
    step: int,
    rate: float,
    decay: float,
) -> None:
    scale = np.float32(rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step))
    for weights, (first, second), slope in zip(layers, moments, slopes, strict=True):
        first += np.float32(0.1) * (slope - first)
        second += np.float32(0.001) * (slope * slope - second)
        weights[:-1] *= np.float32(1 - rate * decay)
        weights -= scale * first / (np.sqrt(second) + np.float32(1e-8))
