"""What is remembered of a situation is what a plain dictionary would give."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.engine.prediction import recollection, situating
from escalera.engine.prediction.contexts import Index
from escalera.engine.prediction.kernels import PLAIN, Kernels
from escalera.engine.prediction.recollection import ByPlace, Hashed, Recollection
from escalera.lab import compiled

BOTH = [PLAIN, pytest.param(compiled.loops(), id="compiled")]
FAR = 1 << 26  # a key of two codes has the first beyond this


def log(rng: np.random.Generator, rows: int, codes: int) -> np.ndarray:
    """Keys (KEYS, N) like those of a log: some near, some far, pairs with the last outcome."""
    keys = rng.integers(codes * 8, size=(situating.KEYS, rows))
    for kind in (4, 6, 7, 14, 15):
        keys[kind] = rng.integers(codes, size=rows) * FAR + rng.integers(codes, size=rows)
    keys[5] = keys[4] * 8 + rng.integers(5, size=rows)
    return keys


def remembered(
    keys: np.ndarray, kernels: Kernels
) -> tuple[Recollection, list[dict[int, tuple[float, float]]]]:
    """What is met with the keys, and the same as a dictionary for each kind."""
    index, _ = Index.of(keys)
    met = np.random.default_rng(1).normal(size=(index.keys.size + 1, 2)).astype(np.float32)
    met[-1] = 0.0
    spans = zip(index.starts, index.starts[1:], strict=False)
    plain = [
        {int(key): tuple(values.tolist()) for key, values in zip(index.keys[a:b], met[a:b], strict=True)}
        for a, b in spans
    ]
    return Recollection.of(index, met, kernels), plain


def recalled(found: Recollection, keys: np.ndarray, kernels: Kernels) -> np.ndarray:
    out = np.full((2 * len(keys), keys.shape[1]), np.nan, dtype=np.float32)
    found.recall(keys, out, kernels)
    return out


def looked_up(plain: list[dict[int, tuple[float, float]]], keys: np.ndarray) -> np.ndarray:
    planes = [
        np.array([known.get(int(key), (0.0, 0.0)) for key in mine]).T
        for known, mine in zip(plain, keys, strict=True)
    ]
    return np.concatenate(planes).astype(np.float32)


@pytest.mark.parametrize("kernels", BOTH)
@pytest.mark.parametrize(("rows", "codes"), [(1, 2), (40, 3), (700, 30), (3000, 3000)])
def test_what_was_met_and_what_was_not_is_as_in_a_dictionary(kernels, rows, codes):
    keys, others = (log(np.random.default_rng(seed), rows, codes) for seed in (2, 3))
    found, plain = remembered(keys, kernels)

    for asked in (keys, others):
        np.testing.assert_array_equal(recalled(found, asked, kernels), looked_up(plain, asked))


def test_near_keys_lie_by_place_and_far_ones_are_hashed_with_their_pair():
    found, _ = remembered(log(np.random.default_rng(2), 700, 30), PLAIN)

    by_place = {table.kind for table in found.tables if isinstance(table, ByPlace)}
    hashed = {tuple(table.kinds.tolist()) for table in found.tables if isinstance(table, Hashed)}

    assert hashed == {(4, 5), (6,), (7,), (14,), (15,)}
    assert by_place == set(range(situating.KEYS)) - {4, 5, 6, 7, 14, 15}


def test_a_key_whose_bucket_is_full_is_found_in_the_next(monkeypatch):
    monkeypatch.setattr(recollection, "ROOM", 1.02)  # nearly every bucket full
    keys = log(np.random.default_rng(2), 900, 40)
    found, plain = remembered(keys, PLAIN)
    tags = next(t for t in found.tables if isinstance(t, Hashed)).entries.reshape(-1, 8)[:, :4]

    np.testing.assert_array_equal(recalled(found, keys, PLAIN), looked_up(plain, keys))

    assert (tags[:, 3] != 0).mean() > 0.7


@given(rows=st.lists(st.tuples(st.integers(0, 2**52), st.integers(0, 4)), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_two_items_in_a_row_are_told_from_all_others(rows):
    pairs, last = np.array(rows, dtype=np.int64).T
    keys = np.zeros((situating.KEYS, len(rows)), dtype=np.int64)
    keys[4], keys[5] = pairs, pairs * 8 + last
    found, plain = remembered(keys, PLAIN)
    asked = keys + np.array([0, 1] * situating.KEYS)[: situating.KEYS, None]

    np.testing.assert_array_equal(recalled(found, asked, PLAIN), looked_up(plain, asked))
