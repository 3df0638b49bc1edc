"""Which skill or occupation a text means, in either language; knows no Django.

matcher = matching.of_labels(labels.read(file))
matcher.match("pasar audios a texto")
"""

from collections.abc import Sequence

from escalera.skills.matching import encoder, keeping
from escalera.skills.matching.labels import Label
from escalera.skills.matching.matcher import Match, Matcher

__all__ = ["Label", "Match", "Matcher", "of_labels"]


def of_labels(labels: Sequence[Label], *, semantic: bool = True) -> Matcher:
    """Return a matcher over the labels; without the extra or with `semantic=False` by letters and words."""
    chosen = encoder.best() if semantic else None
    return Matcher(keeping.index_of(labels, chosen), chosen)
