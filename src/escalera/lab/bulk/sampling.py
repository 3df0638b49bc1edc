"""Which workers the gains are learned from: all of them, or in very long logs a fixed part of them.

Whoever recommended something comes first, then workers by the lower bits of their hash: no dice, so the same log gives
the same workers however many hands read it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from escalera.lab.bulk import partitions
from escalera.lab.bulk.arrays import get, put
from escalera.lab.bulk.crews import Crew
from escalera.lab.bulk.partitions import BINS, Partition
from escalera.lab.bulk.state import State
from escalera.lab.bulk.vocabulary import Ints
from escalera.lab.models_packing import Arrays


def bins_within(rows_in_bin: Ints, most: int) -> int:
    """Return how many of the sampling bins hold at most so many rows together; at least one that holds any."""
    together = np.cumsum(rows_in_bin)
    if together[-1] <= most:
        return BINS
    fits = int(np.searchsorted(together, most, side="right"))
    return max(fits, int(np.argmax(rows_in_bin > 0)) + 1)


def heard(recommenders: Sequence[int], room: int) -> NDArray[np.uint64]:
    """Return the hashes of those who recommended something, at most `room` of them: whoever the sample holds anyway
    comes first."""
    known = np.unique(np.array(recommenders, dtype=np.uint64))
    return known[np.argsort(partitions.bins(known), kind="stable")[:room]]


def gathered(
    state: State,
    crew: Crew,
    row: Ints,
    below: int,
    recommenders: NDArray[np.uint64],
    jobs: list[int],
    report: Callable[[float], None],
) -> Arrays:
    """Return the sampled workers' rows, each worker's together and in order: worker (N,) hashes, row (N,) of the
    catalogue, score, seconds and propensity (N,), and place (N,) a counter that orders them."""
    path = state.keep("sampled", {"row": row, "below": np.array(below), "recommenders": recommenders})
    state.summed("sampling", crew, gather, [(state.folder, part, path) for part in jobs], report)
    pieces = [state.kept(f"sample-{part:03}") or {} for part in jobs]
    rows = {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}
    return rows | {"place": np.arange(rows["row"].size)}


def gather(folder: Path, part: int, parameters: Path) -> Arrays:
    """Keep the rows of one part's sampled workers beside it; return their number."""
    rows = Partition.load(partitions.sorted_path(folder, part))
    sought = get(parameters)
    known, below, recommenders = sought["row"], int(sought["below"]), sought["recommenders"]
    chosen = (partitions.bins(rows.worker) < below) | np.isin(rows.worker, recommenders)
    kind = np.where(rows.task_type >= 0, known[rows.task_type], -1)
    kept = chosen[rows.owner] & (kind >= 0)
    piece: Arrays = {
        "worker": rows.worker[rows.owner[kept]],
        "row": kind[kept],
        "score": rows.score[kept],
        "seconds": rows.seconds[kept].astype(np.float64),
        "propensity": rows.propensity[kept].astype(np.float64),
    }
    put(folder / f"sample-{part:03}.npz", piece)
    return {"rows": np.array(kept.sum())}
