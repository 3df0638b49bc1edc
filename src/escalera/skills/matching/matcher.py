"""Which labels a text means: how near in meaning, letters and words, blended; the best label speaks for its id.

    score(q, c) = [ max over labels l of c of (m.v_l + B_L letters(q,l) + B_W words(q,l)) + B_C m.middle_c ] / sum

docs/algorithms/reading-a-posting.md has the equations and what each part brings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from escalera.skills.matching import mexican, words
from escalera.skills.matching.encoder import Encoder, Vectors
from escalera.skills.matching.index import Index, meanings

Places = NDArray[np.int64]
AnyFloats = NDArray[np.floating[Any]]

# Chosen on the validation files and on held-out Spanish titles together; flat within .1 on each side.
LETTERS, WORDS, MIDDLE = 0.25, 0.20, 0.50
# Where letters and words are alone.
LETTERS_ALONE, WORDS_ALONE = 1.0, 1.0
# A label in the very words of the query stays nearer than one in ESCO's words for them.
TOLD = np.float32(0.95)
# Of two ids with the same best score, that whose preferred label it is goes first.
PREFERRED = 1e-3
# Ids whose labels are compared one by one, the nearest by their middle and their words.
LOOKED_AT = 150
TOGETHER = 64
PASTED = 3_000  # letters of a query that are looked at before what says nothing is taken out


@dataclass(frozen=True, slots=True)
class Match:
    """`score` is at most 1, for a label that says the very same; `label` is the one that is nearest."""

    id: str
    label: str
    score: float


class Matcher:
    def __init__(self, index: Index, encoder: Encoder | None) -> None:
        """`encoder` must be the one the index was made with."""
        self.index, self._encoder = index, encoder
        self._counts = np.diff(np.append(index.starts, len(index.shown)))

    @property
    def knows_meaning(self) -> bool:
        return self._encoder is not None

    def match(self, query: str, top: int = 10) -> tuple[Match, ...]:
        """Return the best ids for one text, best first; none for a text without a word."""
        return next(iter(self.match_all([query], top)))

    def match_all(self, queries: Sequence[str], top: int = 10) -> Iterator[tuple[Match, ...]]:
        """Yield the best ids for each text in order."""
        rest = iter(queries)
        while some := list(islice(rest, TOGETHER)):
            asked = [words.plain(words.of_one_gender(query[:PASTED]))[: words.LONGEST] for query in some]
            for text, meant in zip(asked, self._meant(asked), strict=True):
                yield self._best(text, meant, top) if text else ()

    def _meant(self, queries: list[str]) -> Sequence[Vectors | None]:
        """The vector of each query: halfway between its words as they stand, and in the singular and ESCO's Spanish."""
        if self._encoder is None:
            return [None] * len(queries)
        alike = [words.singular(mexican.in_esco_words(query)) for query in queries]
        both = self._encoder.encode([*queries, *alike])
        middle = both[: len(queries)] + both[len(queries) :]
        return list(middle / np.maximum(np.linalg.norm(middle, axis=1, keepdims=True), 1e-12))

    def _best(self, query: str, meant: Vectors | None, top: int) -> tuple[Match, ...]:
        index = self.index
        by_letters, by_words = self._worded(query)
        if meant is None or index.vectors is None or index.middles is None:
            worded = (LETTERS_ALONE * by_letters + WORDS_ALONE * by_words) / (LETTERS_ALONE + WORDS_ALONE)
            looked_at = _largest(np.maximum.reduceat(worded, index.starts), max(top, LOOKED_AT))
            rows, firsts = self._rows(looked_at)
            return self._matches(looked_at, rows, firsts, worded[rows], np.float32(0), top)
        worded = LETTERS * by_letters + WORDS * by_words
        near = index.middles @ meant
        looked_at = _largest(near + np.maximum.reduceat(worded, index.starts), max(top, LOOKED_AT))
        rows, firsts = self._rows(looked_at)
        whole = 1 + LETTERS + WORDS + MIDDLE
        blended = (worded[rows] + index.vectors[rows].astype(np.float32) @ meant) / whole
        return self._matches(looked_at, rows, firsts, blended, MIDDLE / whole * near[looked_at], top)

    def _worded(self, query: str) -> tuple[Vectors, Vectors]:
        """Cosines of letters and of words with each label; of the query in ESCO's Spanish where that is nearer."""
        by_letters = self.index.letters.cosines(words.grams(query))
        by_words = self.index.stems.cosines(meanings(query))
        if (told := mexican.in_esco_words(query)) != query:
            by_letters = np.maximum(by_letters, TOLD * self.index.letters.cosines(words.grams(told)))
            by_words = np.maximum(by_words, TOLD * self.index.stems.cosines(meanings(told)))
        return by_letters, by_words

    def _rows(self, looked_at: Places) -> tuple[Places, Places]:
        """The rows of the ids one after another, and where each id's begin among them."""
        starts, counts = self.index.starts[looked_at], self._counts[looked_at]
        firsts = np.cumsum(counts) - counts
        return np.arange(counts.sum()) + np.repeat(starts - firsts, counts), firsts

    def _matches(
        self,
        looked_at: Places,
        rows: Places,
        firsts: Places,
        scores: AnyFloats,
        more: AnyFloats | np.float32,
        top: int,
    ) -> tuple[Match, ...]:
        """The best ids by their best row's score and what their middle adds."""
        ranked = scores.copy()
        ranked[firsts] += PREFERRED
        order = np.argsort(-(np.maximum.reduceat(ranked, firsts) + more), kind="stable")[:top]
        added = np.broadcast_to(more, looked_at.shape)
        found = []
        for place in order:
            first, last = firsts[place], firsts[place] + self._counts[looked_at[place]]
            best = first + int(np.argmax(ranked[first:last]))
            score = round(min(1.0, float(scores[best] + added[place])), 4)
            found.append(Match(self.index.ids[looked_at[place]], self.index.shown[rows[best]], score))
        return tuple(found)


def _largest(scores: AnyFloats, number: int) -> Places:
    if number >= len(scores):
        return np.arange(len(scores))
    return np.sort(np.argpartition(-scores, number)[:number])
