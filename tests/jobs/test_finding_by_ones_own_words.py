"""Jobs and skills are found by what people really type."""

from pathlib import Path
from time import perf_counter

import pytest

from escalera.jobs import finding, sounds, starter
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


@pytest.mark.parametrize("written", ["pasar audios a texto", "PASAR AUDIOS A TEXTO", "Pasar áudios a tecsto"])
def test_capitals_accents_and_spelling_do_not_matter(written):
    assert {"audio-transcription", "transcribe-audio"} == set(found(written)[:2])


@pytest.mark.parametrize(
    "alike", [("vender", "bender"), ("hacer", "aser"), ("lluvia", "yuvia"), ("zoom", "som")]
)
def test_what_sounds_alike_in_mexico_is_heard_alike(alike):
    one, other = alike

    assert sounds.sound(one) == sounds.sound(other)


@pytest.mark.parametrize(
    "nothing", ["", "quiero trabajar", "I want to work", "!!! ...", "xyzzy", "日本語", "\x00"]
)
def test_what_says_nothing_finds_nothing(nothing):
    assert found(nothing) == []


def test_a_long_search_is_read_to_its_twelfth_word_and_quickly():
    started = perf_counter()

    found(" ".join(f"palabrota{number}" for number in range(2_000)))

    assert perf_counter() - started < 2
