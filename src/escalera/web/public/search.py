"""Jobs by a person's own words: accents, endings and order do not matter."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from escalera.jobs.models import Job

SMALL_WORDS = frozenset("a al con de del el en for i la las lo los of para por the to un una want quiero y work job trabajo".split())
ENDING = 2  # letters that may differ at the end of a longer word: transcribir, transcripcion


def find(jobs: Iterable[Job], words: str) -> list[Job]:
    """The jobs that share words with the search, most first."""
    wanted = stems(words)
    scored = [(score(job, wanted), job) for job in jobs]
    return [job for found, job in sorted(scored, key=lambda pair: -pair[0]) if found]


def score(job: Job, wanted: list[str]) -> int:
    """A word in a title weighs as much as three in the rest."""
    title, rest = fold(f"{job.title_en} {job.title_es}"), fold(" ".join(texts_of(job.facts)))
    return sum(3 * (f" {stem}" in f" {title}") + (f" {stem}" in f" {rest}") for stem in wanted)


def texts_of(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def stems(words: str) -> list[str]:
    return [stem(word) for word in fold(words).split() if word not in SMALL_WORDS]


def stem(word: str) -> str:
    return word[: max(4, len(word) - ENDING)]


def fold(text: str) -> str:
    """Lower case, without accents, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
