"""simpleKT (Liu et al. 2023): Rasch-like question embeddings, and attention from question to past answers."""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

from bench.peers import attention
from bench.peers.sequences import LENGTH, Batch


class SimpleKt(nn.Module):
    def __init__(
        self,
        skills: int,
        items: int,
        *,
        width: int = 128,
        heads: int = 4,
        blocks: int = 2,
        dropout: float = 0.2,
    ) -> None:
        super().__init__()
        self.skill, self.variation = nn.Embedding(skills, width), nn.Embedding(skills, width)
        self.difficulty = nn.Embedding(items, width)
        self.response = nn.Embedding(2, width)
        self.blocks = nn.ModuleList(
            attention.Block(width, heads, dropout, strict=True, fading=False) for _ in range(blocks)
        )
        self.out = attention.answer(width, dropout)
        self.register_buffer("places", _places(width))
        nn.init.zeros_(self.difficulty.weight)

    def forward(self, batch: Batch) -> Tensor:
        """Logit of each place (windows, places), from the places before it."""
        skill = self.skill(batch.skill)
        question = skill + self.difficulty(batch.item) * self.variation(batch.skill)  # x = c + m * d
        answered = skill + self.response((batch.score >= 0.5).long())
        places = self.places[: skill.shape[1]]
        state, values = question + places, answered + places
        for block in self.blocks:
            state = block(state, values)
        return self.out(torch.cat((state, question), dim=-1))[:, :, 0]

    def penalty(self, batch: Batch) -> Tensor:
        return 1e-5 * self.difficulty(batch.item).square().sum()


def _places(width: int) -> Tensor:
    at = torch.arange(LENGTH)[:, None]
    pace = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    return torch.stack((torch.sin(at * pace), torch.cos(at * pace)), dim=-1).flatten(1)
