"""Usernames are ours, two words and a number, so that nobody has to think of one or writes their own name."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

import numpy as np

NUMBERS = range(10, 1000)
LONGEST_PAIR = 18  # easy to copy by hand, and on one line of a small phone


def draw(language: str, *, rng: np.random.Generator) -> str:
    """One username in the language (en or es), for example nube-alegre-42."""
    pairs = word_pairs(language)
    return f"{pairs[rng.integers(len(pairs))]}-{rng.integers(NUMBERS.start, NUMBERS.stop)}"


def normal(typed: str) -> str:
    """What somebody typed, as we write it: "Nube alegre 42 " is nube-alegre-42."""
    return re.sub(r"[\s_–—-]+", "-", typed.strip().lower())[:40]


@cache
def word_pairs(language: str) -> tuple[str, ...]:
    pairs = spanish_pairs() if language == "es" else english_pairs()
    return tuple(pair for pair in pairs if len(pair) <= LONGEST_PAIR)


def spanish_pairs() -> Iterable[str]:
    words = read("es")
    for adjective in words["adjectives"]:
        feminine, _, masculine = adjective.partition("/")
        yield from (f"{noun}-{feminine}" for noun in words["feminine"])
        yield from (f"{noun}-{masculine or feminine}" for noun in words["masculine"])


def english_pairs() -> Iterable[str]:
    words = read("en")
    for adjective in words["adjectives"]:
        yield from (f"{adjective}-{noun}" for noun in words["nouns"])


def read(language: str) -> dict[str, list[str]]:
    text = resources.files(__package__).joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
    return {name: words.split() for name, words in tomllib.loads(text).items()}
