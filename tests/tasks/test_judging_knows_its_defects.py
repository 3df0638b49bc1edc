"""Gold pairs: what we say is wrong with a piece is wrong with it, and nothing else."""

import numpy as np
import pytest

from escalera.tasks import scoring
from escalera.tasks.families.judging import FAMILY, anchors, comparing, genres
from escalera.tasks.families.judging.genres import CRITERIA, GENRES
from escalera.tasks.families.phrases import Draw

EVERY = [(genre, language) for genre in GENRES for language in ("en", "es")]
every_genre = pytest.mark.parametrize(
    ("genre", "language"), EVERY, ids=[f"{one['slug']}-{language}" for one, language in EVERY]
)


def drawn(seed: int) -> Draw:
    return Draw(np.random.default_rng(seed))


@every_genre
def test_a_piece_gives_the_fact_of_the_table_unless_that_is_its_fault(genre, language):
    for seed in range(40):
        draw = drawn(seed)
        brief = genres.brief(draw, language, genre)
        good, wrong = genres.piece(draw, brief), genres.piece(draw, brief, ["true"])

        assert brief.value != brief.slots["other"]
        assert brief.value in good.text and brief.value not in wrong.text.replace(brief.slots["other"], "")
        assert brief.slots["other"] in wrong.text


@every_genre
def test_only_a_piece_that_leaves_something_out_names_no_day(genre, language):
    for seed in range(40):
        draw = drawn(seed)
        brief = genres.brief(draw, language, genre)
        day = brief.slots["day"]

        assert day in genres.piece(draw, brief).text
        assert day not in genres.piece(draw, brief, ["complete"]).text


@every_genre
def test_no_slot_is_left_open_in_any_part(genre, language):
    for seed in range(40):
        draw = drawn(seed)
        brief = genres.brief(draw, language, genre)
        texts = [brief.asks, *(genres.piece(draw, brief, [kind]).text for kind in CRITERIA)]

        assert not [text for text in texts if "{" in text or "  " in text]


def test_the_better_of_two_close_pieces_has_the_lesser_fault():
    for seed in range(60):
        _, (better, weaker) = comparing._close(drawn(seed), "en")

        assert better.quality > weaker.quality
        assert not better.defects or CRITERIA.index(better.defects[0]) > CRITERIA.index(weaker.defects[0])


def comment_score(text: str, seed: int = 3, language: str = "en") -> float:
    item = FAMILY.make(3, language, np.random.default_rng(seed)).as_json()
    return scoring.score(item["key"], {"comment": text}).fields["comment"].score


def test_a_comment_about_something_else_or_copied_or_empty_earns_nothing():
    item = FAMILY.make(3, "en", np.random.default_rng(3))
    piece = item.stimulus[-1].text

    assert comment_score(piece) == 0
    assert comment_score("") == 0
    assert comment_score("Mañana voy a comprar tortillas con mi tía en el mercado de la esquina.") == 0


def test_harsh_words_cost_and_saying_what_to_do_pays():
    item = FAMILY.make(3, "en", np.random.default_rng(3))
    good = item.key["comment"].shown

    assert comment_score(good) == 1
    assert comment_score(good + " This is terrible and stupid.") < 0.9


@pytest.mark.parametrize("language", ["en", "es"])
def test_anchors_are_the_same_for_ever_and_have_names_of_their_own(language):
    first, again = anchors("captions", language), anchors("captions", language)

    assert first == again
    assert len({one.id for one in first}) == len({one.quality for one in first}) == 6
    assert anchors("receipts", language) == ()
