"""Two judges whose skills are logits: one of our own form, one with kinds of workers and wrong labels."""

from __future__ import annotations

import numpy as np

from escalera.engine.simulation.making import make
from escalera.engine.simulation.world import World

LEAVING = 0.0005


def hidden_prerequisites(*, rng: np.random.Generator) -> World:
    """Return a world of our form: a bell-shaped zone, prerequisites nobody declared, boredom that differs
    between workers, useless task types, paid work."""
    return make(
        rng=rng,
        prerequisites=0.75,
        gate=(-0.8, 0.1),
        shape="bell",
        boredom=(0.1, 0.9),
        family_boredom=0.3,
        useless=0.3,
        mislabelled=0.05,
        strength=0.26,
        spread=0.6,
        dropout=LEAVING,
    )


def kinds_and_labels(*, rng: np.random.Generator) -> World:
    """Return a world with three latent kinds of workers, for whom different families work, and a quarter of
    the types labelled with wrong skills."""
    return make(
        rng=rng,
        kinds=3,
        kind_spread=1.0,
        mislabelled=0.25,
        prerequisites=0.35,
        useless=0.2,
        strength=0.24,
        spread=0.6,
        dropout=LEAVING,
    )
