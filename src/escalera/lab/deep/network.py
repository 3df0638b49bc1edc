"""Attention from the row asked about to the worker's earlier rows, in the manner of simpleKT (Liu et al. 2023).

A question is the sum of vectors of its item, skills, task type and gap, and of what is known before it; a
past row is its question and how it ended. Queries and keys are questions. Weights of the attention also hear,
with a strength learned for each head, how far apart two rows are (in rows and in time) and whether item,
skills or type are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction.attempts import Singles
from escalera.lab.deep.encoding import ENDED, GAPS, KINDS, Codes
from escalera.lab.deep.past import BEFORE

Weights = Mapping[str, Any]  # arrays to keep, tensors to compute with
NEAR = 6  # ways in which two rows are near


@dataclass(frozen=True)
class Shape:
    width: int = 64
    heads: int = 4
    blocks: int = 2
    dropout: float = 0.2


def start(codes: Codes, shape: Shape, rng: np.random.Generator) -> dict[str, Singles]:
    """Weights to begin learning from, drawn from `rng`."""
    width = shape.width

    def drawn(*size: int, spread: float) -> Singles:
        return rng.normal(0.0, spread, size).astype(np.float32)

    def line(rows: int, columns: int) -> Singles:
        return drawn(rows, columns, spread=float(rows**-0.5))

    weights = {f"{kind} vector": drawn(codes.names[kind].size + 1, width, spread=0.3) for kind in KINDS}
    weights |= {f"{kind} ease": np.zeros(codes.names[kind].size + 1, np.float32) for kind in KINDS}
    weights["gap vector"] = drawn(len(GAPS) + 2, width, spread=0.05)
    weights["before"], weights["ended"] = line(BEFORE, width), line(ENDED, width)
    for at in range(shape.blocks):
        for part in ("key", "value", "out"):
            weights[f"{at} {part}"] = line(width, width)
        weights[f"{at} near"] = np.zeros((NEAR, shape.heads), np.float32)
        weights[f"{at} near"][0] = -np.geomspace(0.1, 1.0, shape.heads)
        weights[f"{at} wide"], weights[f"{at} narrow"] = line(width, 2 * width), line(2 * width, width)
        for place in ("first", "second"):
            weights[f"{at} {place} scale"] = np.ones(width, np.float32)
            weights[f"{at} {place} shift"] = np.zeros(width, np.float32)
    weights["echo fading"] = np.geomspace(0.05, 1.0, shape.heads).astype(np.float32)
    weights["echo"] = np.full(shape.heads, 0.3, np.float32)
    inputs = 2 * width + BEFORE + shape.heads
    weights["answer wide"], weights["answer"] = line(inputs, 2 * width), line(2 * width, 1)
    weights["answer wide shift"], weights["everyone"] = (
        np.zeros(2 * width, np.float32),
        np.zeros(1, np.float32),
    )
    return weights


def logit(weights: Weights, batch: Any, shape: Shape, *, generator: Any = None) -> Any:
    """Logit of each place (windows, places) from the places before it; `generator` turns dropout on."""
    import torch

    def dropped(x: Any) -> Any:
        if generator is None or not shape.dropout:
            return x
        stay = 1.0 - shape.dropout
        return x * (torch.rand(x.shape, generator=generator) < stay) / stay

    thing = dropped(sum(weights[f"{kind} vector"][batch.codes[kind]] for kind in KINDS))
    ease = sum(weights[f"{kind} ease"][batch.codes[kind]] for kind in KINDS) + weights["everyone"]
    echo = _echo(weights, thing, ease, batch, shape.heads)
    asked = thing + dropped(weights["gap vector"][batch.gap] + batch.before @ weights["before"])
    answered = asked + batch.ended @ weights["ended"]
    state = asked
    for at in range(shape.blocks):
        found = _attended(weights, at, state, answered, batch, shape.heads)
        state = _normed(weights, f"{at} first", state + dropped(found))
        inner = torch.relu(state @ weights[f"{at} wide"])
        state = _normed(weights, f"{at} second", state + dropped(dropped(inner) @ weights[f"{at} narrow"]))
    joined = torch.cat((state, asked, batch.before, echo), dim=-1)
    hidden = torch.relu(joined @ weights["answer wide"] + weights["answer wide shift"])
    return (dropped(hidden) @ weights["answer"])[:, :, 0] + echo @ weights["echo"] + ease


def _echo(weights: Weights, thing: Any, ease: Any, batch: Any, heads: int) -> Any:
    """Surprises at earlier rows, each as loud as its item is alike and near (windows, places, heads).

    The sum over the past of <u_now, u_then> (score - expected) is a latent factor model whose worker is
    estimated as they go: likeness of items is found sooner this way than through the softmax below.
    """
    import torch

    count, places, width = thing.shape
    parts = thing.view(count, places, heads, -1).transpose(1, 2)
    alike = (parts @ parts.transpose(2, 3)) * float((width // heads) ** -0.5)
    fading = weights["echo fading"].clamp(min=0.0)[:, None, None]
    loud = torch.exp(-fading * batch.near[:, None, :, :, 0]).masked_fill(batch.hidden, 0.0)
    right, wrong = batch.ended[:, :, 0], batch.ended[:, :, 1]
    surprise = right - (right + wrong) * torch.sigmoid(ease)
    heard = ((alike * loud) @ surprise[:, None, :, None])[:, :, :, 0].transpose(1, 2)
    return heard / torch.sqrt(1.0 + loud.sum(-1)).transpose(1, 2)


def _attended(weights: Weights, at: int, state: Any, answered: Any, batch: Any, heads: int) -> Any:
    """Values of strictly earlier places, weighed by likeness and nearness (windows, places, width)."""
    import torch

    count, places, width = state.shape

    def split(x: Any) -> Any:
        return x.view(count, places, heads, -1).transpose(1, 2)

    key, value = split(state @ weights[f"{at} key"]), split(answered @ weights[f"{at} value"])
    likeness = (key @ key.transpose(2, 3)) / float((width // heads) ** 0.5)
    score = likeness + (batch.near @ weights[f"{at} near"]).permute(0, 3, 1, 2)
    weight = torch.softmax(score.masked_fill(batch.hidden, -1e9), dim=-1)
    weight = weight * batch.has_past  # the first place has nothing before it
    return (weight @ value).transpose(1, 2).reshape(count, places, width) @ weights[f"{at} out"]


def _normed(weights: Weights, name: str, x: Any) -> Any:
    from torch.nn import functional

    return functional.layer_norm(x, x.shape[-1:], weights[f"{name} scale"], weights[f"{name} shift"])
