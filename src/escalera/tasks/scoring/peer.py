"""Free text that only a person can judge: it waits, unless there is nothing to judge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from escalera.tasks.scoring.given import as_text
from escalera.tasks.scoring.judgement import BLANK, Judgement


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(", ".join(map(str, raw)) if isinstance(raw, list) else raw)
    return Judgement(score=None, given=text, note=note) if text else BLANK
