"""A number within a tolerance, however people write it: 1,234.50  1.234,50  $1 234.50 MXN.

detail: tolerance (default .005)
        range [low, high]: the whole numbers that somebody would guess among (see families/guessing.py)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from escalera.tasks.scoring.given import as_text
from escalera.tasks.scoring.judgement import BLANK, Judgement

WRITTEN = re.compile(
    r"[^\d.,]{0,20}?(?P<sign>[-(]?)\s?[^\d\s.,()-]{0,4}\s?(?P<digits>[.,]?\d[\d.,' ]*)[^\d]{0,20}"
)
LONGEST = 40


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, _ = as_text(raw)
    if not text:
        return BLANK
    values = readings(text)
    if not values:
        return Judgement(score=0.0, given=text[:LONGEST], note="not_a_number")
    tolerance = float(detail.get("tolerance", 0.005))
    hit = any(abs(value - float(right)) <= tolerance + 1e-9 for value in values)
    return Judgement(score=float(hit), given=text)


def readings(text: str) -> set[float]:
    """Every number the text can mean: 1.234 is a bit over one in Mexico and over a thousand in Spain."""
    text = unicodedata.normalize("NFKC", text[: LONGEST + 1]).replace("−", "-")
    match = WRITTEN.fullmatch(text) if len(text) <= LONGEST else None
    if not match:
        return set()
    sign = -1 if match["sign"] else 1
    digits = re.sub(r"[' ]", "", match["digits"]).rstrip(".,")
    return {sign * float(number) for number in _decimals(digits)}


def _decimals(digits: str) -> set[str]:
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return {digits}
    whole, _, end = digits.rpartition(marks[-1])
    whole_digits = re.sub(r"[.,]", "", whole)
    grouped = re.fullmatch(r"\d{1,3}([.,]\d{3})*", whole) is not None
    found = set()
    if marks.count(marks[-1]) == 1 and (len(marks) == 1 or grouped):
        found.add(f"{whole_digits or 0}.{end}")
    if len(set(marks)) == 1 and grouped and len(end) == 3:
        found.add(whole_digits + end)
    return found
