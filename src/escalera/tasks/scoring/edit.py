"""Close to the right text, graded by normalised edit distance.

detail: accents, case: "kept" (else forgiven)
        digits "kept": other figures than the right ones score 0
        floor (default .5): likeness up to it scores 0, as unlike texts share letters by accident
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rapidfuzz.distance import Levenshtein

from escalera.tasks.scoring.given import accepted, as_text, plain
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(raw)
    if not text:
        return BLANK
    likeness = max(_likeness(plain(one, detail), plain(text, detail), detail) for one in accepted(right))
    floor = float(detail.get("floor", 0.5))
    return Judgement(score=max(0.0, (likeness - floor) / (1 - floor)), given=text, note=note)


def _likeness(right: str, text: str, detail: Mapping[str, Any]) -> float:
    if detail.get("digits") == "kept" and re.findall(r"\d+", right) != re.findall(r"\d+", text):
        return 0.0
    return float(Levenshtein.normalized_similarity(right, text))
