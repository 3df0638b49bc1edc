"""Learning gains as rows for people: what a task type teaches, how surely, and who said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np

from escalera.engine.catalogue import LOGITS_PER_LEVEL
from escalera.lab.models import Model

Order = Literal["gain", "certainty", "evidence", "task type", "skill"]
ORDERS: tuple[Order, ...] = ("gain", "certainty", "evidence", "task type", "skill")
Z90 = 1.6449
SHOWN_AT_LEAST = 1e-4


@dataclass(frozen=True)
class Said:
    """One peer's claim and how far that peer is believed (0 to 1)."""

    worker: str
    taught: bool
    reliability: float


@dataclass(frozen=True)
class Row:
    """The gain of one attempt on a skill, in levels (0 to 1), with a 90 % interval; `evidence` attempts and
    `peers` claims (weighed by reliability) speak about it."""

    task_type: str
    skill: str
    gain: float
    low: float
    high: float
    evidence: float
    peers: float
    said: tuple[Said, ...] = ()

    @property
    def certain(self) -> bool:
        """Whether the whole interval is above nothing."""
        return self.low > 0.0

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def rows(model: Model, *, skill: str | None = None, order: Order = "gain") -> list[Row]:
    """Return a row for each pair that teaches, was claimed to, or has evidence. Raises UnknownName."""
    gains, catalogue = model.gains, model.catalogue
    chosen = (gains.mean > SHOWN_AT_LEAST) | (gains.evidence > 0) | (gains.peers > 0)
    if skill is not None:
        chosen &= np.arange(len(catalogue.skills)) == catalogue.skill_at(skill)
    found = [_row(model, int(at), int(column)) for at, column in np.argwhere(chosen)]
    return sorted(found, key=_keys(order))


def _row(model: Model, at: int, column: int) -> Row:
    gains = model.gains
    mean, deviation = float(gains.mean[at, column]), float(np.sqrt(gains.variance[at, column]))
    low, middle, high = ((mean + z * deviation) / LOGITS_PER_LEVEL for z in (-Z90, 0.0, Z90))
    return Row(
        task_type=model.catalogue.task_types[at],
        skill=model.catalogue.skills[column],
        gain=middle,
        low=low,
        high=high,
        evidence=float(gains.evidence[at, column]),
        peers=float(gains.peers[at, column]),
        said=tuple(Said(*claim) for claim in _most_believed(model.who_said.of(at, column))),
    )


def _most_believed(claims: Sequence[tuple[str, bool, float]]) -> list[tuple[str, bool, float]]:
    return sorted(claims, key=lambda claim: (-claim[2], claim[0]))


def _keys(order: Order) -> Any:
    keys = {
        "gain": lambda row: (-row.gain, row.task_type, row.skill),
        "certainty": lambda row: (-row.low, row.task_type, row.skill),
        "evidence": lambda row: (-row.evidence, row.task_type, row.skill),
        "task type": lambda row: (row.task_type, -row.gain),
        "skill": lambda row: (row.skill, -row.gain),
    }
    return keys[order]
