"""Beliefs as bytes and back: float32, upper triangles only, names for the memory; at most 32 KB at 60
skills.

EB2: 4 marking bytes, K and A (uint32), mean (K,), upper triangle (K, K), effects' mean (A,), upper triangle
(A, A) and cross (K, A), then names as JSON. EB1, which had no effects, is still read.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from escalera.engine.belief import Belief
from escalera.engine.catalogue import FloatArray
from escalera.engine.effects import Effects
from escalera.engine.memory import Memory, Seen

MAGIC = b"EB2\n"
WITHOUT_EFFECTS = b"EB1\n"
# Rounding to float32 may push the smallest eigenvalue below zero by that much.
ROUNDING = 1e-6


class NotABelief(ValueError):
    """Bytes that `pack` did not make."""


def pack(belief: Belief) -> bytes:
    """Return the belief as bytes, to be read by `unpack`."""
    effects, size = belief.effects, belief.mean.size
    parts = [belief.mean, _upper(belief.covariance), effects.mean, _upper(effects.covariance)]
    numbers = np.concatenate([*parts, effects.cross.ravel()]).astype("<f4").tobytes()
    sizes = size.to_bytes(4, "little") + len(effects.names).to_bytes(4, "little")
    return MAGIC + sizes + numbers + _names(belief)


def unpack(packed: bytes) -> Belief:
    """Return the belief packed in these bytes. Raises NotABelief."""
    if packed[:4] not in (MAGIC, WITHOUT_EFFECTS) or len(packed) < 8:
        raise NotABelief("these bytes do not begin like a packed belief")
    start = 12 if packed[:4] == MAGIC else 8
    size, more = int.from_bytes(packed[4:8], "little"), int.from_bytes(packed[8:start], "little")
    lengths = np.array([size, size * (size + 1) // 2, more, more * (more + 1) // 2, size * more])
    end = start + 4 * int(lengths.sum())
    if len(packed) < end:
        raise NotABelief(f"a belief over {size} skills needs at least {end} bytes, got {len(packed)}")
    numbers = np.frombuffer(packed[start:end], dtype="<f4").astype(np.float64)
    mean, upper, own, own_upper, cross = np.split(numbers, np.cumsum(lengths)[:-1])
    memory, names = _read_names(packed[end:])
    if len(names) != more:
        raise NotABelief(f"{more} effects have {len(names)} names")
    effects = Effects(names, own.copy(), _square(own_upper, more), cross.reshape(size, more).copy())
    return Belief(mean.copy(), _square(upper, size), memory, effects if names else Effects())


def _upper(square: FloatArray) -> FloatArray:
    upper: FloatArray = square[np.triu_indices(len(square))]
    return upper


def _square(upper: FloatArray, size: int) -> FloatArray:
    square = np.zeros((size, size))
    square[np.triu_indices(size)] = upper
    square = square + np.triu(square, 1).T
    square[np.diag_indices(size)] += ROUNDING
    return square


def _names(belief: Belief) -> bytes:
    recent = [
        [seen.task_type, seen.family, round(seen.score, 4), round(seen.chance, 4)]
        for seen in belief.memory.recent
    ]
    told = {"recent": recent, "effects": belief.effects.names}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _read_names(packed: bytes) -> tuple[Memory, tuple[str, ...]]:
    try:
        told: dict[str, Any] = json.loads(packed.decode() or "{}")
        recent = tuple(
            Seen(str(t), str(f), float(score), float(chance))
            for t, f, score, chance in told.get("recent", [])
        )
        names = tuple(str(name) for name in told.get("effects", []))
    except (ValueError, TypeError, AttributeError) as wrong:
        raise NotABelief("the memory at the end cannot be read") from wrong
    return Memory(recent=recent), names
