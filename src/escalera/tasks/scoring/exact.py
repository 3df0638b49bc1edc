"""The same text, letter for letter. detail: accents, case, punctuation: "kept" (else forgiven)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from escalera.tasks.scoring.given import accepted, as_text, plain, without_punctuation
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(raw)
    if not text:
        return BLANK
    hit = _compared(text, detail) in {_compared(one, detail) for one in accepted(right)}
    return Judgement(score=float(hit), given=text, note=note)


def _compared(text: str, detail: Mapping[str, Any]) -> str:
    kept = detail.get("punctuation") == "kept"
    return plain(text if kept else without_punctuation(text), detail)
