"""Which skills a template asks for, guessed from its words."""

import tomllib
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

TITLE, DESCRIPTION, BODY = 4, 3, 1
BEGINNING = 1500  # characters of the page's own text that count
ALWAYS = {
    "en": {"apply-guidelines": 0.2, "read-english": 0.2},
    "es": {"apply-guidelines": 0.3, "read-documents": 0.1},
}
NOTHING_ELSE = {
    "en": {"apply-guidelines": 0.5, "read-english": 0.5},
    "es": {"apply-guidelines": 0.6, "read-documents": 0.4},
}


@lru_cache(maxsize=1)
def stems() -> dict[str, list[str]]:
    return tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))


def weights(
    title: str, description: str, body: str, *, language: str, known: Collection[str]
) -> dict[str, float]:
    """Skill slugs with weights that sum to 1: the three most mentioned, beside rules and reading."""
    said = Counter[str]()
    for words, weight in ((title, TITLE), (description, DESCRIPTION), (body[:BEGINNING], BODY)):
        for skill, beginnings in stems().items():
            if skill in known:
                said[skill] += weight * mentions(words.lower(), beginnings)
    top = {skill: count for skill, count in said.most_common(3) if count > 0}
    if not top:
        return NOTHING_ELSE[language]
    found = dict(ALWAYS[language])
    left = 1 - sum(found.values())
    for skill, count in top.items():
        found[skill] = found.get(skill, 0.0) + left * count / sum(top.values())
    return found


def mentions(words: str, beginnings: list[str]) -> int:
    return sum(f" {words}".count(f" {beginning}") for beginning in beginnings)
