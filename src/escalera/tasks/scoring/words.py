"""Words heard, graded: 1 - word error rate. Case and punctuation are forgiven.

detail: accents "kept" (else forgiven)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jiwer

from escalera.tasks.scoring.given import accepted, as_text, plain, without_punctuation
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(raw)
    heard = _compared(text, detail)
    if not heard:
        return BLANK
    errors = min(jiwer.wer(_compared(one, detail), heard) for one in accepted(right))
    return Judgement(score=max(0.0, 1 - errors), given=text, note=note)


def _compared(text: str, detail: Mapping[str, Any]) -> str:
    return without_punctuation(plain(text, {"accents": detail.get("accents")}))
