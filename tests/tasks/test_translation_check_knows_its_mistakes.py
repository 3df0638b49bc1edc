import numpy as np
import pytest

from escalera.tasks import scoring
from escalera.tasks.families import REGISTRY
from escalera.tasks.families.phrases import Draw
from escalera.tasks.families.translation_check import checking, pairs


def made(level, language="en", count=80):
    return [
        REGISTRY["translation-check"].make(level, language, np.random.default_rng(seed))
        for seed in range(count)
    ]


@pytest.mark.parametrize("pair", pairs.PAIRS, ids=lambda pair: pair["en"][:30])
def test_both_sides_of_a_pair_have_the_same_spots(pair):
    english, spanish = (
        sorted(match["kind"] or match["slot"] for match in pairs.SPOT.finditer(pair[side]))
        for side in ("en", "es")
    )

    assert english == spanish


@pytest.mark.parametrize("pair", pairs.PAIRS, ids=lambda pair: pair["en"][:30])
@pytest.mark.parametrize("target", ["en", "es"])
def test_every_spot_can_be_made_wrong_and_mended(pair, target):
    draw = Draw(np.random.default_rng(3))
    source = "en" if target == "es" else "es"
    right = pairs.translation(draw, pair, source, target)

    for kind in checking.spot_kinds(pair, target):
        spoilt = pairs.spoil(draw, right, [kind])

        assert [mistake.kind for mistake in spoilt.mistakes] == [kind]
        assert spoilt.text != right.text
        assert right.text in spoilt.right_texts


def test_both_languages_are_shown_whatever_the_language_of_the_page():
    for language, named in (("en", ("English", "Spanish")), ("es", ("inglés", "español"))):
        for item in made(2, language, count=10):
            shown = [quote.who for quote in item.stimulus]
            assert sum(name in who for name in named for who in shown) == 2


def test_copying_the_spoilt_translation_mends_nothing():
    for item in made(3):
        key = item.as_json()["key"]["rewrite"]

        result = scoring.score({"rewrite": key}, {"rewrite": item.stimulus[1].text})

        assert result.score == pytest.approx(0, abs=1e-6)


def test_mending_half_earns_about_half():
    item = next(item for item in made(3) if len(item.key["kinds"].right) == 2)
    right, spoilt = item.key["rewrite"].shown, item.stimulus[1].text
    words = zip(right.split(), spoilt.split(), strict=False)
    first_difference = next(place for place, (one, other) in enumerate(words) if one != other)
    half = " ".join([*right.split()[: first_difference + 1], *spoilt.split()[first_difference + 1 :]])

    result = scoring.score({"rewrite": item.as_json()["key"]["rewrite"]}, {"rewrite": half})

    assert 0 < result.score < 1


def test_accents_and_the_last_full_stop_are_forgiven():
    item = next(item for item in made(3) if "ó" in item.key["rewrite"].shown)
    without = item.key["rewrite"].shown.replace("ó", "o").rstrip(".")

    result = scoring.score({"rewrite": item.as_json()["key"]["rewrite"]}, {"rewrite": without})

    assert result.score == 1
