"""What a posting is about: goods, documents, customers and places, from which items are cut.

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

from escalera.reference import places

LANGUAGES = ("en", "es")
COUNTRIES = ("MX", "US")
KINDS = ("goods", "documents", "customers")
MOST = 8
Kept = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Word:
    """How items show it in each language, and every form in which a posting may say it."""

    shown: Mapping[str, str]
    forms: frozenset[str]


def found(text: str, *, language: str) -> Kept:
    """{language: {goods, documents, customers, places}}, in the order of the text; the same things in both languages."""
    said = plain(text)
    kept: Kept = {}
    for name in KINDS:
        keep(kept, name, in_order(said, words(name)))
    keep(kept, "places", in_order(said, states()))
    return kept


def keep(kept: Kept, name: str, those: Iterable[Word]) -> None:
    for language in LANGUAGES:
        if shown := list(dict.fromkeys(word.shown[language] for word in those)):
            kept.setdefault(language, {})[name] = shown[:MOST]


def in_order(said: str, of: tuple[Word, ...]) -> list[Word]:
    places_of = {place: word for word in of if (place := first(said, word)) >= 0}
    return [places_of[place] for place in sorted(places_of)]


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
def words(name: str) -> tuple[Word, ...]:
    text = resources.files(__package__).joinpath("materials.toml").read_text(encoding="utf-8")
    # One shop is who looks for people; shops are customers. So customers count in the plural only.
    itself = () if name == "customers" else ("en", "es")
    return tuple(
        Word({"en": row["en"], "es": row["es"]}, forms(*(row[one] for one in itself), *row["also"]))
        for row in tomllib.loads(text)[name]["words"]
    )


@cache
def states() -> tuple[Word, ...]:
    return tuple(
        Word({"en": state.name.en, "es": state.name.es}, forms(state.name.en, state.name.es))
        for country in COUNTRIES
        for state in places.states(country)
    )


def forms(*said: str) -> frozenset[str]:
    return frozenset(plain(one).strip() for one in said)
