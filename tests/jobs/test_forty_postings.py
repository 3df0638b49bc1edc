"""Twenty postings of ours in each language, read as a person would read them (the mixed one counts in both)."""

import numpy as np
import pytest

from bench import matching_doubt, reading, reviewed_postings
from escalera.jobs import likeness
from escalera.skills.matching import encoder

NEAR = 0.85
WAYS = [
    pytest.param(
        True, marks=pytest.mark.skipif(not encoder.is_installed(), reason="extra semantic is absent")
    ),
    False,
]
by_language = pytest.mark.parametrize("language", reviewed_postings.LANGUAGES)
by_way = pytest.mark.parametrize("semantic", WAYS)


@by_language
def test_there_are_twenty_in_each_language(language):
    assert len(reviewed_postings.of(language)) >= 20


@by_way
@by_language
def test_skills_are_found_and_perks_are_not(language, semantic, capsys):
    asked = reviewed_postings.of(language)

    read = reviewed_postings.reading(asked, semantic=semantic)

    with capsys.disabled():
        way = "meaning" if semantic else "letters"
        print(
            f"\n{len(asked)} {language} by {way}: precision {read.precision:.3f} of {len(read.found)}", end=""
        )
        print(f", recall {read.recall:.3f} of {len(read.must)}")
    assert read.precision >= reading.PRECISION, sorted(read.wrong)
    assert read.recall >= reading.RECALL, sorted(read.missed)


@by_way
@by_language
def test_levels_are_close_to_what_a_person_reads(language, semantic):
    far, pairs = [], 0
    for one in reviewed_postings.of(language):
        for skill in one.read(semantic=semantic).skills:
            pairs += skill.id in one.must
            if skill.id in one.must and abs(skill.level - one.must[skill.id]) > 0.10:
                far.append((one.name, skill.id, skill.level))

    assert 1 - len(far) / pairs >= NEAR, far


@by_way
@by_language
def test_what_is_wished_for_is_told_from_what_is_required(language, semantic):
    told = [
        (one.name, skill.id, skill.required == (skill.id in one.required))
        for one in reviewed_postings.of(language)
        for skill in one.read(semantic=semantic).skills
        if skill.id in one.must
    ]

    wrong = [(name, skill) for name, skill, is_right in told if not is_right]

    assert len(wrong) <= 0.03 * len(told), wrong


@by_way
@by_language
def test_confidence_is_about_how_often_a_reader_agrees(language, semantic):
    pairs = [
        (skill.confidence, skill.id in one.right)
        for one in reviewed_postings.of(language)
        for skill in one.read(semantic=semantic).skills
    ]

    sure = sum(confidence for confidence, _ in pairs) / len(pairs)
    right = sum(agreed for _, agreed in pairs) / len(pairs)

    assert abs(sure - right) <= 0.15


@by_way
def test_the_curve_of_likeness_was_fitted_on_the_skills_as_they_are(semantic):
    """Fails where skills or wordings have changed: python -m bench.reading prints the curve to write down."""
    known = list(reading.pieces(semantic=semantic))
    standing = likeness.BY_MEANING if semantic else likeness.BY_LETTERS
    scores = np.array([piece.score for piece in known])

    apart = reading.chance(standing, scores) - reading.chance(reading.fitted(known), scores)

    assert np.abs(apart).max() <= 0.10


@by_way
def test_likeness_is_as_sure_as_it_is_right_on_postings_that_did_not_teach_it(semantic):
    known = list(reading.pieces(semantic=semantic))

    sure = reading.held_out(known, "posting")

    assert (
        matching_doubt.error(sure, np.array([float(piece.right) for piece in known])) <= reading.CALIBRATION
    )


@by_way
@pytest.mark.parametrize("name", ["nada-pedido", "nothing-asked", "nothing-asked-en"])
def test_a_posting_that_asks_for_nothing_gives_that_answer(name, semantic):
    broken = reviewed_postings.every()[name].read(semantic=semantic)

    assert broken.skills == ()
    assert "asks_for_nothing" in broken.notes
