"""Words marked in a text: F1 by span, each worth the share of words that both have in common.

An answer is a list of "label:first-last" (or "label:word"), words counted from 1.
detail: words (how many the text has; see families/guessing.py)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from escalera.tasks.scoring.given import as_list
from escalera.tasks.scoring.judgement import BLANK, Judgement
from escalera.tasks.scoring.pairing import soft_f1

WRITTEN = re.compile(r"(?P<label>[\w-]{1,40}):\s*(?P<first>\d{1,4})(?:\s*-\s*(?P<last>\d{1,4}))?", re.ASCII)


@dataclass(frozen=True, order=True)
class Span:
    label: str
    first: int
    last: int

    @property
    def places(self) -> range:
        return range(self.first, self.last + 1)


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    given = as_list(raw)
    if not given:
        return BLANK
    made = spans(given)
    note = "" if len(made) == len(set(given)) else "not_a_span"
    return Judgement(score=soft_f1(spans(right), made, overlap), given=", ".join(given), note=note)


def spans(written: Iterable[Any]) -> list[Span]:
    """What can be read as spans, each once."""
    found = (WRITTEN.fullmatch(str(one).strip()) for one in written)
    return list(dict.fromkeys(_span(match) for match in found if match))


def overlap(one: Span, other: Span) -> float:
    """Words in common over words in either; nothing under another label."""
    common = min(one.last, other.last) - max(one.first, other.first) + 1
    if one.label != other.label or common <= 0:
        return 0.0
    return common / (len(one.places) + len(other.places) - common)


def _span(match: re.Match[str]) -> Span:
    ends = sorted((int(match["first"]), int(match["last"] or match["first"])))
    return Span(match["label"], ends[0], ends[1])
