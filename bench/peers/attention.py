"""What simpleKT and AKT share: masked attention whose queries and keys share a projection, and its block."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional


class Attention(nn.Module):
    """Each place attends to places before it (`strict`) or also to itself.

    With `fading`, weights fall with the distance in context (AKT, section 4.2: monotonic attention).
    """

    def __init__(self, width: int, heads: int, dropout: float, *, fading: bool) -> None:
        super().__init__()
        self.heads = heads
        self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(3))
        self.dropout = nn.Dropout(dropout)
        self.gamma = nn.Parameter(torch.randn(heads, 1, 1) * 0.5) if fading else None
        nn.init.xavier_uniform_(self.key.weight)
        nn.init.xavier_uniform_(self.value.weight)

    def forward(self, asked: Tensor, keys: Tensor, values: Tensor, *, strict: bool) -> Tensor:
        count, places, width = asked.shape
        q, k, v = (
            part.view(count, places, self.heads, -1).transpose(1, 2)
            for part in (self.key(asked), self.key(keys), self.value(values))
        )
        hidden = torch.ones(places, places, dtype=torch.bool).triu(0 if strict else 1)
        score = (q @ k.transpose(2, 3)) / math.sqrt(q.shape[-1])
        if self.gamma is not None:
            score = score * self._fading(score, hidden)
        weight = score.masked_fill(hidden, -1e9).softmax(-1)
        if strict:
            weight = weight * (torch.arange(places) > 0)[:, None]  # the first place has nothing before it
        found = (self.dropout(weight) @ v).transpose(1, 2).reshape(count, places, width)
        return self.out(found)

    def _fading(self, score: Tensor, hidden: Tensor) -> Tensor:
        """exp(-theta d), d the square root of places apart times the attention paid in between (eq. 5, 6)."""
        with torch.no_grad():
            paid = score.masked_fill(hidden, -1e9).softmax(-1).masked_fill(hidden, 0.0)
            between = paid.sum(-1, keepdim=True) - paid.cumsum(-1)
            at = torch.arange(score.shape[-1])
            far = (between * (at[:, None] - at).abs()).clamp_(min=0.0).sqrt_()
        return torch.exp(-functional.softplus(self.gamma) * far).clamp(1e-5, 1e5)


class Block(nn.Module):
    """Attention, then (unless `bare`) a feed-forward layer, each with its residual and norm."""

    def __init__(
        self, width: int, heads: int, dropout: float, *, strict: bool, fading: bool, bare: bool = False
    ) -> None:
        super().__init__()
        self.strict = strict
        self.attention = Attention(width, heads, dropout, fading=fading)
        self.dropout, self.norm = nn.Dropout(dropout), nn.LayerNorm(width)
        self.forward_layer = None if bare else _forward_layer(width, dropout)
        self.last_norm = nn.LayerNorm(width)

    def forward(self, asked: Tensor, values: Tensor) -> Tensor:
        found = self.attention(asked, asked, values, strict=self.strict)
        state = self.norm(asked + self.dropout(found))
        if self.forward_layer is None:
            return state
        return self.last_norm(state + self.forward_layer(state))


def _forward_layer(width: int, dropout: float) -> nn.Module:
    return nn.Sequential(
        nn.Linear(width, 2 * width),
        nn.ReLU(),
        nn.Dropout(dropout),
        nn.Linear(2 * width, width),
        nn.Dropout(dropout),
    )


def answer(width: int, dropout: float) -> nn.Module:
    """The head over (retrieved knowledge, question), (windows, places, 1)."""
    return nn.Sequential(
        nn.Linear(2 * width, 2 * width),
        nn.ReLU(),
        nn.Dropout(dropout),
        nn.Linear(2 * width, width),
        nn.ReLU(),
        nn.Dropout(dropout),
        nn.Linear(width, 1),
    )
