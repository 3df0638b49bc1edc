"""The one place where fitting in bulk meets the engine's fit of learning gains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from escalera.engine import Belief, Catalogue, Gains, fitting, newcomers
from escalera.engine.belief import population
from escalera.engine.log import Columns, Recommendation
from escalera.engine.peers import Voices
from escalera.lab.bulk.batches import hash_of
from escalera.lab.models_packing import Arrays


@dataclass(frozen=True)
class Learned:
    """What the gains' fit gives: catalogue with corrected difficulties, gains, newcomers, each recommender's
    reliability, and how many pairs (type, skill) were measured."""

    catalogue: Catalogue
    gains: Gains
    newcomer: Belief
    reliability: dict[str, float] = field(repr=False)
    pairs: int


def learn(rows: Arrays, claims: Sequence[Recommendation], catalogue: Catalogue) -> Learned:
    """Return what the gathered rows (see `sampling.gathered`) and the claims of peers teach."""
    log = _columns(rows)
    names = {claim.worker: f"{hash_of(claim.worker):016x}" for claim in claims}
    known = [claim._replace(worker=names[claim.worker]) for claim in claims]
    voices = Voices.of(known, log, catalogue)
    learnt = fitting.fit(log, voices, catalogue)
    newcomer, met = population(len(catalogue.skills)), catalogue
    if learnt.measured:
        newcomer, met = newcomers.meet(log, learnt.as_fit, catalogue)
    return Learned(
        catalogue=replace(met, seconds=catalogue.seconds),
        gains=learnt.gains,
        newcomer=newcomer,
        reliability={name: learnt.reliability.get(code, 0.0) for name, code in names.items()},
        pairs=int((learnt.gains.evidence > 0).sum()),
    )


def _columns(rows: Arrays) -> Columns:
    hashes, worker = np.unique(rows["worker"], return_inverse=True)
    order = np.lexsort((rows["place"], worker))
    return Columns(
        workers=tuple(f"{code:016x}" for code in hashes.tolist()),
        worker=worker[order].astype(np.int64),
        row=rows["row"][order].astype(np.int64),
        score=np.clip(rows["score"][order], 0.0, 1.0),
        seconds=rows["seconds"][order],
        propensity=np.full(order.size, np.nan),
    )
