"""Ours and the others over the same labels, each text encoded once for all of them: labels take most of the time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import matching_peers
from bench.matching_sets import Asked, Query
from escalera.skills.matching import Label, Matcher, encoder
from escalera.skills.matching.encoder import Vectors
from escalera.skills.matching.index import build

OURS, ALONE = "ours", "ours without encoder"
DEEP = 150  # further down a rank counts as never


class Remembering(encoder.Sentences):
    """The encoder; `known` holds the plain vectors of the texts it has seen, and may be shared between spaces."""

    def __init__(self, known: dict[str, Vectors], space: Path | None = encoder.SPACE) -> None:
        super().__init__(space)
        self._known = known

    def plain(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in texts if text not in self._known]
        if new:
            self._known.update(zip(new, super().plain(new), strict=True))
        return np.array([self._known[text] for text in texts])


@dataclass(frozen=True)
class Found:
    """Ranks by way of matching, a query each; infinite where the right one was not among the first."""

    ranks: dict[str, NDArray[np.float64]]

    def reciprocal(self, way: str) -> float:
        return float((1 / self.ranks[way]).mean())

    def within(self, way: str, top: int = 10) -> float:
        return float((self.ranks[way] <= top).mean())


def ask(asked: Asked, known: dict[str, Vectors]) -> dict[str, Found]:
    """Return what each way finds for each set of queries over the same labels."""
    ranks = _ours(asked, known) | _peers(asked, known)
    return {name: Found({way: ranks[way][name] for way in ranks}) for name in asked.queries}


def matcher(labels: Sequence[Label], known: dict[str, Vectors]) -> Matcher:
    seen = Remembering(known)
    return Matcher(build(labels, seen), seen)


Ranks = dict[str, dict[str, NDArray[np.float64]]]  # by way, then by set


def _ours(asked: Asked, known: dict[str, Vectors]) -> Ranks:
    whole = matcher(asked.labels, known)
    return {
        way: {name: ranks(one, queries) for name, queries in asked.queries.items()}
        for way, one in ((OURS, whole), (ALONE, Matcher(whole.index, None)))
    }


def _peers(asked: Asked, known: dict[str, Vectors]) -> Ranks:
    texts = [label.text for label in asked.labels]
    plain = Remembering(known, space=None)
    found: Ranks = {}
    for way, peer in matching_peers.peers(plain).items():
        score = peer(texts)
        found[way] = {
            name: np.array(matching_peers.ranks(score, asked.labels, queries))
            for name, queries in asked.queries.items()
        }
    return found


def ranks(asked: Matcher, queries: Iterable[Query]) -> NDArray[np.float64]:
    """The rank of the best right id for each query."""
    found = []
    for text, answers in queries:
        matches = asked.match(text, DEEP)
        own = (place for place, match in enumerate(matches, start=1) if match.id in answers)
        found.append(float(next(own, np.inf)))
    return np.array(found)
