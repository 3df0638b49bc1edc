"""Jobs and skills are found by what people really type."""

from pathlib import Path

import pytest

from escalera.jobs import finding, starter
from escalera.skills import starter as skills

FOLDER = Path(__file__).parent / "searches"
FIRST = 3


def searches(language: str) -> dict[str, set[str]]:
    lines = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {words: set(expected.split()) for words, expected in pairs}


def found(words: str) -> list[str]:
    return [one.id for one in finding.of_starter_set().find(words)]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_right_one_is_among_the_first_three(language, capsys):
    asked = searches(language)

    missed = {
        words: found(words)[:FIRST] for words, right in asked.items() if not right & {*found(words)[:FIRST]}
    }
    at_once = sum(bool(right & {*found(words)[:1]}) for words, right in asked.items())

    with capsys.disabled():
        hits = len(asked) - len(missed)
        print(
            f"\nsearches in {language}: {hits} of {len(asked)} among the first {FIRST} ({hits / len(asked):.3f}), "
            f"{at_once} at once; missed: {missed}"
        )
    assert len(asked) >= 60
    assert len(missed) <= 0.05 * len(asked)


def test_what_the_searches_expect_exists():
    known = {*starter.by_slug(), *skills.load().by_id()}

    for language in ("es", "en"):
        for words, right in searches(language).items():
            assert right <= known, words
