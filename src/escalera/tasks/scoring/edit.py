"""Close to the right text, graded by normalised edit distance.

detail: accents, case: "kept" (else forgiven)
        floor (default .5): likeness up to it scores 0, as unlike texts share letters by accident
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import Levenshtein

from escalera.tasks.scoring.given import accepted, as_text, plain
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(raw)
    if not text:
        return BLANK
    compared = plain(text, detail)
    likeness = max(Levenshtein.normalized_similarity(plain(one, detail), compared) for one in accepted(right))
    floor = float(detail.get("floor", 0.5))
    return Judgement(score=max(0.0, (likeness - floor) / (1 - floor)), given=text, note=note)
