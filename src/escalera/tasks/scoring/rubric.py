"""A free text against criteria that a machine can check: the share of them it meets.

`right` is a list of criteria {"kind": ..., "says": what is asked for, ...}; "weight" is optional.
Wants:  contains {"of": [...]}   at least one of the words or phrases; "reembols*" takes any ending
        min_words {"n"}   greeting   farewell   language {"of": "en" | "es"}
        own_words {"of": a text not to be copied}
Limits: max_words {"n"}   max_chars {"n"}   avoids {"of": [...]}   no_shouting
        few_copied {"n", "of": [texts]}   never n words in a row out of the texts that were given
        amount {"of": [units], "most"}   a figure with one of the units ("3 days", "$40"), and none above
        known_numbers {"of": [numbers]}   no figure that was not given   max_sentence {"n"}   words of the longest
A criterion with "must": true that is missed costs the whole text.
Where things must be said (contains) and none of them is, the rest earns nothing either: silence and
nonsense score 0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz

from escalera.tasks.scoring.given import as_text, plain
from escalera.tasks.scoring.judgement import BLANK, Judgement

GREETINGS = [
    "hola",
    "buen dia",
    "buenos dias",
    "buenas",
    "buenas tardes",
    "buenas noches",
    "estimad*",
    "querid*",
    "que tal",
]
GREETINGS += [
    "hello",
    "hi",
    "hey",
    "dear",
    "good morning",
    "good afternoon",
    "good evening",
    "good day",
    "greetings",
]
FAREWELLS = [
    "gracias",
    "saludos",
    "atentamente",
    "cordialmente",
    "quedo a*",
    "quedamos a*",
    "estamos para*",
    "buen dia",
    "hasta pronto",
]
FAREWELLS += [
    "thank*",
    "regards",
    "sincerely",
    "best wishes",
    "kind wishes",
    "take care",
    "have a good*",
    "have a great*",
    "warmly",
]
ENGLISH = (
    "the a an and or of to in is are was we you your our it this that for with on have has be will not can i"
)
SPANISH = "el la los las un una y o de del a en es son fue nos tu su te le lo que para con por ha se no al mi"
COMMON = {"en": set(ENGLISH.split()), "es": set(SPANISH.split())}


def judge(right: Any, raw: Any, detail: Mapping[str, Any]) -> Judgement:
    text, note = as_text(raw)
    if not re.search(r"\w", text):
        return BLANK
    met = [_met(criterion, text) for criterion in right]
    says = [ok for ok, criterion in zip(met, right, strict=True) if criterion["kind"] == "contains"]
    missed = tuple(str(criterion.get("says", "")) for ok, criterion in zip(met, right, strict=True) if not ok)
    weights = [float(criterion.get("weight", 1)) for criterion in right]
    earned = sum(weight for weight, ok in zip(weights, met, strict=True) if ok)
    broken = any(criterion.get("must") and not ok for ok, criterion in zip(met, right, strict=True))
    if broken or (says and not any(says)):
        earned = 0.0
    return Judgement(score=earned / sum(weights), given=text, note=note, missed=missed)


def holds(text: str, phrase: str) -> bool:
    """Whether the phrase stands in the text as whole words, case and accents apart."""
    return _any(text, [phrase])


def _met(criterion: Mapping[str, Any], text: str) -> bool:
    return CHECKS[criterion["kind"]](text, criterion)


def _any(text: str, phrases: list[str]) -> bool:
    bare = plain(text, {})
    return any(_pattern(phrase).search(bare) for phrase in phrases)


@lru_cache(maxsize=4096)
def _pattern(phrase: str) -> re.Pattern[str]:
    wanted = re.escape(plain(phrase.removesuffix("*"), {}))
    return re.compile(rf"(?<!\w){wanted}" + ("" if phrase.endswith("*") else r"(?!\w)"))


def _word_count(text: str) -> int:
    return len(re.findall(r"\w+(?:['’.,:-]\w+)*", text))


def _in_language(text: str, language: str) -> bool:
    found = re.findall(r"\w+", plain(text, {}))
    here, there = (
        sum(word in COMMON[one] for word in found) for one in (language, "es" if language == "en" else "en")
    )
    return here >= there and here > 0


def _own_words(text: str, original: str) -> bool:
    return fuzz.ratio(plain(text, {}), plain(original, {})) < 85


def _few_copied(text: str, originals: list[str], longest: int) -> bool:
    words = _words(text)
    given = [f" {' '.join(_words(original))} " for original in originals]
    runs = (f" {' '.join(words[start : start + longest])} " for start in range(len(words) - longest + 1))
    return not any(run in original for run in runs for original in given)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text, {}))


def _figures(text: str) -> set[int]:
    """Whole numbers written in figures; 10:00 is ten and nothing."""
    return {int(digits) for digits in re.findall(r"[0-9]+", text) if len(digits) < 10}


def _amounts(text: str, units: list[str]) -> list[int]:
    """The figures before or after one of the units; a unit takes any ending."""
    either = "|".join(re.escape(plain(unit, {})) for unit in units)
    found = re.findall(
        rf"([0-9]{{1,9}})(?:[.,]00)? ?(?:{either})|(?:{either}) ?([0-9]{{1,9}})", plain(text, {})
    )
    return [int(before or after) for before, after in found]


def _within(text: str, units: list[str], most: int) -> bool:
    amounts = _amounts(text, units)
    return bool(amounts) and max(amounts) <= most


def _longest_sentence(text: str) -> int:
    # A dot inside "a.m." or "p. m." ends no sentence.
    whole = re.sub(r"\b([ap])\. ?m\.", r"\1m", text)
    return max(_word_count(sentence) for sentence in re.split(r"[.!?…\n]+", whole))


def _shouts(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return text.count("!") > 3 or (
        len(letters) > 10 and sum(sign.isupper() for sign in letters) > 0.6 * len(letters)
    )


CHECKS: dict[str, Callable[[str, Mapping[str, Any]], bool]] = {
    "contains": lambda text, it: _any(text, it["of"]),
    "avoids": lambda text, it: not _any(text, it["of"]),
    "min_words": lambda text, it: _word_count(text) >= it["n"],
    "max_words": lambda text, it: _word_count(text) <= it["n"],
    "greeting": lambda text, it: _any(text[:60], GREETINGS),
    "farewell": lambda text, it: _any(text[-120:], FAREWELLS),
    "max_chars": lambda text, it: len(text) <= it["n"],
    "language": lambda text, it: _in_language(text, it["of"]),
    "own_words": lambda text, it: _own_words(text, it["of"]),
    "few_copied": lambda text, it: _few_copied(text, it["of"], it["n"]),
    "amount": lambda text, it: _within(text, it["of"], it["most"]),
    "known_numbers": lambda text, it: _figures(text) <= {0, *map(int, it["of"])},
    "max_sentence": lambda text, it: _longest_sentence(text) <= it["n"],
    "no_shouting": lambda text, it: not _shouts(text),
}
