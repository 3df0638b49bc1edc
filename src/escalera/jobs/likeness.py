"""How likely words that no wording has still ask for a skill: by meaning where the encoder is installed,
by letters and words otherwise.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from escalera.jobs.taxonomy import Taxonomy
from escalera.skills import matching
from escalera.skills.matching import Label, Match, Matcher

# Logistic fits of "a careful reader agrees" to the score, on the pieces of our reviewed postings that no wording
# explains. When skills or wordings have changed: python -m bench.reading prints them anew.
BY_MEANING, BY_LETTERS = (12.01, -5.33), (9.65, -3.69)


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
        best = self.nearest(text)
        if best is None:
            return None
        slope, start = BY_MEANING if self._matcher.knows_meaning else BY_LETTERS
        return Likely(best.id, 1 / (1 + math.exp(-(slope * best.score + start))))

    def nearest(self, text: str) -> Match | None:
        """Return the skill whose wording is most like the text; None where nothing is like it."""
        best = self._matcher.match(text, top=1)
        return best[0] if best and best[0].score > 0 else None


@lru_cache(maxsize=4)
def of(read_against: Taxonomy, *, semantic: bool = True) -> Wordings:
    """Made at the first posting, not when the program starts: the encoder takes half a second and 200 MB."""
    labels = [Label(entry.id, wording) for entry in read_against.entries for wording in entry.wordings()]
    return Wordings(matching.of_labels(labels, semantic=semantic))
