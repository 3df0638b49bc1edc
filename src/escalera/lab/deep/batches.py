"""Windows laid side by side as tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from escalera.engine.prediction.attempts import Ints
from escalera.lab.deep.encoding import KINDS, Rows
from escalera.lab.deep.windows import Window

UNKNOWN = 0.1  # share of items met as if unknown while learning, so that code 0 means a typical item


@dataclass(frozen=True)
class Batch:
    """Tensors of W windows of P places each."""

    codes: dict[str, Any]  # (W, P)
    gap: Any  # (W, P)
    before: Any  # (W, P, BEFORE)
    ended: Any  # (W, P, ENDED)
    near: Any  # (W, P, P, NEAR)
    hidden: Any  # (P, P) true where a place may not look
    has_past: Any  # (P, 1)
    score: Any  # (W, P)
    wanted: Any  # (W, P) true where a prediction counts
    rows: Ints  # (W, P) -1 where padded


def padded(rows: Rows, windows: Sequence[Window], *, rng: np.random.Generator | None = None) -> Batch:
    """A batch; with `rng`, one to learn from: places of unknown score do not count, some items are hidden."""
    import torch

    place = np.full((len(windows), max(window.rows.size for window in windows)), -1)
    wanted = np.zeros(place.shape, dtype=bool)
    for at, window in enumerate(windows):
        place[at, : window.rows.size] = window.rows
        wanted[at, window.passed : window.rows.size] = True
    if rng is not None:
        wanted &= rows.known[place]
    codes = {kind: rows.codes[kind][place] for kind in KINDS}
    if rng is not None:
        codes["item"] = np.where(rng.random(place.shape) < UNKNOWN, 0, codes["item"])
    ordinal = torch.arange(place.shape[1])
    return Batch(
        codes={kind: torch.from_numpy(code) for kind, code in codes.items()},
        gap=torch.from_numpy(rows.gap[place]),
        before=torch.from_numpy(rows.before[place]),
        ended=torch.from_numpy(rows.ended[place]),
        near=_near(rows, place),
        hidden=ordinal[:, None] <= ordinal,
        has_past=(ordinal > 0)[:, None],
        score=torch.from_numpy(np.nan_to_num(rows.attempts.score[place]).astype(np.float32)),
        wanted=torch.from_numpy(wanted),
        rows=place,
    )


def _near(rows: Rows, place: Ints) -> Any:
    """How near two places are (W, P, P, NEAR): rows and time between, the next row, same item, skills, type."""
    import torch

    count, width = place.shape
    between = np.arange(width)[:, None] - np.arange(width)
    steps = torch.from_numpy(np.log1p(np.maximum(between, 0)).astype(np.float32))
    at = torch.from_numpy(rows.attempts.at[place] - np.nanmin(rows.attempts.at[place], initial=np.inf))
    since = torch.log1p((at[:, :, None] - at[:, None, :]).clamp(min=0.0).nan_to_num(0.0) / 60.0).float() / 3.0
    same = [torch.from_numpy(rows.raw[kind][place]) for kind in KINDS]
    ways = [
        steps.expand(count, -1, -1),
        since,
        torch.from_numpy((between == 1).astype(np.float32)).expand(count, -1, -1),
    ]
    ways += [(codes[:, :, None] == codes[:, None, :]).float() for codes in same]
    return torch.stack(ways, dim=-1)
