"""Twenty postings of ours in each language, read as a person would read them (the mixed one counts in both)."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from escalera.jobs import breaking, intake, likeness, taxonomy
from escalera.jobs.breaking import BreakDown
from escalera.skills.matching import encoder

FOLDER = Path(__file__).parent / "postings"
OLDER = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
FURTHER = {
    language: tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    for language in ("english", "spanish")
}
CODES = {"english": ("en", "mixed"), "spanish": ("es", "mixed")}
PRECISION, RECALL, NEAR = 0.90, 0.85, 0.85
WAYS = [
    pytest.param(
        True, marks=pytest.mark.skipif(not encoder.is_installed(), reason="extra semantic is absent")
    ),
    False,
]
by_language_and_way = pytest.mark.parametrize(
    ("language", "semantic"), [(language, way) for language in FURTHER for way in (True, False)]
)


def postings(language: str) -> dict[str, dict]:
    older = {name: one for name, one in OLDER.items() if one["language"] in CODES[language]}
    return older | FURTHER[language]


@cache
def read(language: str, name: str, semantic: bool) -> BreakDown:
    one = postings(language)[name]
    source = one["text"] if "text" in one else (FOLDER / one["file"]).read_bytes()
    against = taxonomy.of_starter_set()
    return breaking.break_down(intake.read(source), against, likeness=likeness.of(against, semantic=semantic))


def skip_without_encoder(semantic: bool) -> None:
    if semantic and not encoder.is_installed():
        pytest.skip("extra semantic is absent")


@pytest.mark.parametrize("language", FURTHER)
def test_there_are_twenty_in_each_language(language):
    assert len(postings(language)) >= 20


@by_language_and_way
def test_skills_are_found_and_perks_are_not(language, semantic, capsys):
    skip_without_encoder(semantic)
    asked = postings(language)
    found = {(name, skill.id) for name in asked for skill in read(language, name, semantic).skills}
    must = {(name, skill) for name, one in asked.items() for skill in (*one["must"], *one["wished"])}
    may = {(name, skill) for name, one in asked.items() for skill in one["may"]}

    precision = len(found & (must | may)) / len(found)
    recall = len(found & must) / len(must)

    with capsys.disabled():
        way = "meaning" if semantic else "letters"
        print(f"\n{len(asked)} {language} by {way}: precision {precision:.3f} of {len(found)}", end="")
        print(f", recall {recall:.3f} of {len(must)}")
    assert precision >= PRECISION, sorted(found - must - may)
    assert recall >= RECALL, sorted(must - found)


@by_language_and_way
def test_levels_are_close_to_what_a_person_reads(language, semantic):
    skip_without_encoder(semantic)
    far, pairs = [], 0
    for name, one in postings(language).items():
        expected = {**one["must"], **one["wished"]}
        for skill in read(language, name, semantic).skills:
            pairs += skill.id in expected
            if skill.id in expected and abs(skill.level - expected[skill.id]) > 0.10:
                far.append((name, skill.id, skill.level))

    assert 1 - len(far) / pairs >= NEAR, far


@by_language_and_way
def test_what_is_wished_for_is_told_from_what_is_required(language, semantic):
    skip_without_encoder(semantic)
    told = [
        (name, skill.id, skill.required == (skill.id in one["must"]))
        for name, one in postings(language).items()
        for skill in read(language, name, semantic).skills
        if skill.id in {**one["must"], **one["wished"]}
    ]

    wrong = [(name, skill) for name, skill, is_right in told if not is_right]

    assert len(wrong) <= 0.03 * len(told), wrong


@by_language_and_way
def test_confidence_is_about_how_often_a_reader_agrees(language, semantic):
    skip_without_encoder(semantic)
    pairs = [
        (skill.confidence, skill.id in {**one["must"], **one["wished"]} or skill.id in one["may"])
        for name, one in postings(language).items()
        for skill in read(language, name, semantic).skills
    ]

    sure = sum(confidence for confidence, _ in pairs) / len(pairs)
    right = sum(agreed for _, agreed in pairs) / len(pairs)

    assert abs(sure - right) <= 0.15


@pytest.mark.parametrize("semantic", WAYS)
@pytest.mark.parametrize(
    ("language", "name"),
    [("spanish", "nada-pedido"), ("spanish", "nothing-asked"), ("english", "nothing-asked-en")],
)
def test_a_posting_that_asks_for_nothing_gives_that_answer(language, name, semantic):
    broken = read(language, name, semantic)

    assert broken.skills == ()
    assert "asks_for_nothing" in broken.notes
