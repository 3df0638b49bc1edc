"""How likely a comment blames a worker for what was outside their control: logistic regression, English and Spanish.

By letters alone (runs of 3 to 5), and where the extra `semantic` is installed by meaning as well. The weights come
from `python -m bench.fair_feedback_training`; hand-made rules were tried first and failed
(docs/decisions/fair-feedback.md).
"""

import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from escalera.skills.matching import encoder
from escalera.tasks.fairness.causes import plain

Floats = NDArray[np.float64]
PLACES = 4096  # of hashed runs of letters
RUNS = (3, 4, 5)
LONGEST = 600  # letters of a comment that are looked at
WEIGHTS = Path(__file__).parent / "weights.npz"


def unfair(text: str) -> float:
    """Return the probability, 0 to 1."""
    way = "meaning" if _encoder() else "letters"
    weights = _weights()[way]
    score = (features([text], meaning=way == "meaning") @ weights[:-1] + weights[-1]).item()
    return float(1 / (1 + np.exp(-score)))


def features(texts: Sequence[str], *, meaning: bool) -> Floats:
    """Return unit vectors of letters, shape (texts, PLACES), with those of meaning beside them (512 more)."""
    texts = [text[:LONGEST] for text in texts]
    letters = np.array([_letters(text) for text in texts])
    if not meaning:
        return letters
    vectors = encoder.Sentences(None).encode([text.lower() for text in texts])
    return np.hstack([letters, vectors.astype(np.float64)])


def _letters(text: str) -> Floats:
    said = f" {re.sub(r'[^a-z0-9]+', ' ', plain(text)).strip()} "
    found = np.zeros(PLACES)
    for size in RUNS:
        for at in range(len(said) - size + 1):
            found[zlib.crc32(said[at : at + size].encode()) % PLACES] = 1
    length = float(np.linalg.norm(found))
    return found / length if length else found


@cache
def _encoder() -> bool:
    return encoder.best() is not None


@cache
def _weights() -> dict[str, Floats]:
    with np.load(WEIGHTS) as kept:
        return {name: kept[name].astype(np.float64) for name in kept.files}
