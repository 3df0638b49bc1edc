"""Mexico's words for trades and things, said in ESCO's Spanish, which is that of Spain (mexican.txt)."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from escalera.skills.matching.words import FUNCTION_WORDS, fold

Key = tuple[str, ...]
LONGEST = 4  # words of a wording


def in_esco_words(text: str) -> str:
    """Return the text with the wordings of mexican.txt replaced; the text itself where there are none."""
    found = text.split()
    told = [place for place, word in enumerate(found) if fold(word) not in FUNCTION_WORDS]
    forms, known = [_form(found[place]) for place in told], by_key()
    at, kept, said = 0, 0, []
    while at < len(told):
        length = next((n for n in range(LONGEST, 0, -1) if tuple(forms[at : at + n]) in known), 0)
        if length:
            said += [*found[kept : told[at]], known[tuple(forms[at : at + length])]]
            kept = told[min(at + length, len(told)) - 1] + 1
        at += length or 1
    return " ".join([*said, *found[kept:]])


@cache
def by_key() -> Mapping[Key, str]:
    return {key_of(wording): meaning for wordings, meaning in lines() for wording in wordings}


def lines() -> list[tuple[list[str], str]]:
    """The wordings of each line and what they mean."""
    text = files("escalera.skills.matching").joinpath("mexican.txt").read_text(encoding="utf-8")
    parts = [line.split(" = ") for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(wordings.split(", "), meaning) for wordings, meaning in parts]


def key_of(wording: str) -> Key:
    return tuple(_form(word) for word in wording.split() if fold(word) not in FUNCTION_WORDS)


def _form(word: str) -> str:
    """A word without number and gender. Stems would be too coarse: "computadora" is not "computación"."""
    folded = fold(word).strip(".")
    return folded if len(folded) < 4 else _NUMBER_AND_GENDER.sub("", folded)


_NUMBER_AND_GENDER = re.compile(r"[aeo]?s?$")
