"""Wrong cells of a table, found and mended: F1, where a cell that was found but mended wrongly is worth .4.

An answer is a list of "B3=105.00": only the cells that were changed. Changing a right cell is a false alarm and
costs like a missed one. The right answer has the same form; "B3=105.00|105" takes either. Case and spaces are
forgiven, unless `detail` says case: "kept".
detail: cells (names of those that can be changed; see families/guessing.py)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from escalera.tasks.scoring.given import as_text, plain
from escalera.tasks.scoring.judgement import BLANK, Judgement

WRITTEN = re.compile(r"([A-Z])(\d{1,3})=(.*)", re.DOTALL)
FOUND = 0.4
MOST = 100


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    given = cells(raw if isinstance(raw, (list, tuple)) else [raw])
    if not given:
        return BLANK
    wanted = cells(right)
    earned = sum(mended(wanted[name], value, detail) for name, value in given.items() if name in wanted)
    score = 2 * earned / (len(wanted) + len(given))
    return Judgement(score=score, given=", ".join(f"{name}={value}" for name, value in given.items()))


def mended(right: str, value: str, detail: Mapping[str, Any]) -> float:
    """What a change of a wrong cell is worth."""
    accepted = {plain(one, {"accents": "kept", **detail}) for one in right.split("|")}
    return 1.0 if plain(value, {"accents": "kept", **detail}) in accepted else FOUND


def cells(written: Iterable[Any]) -> dict[str, str]:
    """{cell: what it now says}; the last word on a cell counts."""
    texts = [as_text(one)[0] for one in list(written)[:MOST]]
    found = (WRITTEN.fullmatch(text) for text in texts)
    return {match[1] + match[2]: match[3].strip()[:200] for match in found if match}
