"""Whether a comment blames a worker for what was outside their control, by its words alone."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from escalera.reference import content

NEAR = 10  # words between a thing and the trouble with it
_GAP = rf"(?:\W+\w+){{0,{NEAR}}}?\W+"


@dataclass(frozen=True)
class Cause:
    id: str
    pattern: re.Pattern[str]


def cause_in(text: str) -> str | None:
    """The cause outside the worker's control that a comment blames them for, or None."""
    words, said = _wordings(), plain(text)
    if words["clears"].search(said):
        return None
    found = (_blamed(sentence, words) for sentence in re.split(r"[.;!?]+", said))
    return next((cause for cause in found if cause), None)


def _blamed(sentence: str, words: dict[str, re.Pattern[str]]) -> str | None:
    counted = what_counts(sentence)
    if words["content"].search(counted):
        return None
    # What is conceded first ("I know it was slow, but you get two stars") counts when it is punished after all.
    return mentioned(sentence if words["punishes"].search(counted) else counted)


def mentioned(text: str) -> str | None:
    """The first cause outside the worker's control that a plain text names."""
    return next((one.id for one in causes() if one.pattern.search(text)), None)


def what_counts(sentence: str) -> str:
    """The sentence without what it merely concedes: after "but" comes what is meant."""
    words = _wordings()
    *_, after = words["turns"].split(sentence)
    if after.strip() and after != sentence:
        return after
    opened = words["concedes"].match(sentence.strip())
    _, comma, rest = sentence.partition(",")
    return rest if opened and comma else sentence


def plain(text: str) -> str:
    """Lower case, without accents, apostrophes as blanks: what the patterns are written in."""
    bare = unicodedata.normalize("NFD", text.casefold())
    return (
        "".join(letter for letter in bare if not unicodedata.combining(letter))
        .replace("'", " ")
        .replace("’", " ")
    )


@cache
def causes() -> tuple[Cause, ...]:
    table = content.read(content.file("escalera.tasks.fairness", "causes.toml"))
    return tuple(
        Cause(content.text(one, "id", "cause"), _pattern(one))
        for one in content.tables(table, "cause", "causes")
    )


def _pattern(cause: content.Table) -> re.Pattern[str]:
    if "alone" in cause:
        return re.compile(rf"\b(?:{content.text(cause, 'alone', 'cause')})\b")
    thing, trouble = (rf"\b(?:{content.text(cause, part, 'cause')})\b" for part in ("thing", "trouble"))
    return re.compile(f"{thing}{_GAP}{trouble}|{trouble}{_GAP}{thing}")


@cache
def _wordings() -> dict[str, re.Pattern[str]]:
    table = content.read(content.file("escalera.tasks.fairness", "wording.toml"))
    return {name: re.compile(rf"\b(?:{content.text(table, name, 'wording')})\b") for name in table}
