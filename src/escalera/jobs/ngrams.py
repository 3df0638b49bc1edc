"""Nearest wording by the letters it is made of: TF-IDF cosine of character n-grams, in plain Python."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SIZES = (3, 4)


@dataclass(frozen=True)
class Nearest:
    id: str
    cosine: float


@dataclass(frozen=True)
class Wordings:
    """Wordings with the id they stand for, as unit vectors in a reverse index by n-gram."""

    ids: tuple[str, ...]
    rarity: Mapping[str, float]
    index: Mapping[str, tuple[tuple[int, float], ...]]

    @classmethod
    def of(cls, wordings: Iterable[tuple[str, str]]) -> "Wordings":
        """Index pairs of (id, wording)."""
        pairs = tuple(wordings)
        counts = [Counter(_grams(wording)) for _, wording in pairs]
        seen = Counter(gram for count in counts for gram in count)
        rarity = {gram: math.log(1 + len(pairs) / number) for gram, number in seen.items()}
        index: dict[str, list[tuple[int, float]]] = {}
        for place, count in enumerate(counts):
            for gram, weight in _unit(count, rarity).items():
                index.setdefault(gram, []).append((place, weight))
        return cls(
            tuple(id_ for id_, _ in pairs), rarity, {gram: tuple(rows) for gram, rows in index.items()}
        )

    def nearest(self, text: str) -> Nearest | None:
        scores: dict[int, float] = {}
        for gram, weight in _unit(Counter(_grams(text)), self.rarity).items():
            for place, other in self.index.get(gram, ()):
                scores[place] = scores.get(place, 0.0) + weight * other
        if not scores:
            return None
        best = max(scores, key=lambda place: (scores[place], -place))
        return Nearest(self.ids[best], min(1.0, scores[best]))


def _grams(text: str) -> Iterable[str]:
    padded = f" {text} "
    return (padded[at : at + size] for size in SIZES for at in range(len(padded) - size + 1))


def _unit(count: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    # A gram that no wording has is as rare as can be, and makes the text less like all of them.
    unseen = max(rarity.values(), default=1.0)
    weights = {gram: (1 + math.log(number)) * rarity.get(gram, unseen) for gram, number in count.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {gram: weight / length for gram, weight in weights.items()}
