"""Questions about the loaded skills."""

from collections.abc import Iterator
from typing import Literal

from escalera.skills import starter

Labelled = tuple[str, str, str]


def taxonomy_labels(
    kind: Literal["skill", "occupation"] = "skill", language: str | None = None
) -> Iterator[Labelled]:
    """Yield (id, label, language) of what is loaded, the preferred label of an id before its synonyms;
    all languages where none is asked for.
    """
    if kind == "occupation":
        return
    for skill in starter.load().skills:
        for code in ("en", "es"):
            if language in (None, code):
                for label in dict.fromkeys([getattr(skill.label, code), *getattr(skill.synonyms, code)]):
                    yield skill.id, label, code
