"""Deep knowledge tracing (Piech et al. 2015): an LSTM over (skill, score), one output per skill."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from bench.peers.sequences import Batch


class Dkt(nn.Module):
    def __init__(self, skills: int, items: int, *, width: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.skills = skills
        self.interaction = nn.Embedding(2 * skills + 1, width)
        self.lstm = nn.LSTM(width, width, batch_first=True)
        self.dropout = nn.Dropout(dropout)
        self.out = nn.Linear(width, skills)

    def forward(self, batch: Batch) -> Tensor:
        """Logit of each place (windows, places), from the places before it."""
        done = 1 + batch.skill + self.skills * (batch.score >= 0.5)
        before = torch.cat((torch.zeros_like(done[:, :1]), done[:, :-1]), dim=1)  # 0: nothing yet
        state, _ = self.lstm(self.interaction(before))
        return self.out(self.dropout(state)).gather(2, batch.skill[:, :, None])[:, :, 0]

    def penalty(self, batch: Batch) -> Tensor:
        return torch.zeros(())
