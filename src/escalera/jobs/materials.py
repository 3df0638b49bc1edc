"""What a posting is about: goods, documents, customers, places and trades, from which items are cut.

Only words of our own list and names of states are taken, never a phrase of the posting, so that no name, address or
number of anybody can come along.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from escalera.reference import places

LANGUAGES = ("en", "es")
COUNTRIES = ("MX", "US")
KINDS = ("goods", "documents", "customers")
MOST = 8
MOST_TRADES = 2
Kept = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Word:
    """How items show it in each language, every form in which a posting may say it, and who sells it."""

    shown: Mapping[str, str]
    forms: frozenset[str]
    trade: str = ""


def found(text: str, *, language: str) -> Kept:
    """{language: {goods, documents, customers, places, trades}}, in the order of the text, the same in both languages."""
    said = without_other_meanings(plain(text))
    kept: Kept = {}
    for name in KINDS:
        keep(kept, name, in_order(said, words(name)))
    keep(kept, "places", in_order(said, states()))
    sold = in_order(said, tuple(word for word in (*words("goods"), *words("trades")) if word.trade))
    if trades := list(dict.fromkeys(word.trade for word in sold))[:MOST_TRADES]:
        for language in LANGUAGES:
            kept.setdefault(language, {})["trades"] = trades
    return kept


def without_other_meanings(said: str) -> str:
    """The text without phrases in which our words mean something else: keeping books, a cup of coffee."""
    for phrase in never():
        said = said.replace(f" {phrase} ", " . ")
    return said


def keep(kept: Kept, name: str, those: Iterable[Word]) -> None:
    for language in LANGUAGES:
        if shown := list(dict.fromkeys(word.shown[language] for word in those)):
            kept.setdefault(language, {})[name] = shown[:MOST]


def in_order(said: str, of: tuple[Word, ...]) -> list[Word]:
    there = [(place, word) for word in of if (place := first(said, word)) >= 0]
    return [word for _place, word in sorted(there, key=lambda pair: pair[0])]


def first(said: str, word: Word) -> int:
    """Where the word stands first, -1 where it doesn't."""
    starts = [said.find(f" {form} ") for form in word.forms]
    return min((start for start in starts if start >= 0), default=-1)


def plain(text: str) -> str:
    """Lower case without accents and signs, a space around each word."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(sign)
    )
    return f" {re.sub(r'[^a-z0-9]+', ' ', bare).strip()} "


@cache
def lists() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("materials.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> tuple[Word, ...]:
    return tuple(word_of(row, name) for row in lists()[name]["words"])


def word_of(row: Mapping[str, Any], name: str) -> Word:
    """A row of the list. `only`: the word itself may mean something else, so just the other forms count."""
    shown = {language: row[language] for language in LANGUAGES if language in row}
    # One shop is who looks for people; shops are customers. So customers count in the plural only.
    itself = () if name == "customers" or row.get("only") else shown.values()
    return Word(shown, forms(*itself, *row["also"]), row.get("trade", ""))


@cache
def never() -> tuple[str, ...]:
    return tuple(plain(phrase).strip() for phrase in lists()["never"]["said"])


@cache
def states() -> tuple[Word, ...]:
    return tuple(
        Word({"en": state.name.en, "es": state.name.es}, forms(state.name.en, state.name.es))
        for country in COUNTRIES
        for state in places.states(country)
    )


def forms(*said: str) -> frozenset[str]:
    return frozenset(plain(one).strip() for one in said)
