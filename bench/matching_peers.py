"""What our matcher is measured against, on the same labels: each gives every label a score, the best speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from escalera.skills.matching import Label
from escalera.skills.matching.encoder import Encoder

Scores = NDArray[np.float64]
Score = Callable[[str], Scores]
K1, B = 1.2, 0.75


def tf_idf(labels: Sequence[str]) -> Score:
    """Cosine of words weighted by log(n / df) + 1, as scikit-learn has it by default."""
    counted, place = _counted(labels)
    rarity = np.log((1 + len(labels)) / (1 + np.asarray((counted > 0).sum(axis=0)).ravel())) + 1
    weighted = counted.multiply(rarity).tocsr()
    unit = sparse.diags(1 / np.maximum(sparse.linalg.norm(weighted, axis=1), 1e-12)) @ weighted

    def score(query: str) -> Scores:
        asked = _vector(query, place) * rarity
        return np.asarray(unit @ (asked / max(np.linalg.norm(asked), 1e-12)))

    return score


def bm25(labels: Sequence[str]) -> Score:
    """Okapi BM25 (Robertson and Zaragoza 2009, eq. 3.15), k1 1.2 and b .75."""
    counted, place = _counted(labels)
    seen = np.asarray((counted > 0).sum(axis=0)).ravel()
    rarity = np.log(1 + (len(labels) - seen + 0.5) / (seen + 0.5))
    lengths = np.asarray(counted.sum(axis=1)).ravel()
    rows = counted.tocoo()
    held = rows.data / (rows.data + K1 * (1 - B + B * lengths[rows.row] / lengths.mean())) * rarity[rows.col]
    weighted = sparse.csr_matrix((held, (rows.row, rows.col)), shape=counted.shape)
    return lambda query: np.asarray(weighted @ _vector(query, place))


def by_meaning(labels: Sequence[str], plain: Encoder) -> Score:
    """Cosine of the encoder's own vectors of lower-cased texts, nothing learned and nothing added."""
    vectors = plain.encode([label.lower() for label in labels])
    return lambda query: np.asarray(vectors @ plain.encode([query.lower()])[0], dtype=np.float64)


def peers(plain: Encoder) -> dict[str, Callable[[Sequence[str]], Score]]:
    return {"TF-IDF": tf_idf, "BM25": bm25, "plain encoder": lambda labels: by_meaning(labels, plain)}


def ranks(
    score: Score, labels: Sequence[Label], queries: Iterable[tuple[str, frozenset[str]]]
) -> list[float]:
    """The rank of the best right id for each query; ids of one score share the middle of their ranks."""
    ids, owner = np.unique([label.id for label in labels], return_inverse=True)
    place = {id_: at for at, id_ in enumerate(ids)}
    order = np.argsort(owner, kind="stable")
    starts = np.searchsorted(owner[order], np.arange(len(ids)))
    found = []
    for text, answers in queries:
        best = np.maximum.reduceat(score(text)[order], starts)
        own = best[[place[id_] for id_ in answers if id_ in place]].max(initial=-np.inf)
        found.append(1 + float((best > own).sum()) + max(0.0, float((best == own).sum()) - 1) / 2)
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w\w+", text.lower())


def _counted(labels: Sequence[str]) -> tuple[sparse.csr_matrix, dict[str, int]]:
    place: dict[str, int] = {}
    rows, columns, numbers = [], [], []
    for row, label in enumerate(labels):
        for word, number in Counter(_words(label)).items():
            rows.append(row)
            columns.append(place.setdefault(word, len(place)))
            numbers.append(float(number))
    return sparse.csr_matrix((numbers, (rows, columns)), shape=(len(labels), len(place))), place


def _vector(query: str, place: dict[str, int]) -> Scores:
    vector = np.zeros(len(place))
    for word, number in Counter(_words(query)).items():
        if word in place:
            vector[place[word]] = number
    return vector
