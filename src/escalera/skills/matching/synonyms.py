"""Words that stand for each other between the languages, for comparing without an encoder."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from escalera.skills.matching.words import stem


@cache
def by_stem() -> Mapping[str, str]:
    """Return the name of its meaning, marked with "=", by the stem of each word of synonyms.txt."""
    text = files("escalera.skills.matching").joinpath("synonyms.txt").read_text(encoding="utf-8")
    groups = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return {stem(word): f"={group[0]}" for group in reversed(groups) for word in group}
