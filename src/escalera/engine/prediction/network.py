"""A small feed-forward head: two hidden layers, trained by Adam on the log loss (Kingma and Ba 2015)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from escalera.engine.prediction.attempts import Floats, Ints, Singles

BATCHES = 150  # an epoch, unless that makes them smaller or larger than these rows
SMALLEST, LARGEST = 64, 1024
ROWS_AT_ONCE = 2048  # few enough that what lies between the layers stays near the processor
LEAK = np.float32(0.1)


@dataclass(frozen=True)
class Network:
    """Weights of each layer, the bias as the last row of each."""

    layers: tuple[Singles, ...]

    def logit(self, x: Singles) -> Singles:
        """Logit of each row of x (N, D), (N,)."""
        parts = [
            _forward(self.layers, x[at : at + ROWS_AT_ONCE])[-1][:, 0]
            for at in range(0, len(x), ROWS_AT_ONCE)
        ]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.float32)


def fit(
    x: Singles,
    y: Floats,
    rows: Ints,
    *,
    rng: np.random.Generator,
    hidden: tuple[int, ...] = (64, 32),
    epochs: int = 8,
    rate: float = 6e-3,
    decay: float = 0.1,
) -> Network:
    """Fit to some rows of x (N, D) and scores y (N,) in [0, 1]; the rate falls along a cosine."""
    wanted = y.astype(np.float32)
    sizes = (x.shape[1], *hidden, 1)
    layers = [_start(sizes[k], sizes[k + 1], rng) for k in range(len(sizes) - 1)]
    moments = [(np.zeros_like(w), np.zeros_like(w)) for w in layers]
    batch = int(np.clip(rows.size // BATCHES, SMALLEST, LARGEST))
    steps = epochs * max(1, -(-rows.size // batch))
    step = 0
    for _ in range(epochs):
        shuffled = rng.permutation(rows)
        for at in range(0, rows.size, batch):
            some = shuffled[at : at + batch]
            step += 1
            slopes = _gradients(layers, x[some], wanted[some])
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
        z = values[-1] @ weights[:-1]
        z += weights[-1]
        values.append(z if place == len(layers) - 1 else np.maximum(z, LEAK * z, out=z))
    return values


def _gradients(layers: list[Singles], x: Singles, y: Singles) -> list[Singles]:
    values = _forward(layers, x)
    back = (1.0 / (1.0 + np.exp(-values[-1])) - y[:, None]) / np.float32(len(x))
    slopes = []
    for place in range(len(layers) - 1, -1, -1):
        slopes.append(np.vstack((values[place].T @ back, back.sum(axis=0))))
        if place:
            back = back @ layers[place][:-1].T
            back *= LEAK + (1 - LEAK) * (values[place] > 0)
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
