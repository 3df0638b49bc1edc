"""How likely words that no wording has still ask for a skill: by meaning where the encoder is installed,
by letters and words otherwise.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from escalera.jobs.taxonomy import Taxonomy
from escalera.skills import matching
from escalera.skills.matching import Label, Matcher

# Logistic fits of "a careful reader agrees" to the score, on the pieces of our forty postings that no wording
# explains (88 of them); docs/algorithms/reading-a-posting.md has the curve.
BY_MEANING, BY_LETTERS = (7.63, -3.18), (6.98, -2.22)


@dataclass(frozen=True)
class Likely:
    """`confidence` is how likely a careful reader finds the skill there, in [0, 1]."""

    skill: str
    confidence: float


class Wordings:
    """The wordings of a taxonomy, searched by a matcher."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def likely(self, text: str) -> Likely | None:
        """Return the skill that a piece of a clause asks for most likely; None where nothing is like it."""
        best = self._matcher.match(text, top=1)
        if not best or best[0].score <= 0:
            return None
        slope, start = BY_MEANING if self._matcher.knows_meaning else BY_LETTERS
        return Likely(best[0].id, 1 / (1 + math.exp(-(slope * best[0].score + start))))


@lru_cache(maxsize=4)
def of(read_against: Taxonomy, *, semantic: bool = True) -> Wordings:
    """Made at the first posting, not when the program starts: the encoder takes half a second and 200 MB."""
    labels = [Label(entry.id, wording) for entry in read_against.entries for wording in entry.wordings()]
    return Wordings(matching.of_labels(labels, semantic=semantic))
