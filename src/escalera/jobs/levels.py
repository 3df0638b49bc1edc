"""How well a skill is asked for, from words, years, percentages and European language levels."""

import re
from dataclasses import dataclass

from escalera.jobs import sections
from escalera.jobs.clauses import Clause, fold_in_place

BASIC, INTERMEDIATE, ADVANCED = 0.30, 0.55, 0.80
UNSAID = INTERMEDIATE
# A posting that wants no experience means less by a skill than one that is silent.
FOR_BEGINNERS = 0.40


@dataclass(frozen=True)
class Asked:
    """`said` tells whether the words give the level; otherwise it is the usual one."""

    level: float
    required: bool
    said: bool


def asked(clause: Clause, *, start: int, end: int, usual: float = UNSAID) -> Asked:
    """Return what a clause asks of the skill that it names between start and end (places in the clause)."""
    folded = fold_in_place(clause.text)
    level = _nearest(folded, start, end)
    if level is None:
        level = _years(folded) or _years(fold_in_place(clause.sentence))
    return Asked(usual if level is None else level, clause.section != sections.WISHES, level is not None)


def usual(text: str) -> float:
    """The level meant where none is said, by what the posting says about experience."""
    return FOR_BEGINNERS if _BEGINNERS.search(fold_in_place(text[:20_000])) else UNSAID


def _nearest(folded: str, start: int, end: int) -> float | None:
    found = [
        (
            _distance(match.start(), match.end(), start, end),
            match.start(),
            level(match) if callable(level) else level,
        )
        for pattern, level in _LEVELS
        for match in pattern.finditer(folded)
    ]
    return min(found)[2] if found else None


def _distance(first: int, last: int, start: int, end: int) -> float:
    """Characters between; a word just before or inside counts a little nearer than one after."""
    if last <= start:
        return start - last
    return max(0, first - end) + 0.5


def _years(folded: str) -> float | None:
    match = _YEARS.search(folded)
    if match is None:
        return None
    if match["months"]:
        return 0.40
    number = match["years"]
    years = _NUMBERS.get(number) or (int(number) if number.isdigit() else 1)
    return {0: BASIC, 1: 0.45, 2: INTERMEDIATE, 3: 0.65, 4: 0.70}.get(years, ADVANCED)


def _cefr(match: re.Match[str]) -> float:
    return {"a1": 0.15, "a2": 0.30, "b1": 0.45, "b2": 0.60, "c1": 0.80, "c2": 0.90}[match.group()]


def _percent(match: re.Match[str]) -> float:
    return min(0.90, max(0.15, int(match[1]) / 100 - 0.10))


_LEVELS = (
    (re.compile(r"\bbasic[oa]?s?\b|\bprincipiantes?\b|\bbeginners?\b|\bentry[- ]level\b|\belementa(?:l"
                r"|ry)\b|\bnociones\b|\bsome (?:knowledge|experience|familiarity)\b"
                r"|\bfamiliar(?:ity)?\b|\bsencill[oa]s?\b"), BASIC),
    (re.compile(r"\bintermedi[oa]s?\b|\bintermediate\b|\bmedi[oa]\b|\bgood\b|\bbuen[oa]?s?\b"
                r"|\bsolid[oa]?\b|\bworking knowledge\b|\bproficien(?:t|cy)\b|\bconversational\b"
                r"|\bfacilidad\b|\bcomfortable\b"), INTERMEDIATE),
    (re.compile(r"\bexcelentes?\b|\bexcellent\b|\bstrong\b|\bdominio\b|\bampli[oa]s?\b|\bextensive\b"
                r"|\bgreat\b|\bmuy buen[oa]s?\b|\bvery good\b|\bhigh level\b|\balto nivel\b"), 0.70),
    (re.compile(r"\bavanzad[oa]s?\b|\badvanced\b|\bexpert[oa]?s?\b|\bfluent(?:ly)?\b|\bfluid[oa]\b"
                r"|\bfluidez\b|\bimpecables?\b|\bimpeccable\b|\bflawless\b|\bprofessional[- ]level\b"
                r"|\bperfect[oa]?\b"), ADVANCED),
    (re.compile(r"\bnativ[oa]s?\b|\bnative\b"), 0.90),
    (re.compile(r"\b[abc][12]\b"), _cefr),
    (re.compile(r"\b(\d{2,3}) ?%"), _percent),
)  # fmt: skip
_NUMBERS = {
    "un": 1, "uno": 1, "one": 1, "dos": 2, "two": 2, "tres": 3, "three": 3,
    "cuatro": 4, "four": 4, "cinco": 5, "five": 5,
}  # fmt: skip
_YEARS = re.compile(
    r"\b(?P<years>\d{1,2}|un|uno|dos|tres|cuatro|cinco|one|two|three|four|five)(?:\s?\+|\s?(?:-|a|to|o"
    r"|or)\s?\d{1,2}(?: mas| more)?)?\s?\+?"
    r" ?(?:(?:anos?|años?|years?|yrs?)\b|(?P<months>mes(?:es)?\b|months?\b))(?=[^.]{0,60}(?:experien"
    r"|trabaj|work|en |of |in |doing|con ))"
)
_BEGINNERS = re.compile(
    r"\bsin experiencia\b|\bno (?:se )?(?:requiere|necesitas|es necesaria"
    r"|hace falta)(?: tener)? (?:la )?experiencia|\bexperiencia no (?:es )?(?:necesaria|requerida"
    r"|indispensable)"
    r"|\bno (?:prior |previous )?experience (?:is )?(?:needed|required|necessary)|\bentry[- ]level\b"
    r"|\bbeginners? welcome\b"
)
