"""Words heard, graded: 1 - word error rate. Case and punctuation are forgiven.

detail: accents "kept" (else forgiven)
        draft: a faulty text the person was shown to correct; leaving it as it is earns nothing
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jiwer

from escalera.tasks.scoring.given import accepted, as_text, plain, without_punctuation
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(raw)
    if not _compared(text, detail):
        return BLANK
    errors = _errors(right, text, detail)
    allowed = _errors(right, str(detail["draft"]), detail) if "draft" in detail else 1.0
    return Judgement(score=max(0.0, 1 - errors / (allowed or 1.0)), given=text, note=note)


def _errors(right: Any, text: str, detail: Mapping[str, Any]) -> float:
    heard = _compared(text, detail)
    return float(min(jiwer.wer(_compared(one, detail), heard) for one in accepted(right)))


def _compared(text: str, detail: Mapping[str, Any]) -> str:
    return without_punctuation(plain(text, {"accents": detail.get("accents")}))
