"""Beliefs as bytes and back: float32, upper triangle only, names for the memory; at most 32 KB at 60
skills."""

from __future__ import annotations

import json
from types import MappingProxyType

import numpy as np

from escalera.engine.belief import Belief
from escalera.engine.memory import Memory, Seen

MAGIC = b"EB1\n"


class NotABelief(ValueError):
    """Bytes that `pack` did not make."""


def pack(belief: Belief) -> bytes:
    """Return the belief as bytes: 4 marking bytes, K (uint32), mean, upper triangle of the covariance,
    memory (JSON)."""
    size = belief.mean.size
    upper = belief.covariance[np.triu_indices(size)]
    numbers = np.concatenate([belief.mean, upper]).astype("<f4").tobytes()
    return MAGIC + size.to_bytes(4, "little") + numbers + _memory_bytes(belief.memory)


def unpack(packed: bytes) -> Belief:
    """Return the belief packed in these bytes. Raises NotABelief."""
    if packed[:4] != MAGIC or len(packed) < 8:
        raise NotABelief("these bytes do not begin like a packed belief")
    size = int.from_bytes(packed[4:8], "little")
    upper_size = size * (size + 1) // 2
    end = 8 + 4 * (size + upper_size)
    if len(packed) < end:
        raise NotABelief(f"a belief over {size} skills needs at least {end} bytes, got {len(packed)}")
    numbers = np.frombuffer(packed[8:end], dtype="<f4").astype(np.float64)
    covariance = np.zeros((size, size))
    covariance[np.triu_indices(size)] = numbers[size:]
    covariance = covariance + np.triu(covariance, 1).T
    # Rounding to float32 may push the smallest eigenvalue below zero by that much.
    covariance[np.diag_indices(size)] += 1e-6
    return Belief(mean=numbers[:size].copy(), covariance=covariance, memory=_memory_of(packed[end:]))


def _memory_bytes(memory: Memory) -> bytes:
    recent = [
        [seen.task_type, seen.family, round(seen.score, 4), round(seen.chance, 4)] for seen in memory.recent
    ]
    hopes = {skill: [round(hoped, 4), round(came, 4)] for skill, (hoped, came) in memory.hopes.items()}
    return json.dumps({"recent": recent, "hopes": hopes}, ensure_ascii=False, separators=(",", ":")).encode()


def _memory_of(packed: bytes) -> Memory:
    try:
        told = json.loads(packed.decode() or "{}")
        recent = tuple(
            Seen(str(t), str(f), float(score), float(chance))
            for t, f, score, chance in told.get("recent", [])
        )
        hopes = {
            str(skill): (float(hoped), float(came)) for skill, (hoped, came) in told.get("hopes", {}).items()
        }
    except (ValueError, TypeError, AttributeError) as wrong:
        raise NotABelief("the memory at the end cannot be read") from wrong
    return Memory(recent=recent, hopes=MappingProxyType(hopes))
