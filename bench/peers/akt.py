"""AKT (Ghosh, Heffernan, Lan 2020): encoders of questions and of answers, a retriever, monotonic attention."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from bench.peers import attention
from bench.peers.sequences import Batch


class Akt(nn.Module):
    def __init__(
        self, skills: int, items: int, *, width: int = 128, heads: int = 4, dropout: float = 0.2
    ) -> None:
        super().__init__()
        self.skill, self.variation = nn.Embedding(skills, width), nn.Embedding(skills, width)
        self.response, self.response_variation = nn.Embedding(2, width), nn.Embedding(2, width)
        self.difficulty = nn.Embedding(items, 1)

        def block(**kind: bool) -> attention.Block:
            return attention.Block(width, heads, dropout, fading=True, **kind)

        self.answers = block(strict=False)
        self.questions = block(strict=False, bare=True)
        self.retriever = block(strict=True)
        self.out = attention.answer(width, dropout)
        nn.init.zeros_(self.difficulty.weight)

    def forward(self, batch: Batch) -> Tensor:
        """Logit of each place (windows, places), from the places before it."""
        right = (batch.score >= 0.5).long()
        hard, varies = self.difficulty(batch.item), self.variation(batch.skill)
        skill = self.skill(batch.skill)
        question = skill + hard * varies  # x = c + mu d, eq. 8
        answered = skill + self.response(right) + hard * (self.response_variation(right) + varies)
        known = self.answers(answered, answered)
        asked = self.questions(question, question)
        state = self.retriever(asked, known)
        return self.out(torch.cat((state, question), dim=-1))[:, :, 0]

    def penalty(self, batch: Batch) -> Tensor:
        return 1e-5 * self.difficulty(batch.item).square().sum()
