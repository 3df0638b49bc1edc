"""Jobs and skills by a person's own words: accents, endings and order do not matter."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from escalera.jobs.models import Job
from escalera.skills.models import Skill

SMALL_WORDS = re.compile(
    r"a|al|and|con|de|del|el|en|for|i|in|job|la|las|lo|los|me|mi|of|para|por|que|quiero|ser|the|to"
    r"|trabajo|una?|want|work|y"
)
ENDING = 2  # letters that may differ at the end of a longer word: transcribir, transcripcion
MOST_SKILLS = 8


def jobs(words: str) -> list[Job]:
    """The jobs that share words with the search, most first."""
    return ranked(Job.objects.all(), words, names_and_rest)


def names_and_rest(job: Job) -> tuple[list[str], list[str]]:
    called = (job.facts.get(key, "") for key in ("search", "name_of_work"))
    return [job.title_en, job.title_es, *texts_of(list(called))], list(texts_of(job.facts.get("summary", "")))


def skills(words: str, *, without: set[str]) -> list[Skill]:
    """A few skills that fit the words and are not on the list yet."""
    others = Skill.objects.exclude(slug__in=without)
    found = ranked(others, words, lambda s: ((s.label_en, s.label_es), (s.description_en, s.description_es)))
    return found[:MOST_SKILLS]


def ranked(things: Iterable[Any], words: str, texts: Any) -> list[Any]:
    wanted = [stem(word) for word in fold(words).split() if not SMALL_WORDS.fullmatch(word)]
    scored = [(score(wanted, *texts(thing)), thing) for thing in things]
    return [thing for found, thing in sorted(scored, key=lambda pair: -pair[0]) if found]


def score(wanted: list[str], names: Iterable[str], rest: Iterable[str]) -> int:
    """A word in a name weighs as much as three in the rest."""
    name, more = f" {fold(' '.join(names))}", f" {fold(' '.join(rest))}"
    return sum(3 * (f" {word}" in name) + (f" {word}" in more) for word in wanted)


def texts_of(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)


def stem(word: str) -> str:
    return word[: max(4, len(word) - ENDING)]


def fold(text: str) -> str:
    """Lower case, without accents, words apart by one space."""
    plain = unicodedata.normalize("NFKD", text.lower())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
