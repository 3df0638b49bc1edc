"""A comment that blames somebody for what was outside their control is noticed; one about the work is not."""

import numpy as np
import pytest
from bench.fair_feedback_training import BUILT_ON, read, weights

from escalera.skills.matching import encoder
from escalera.tasks import fairness
from escalera.tasks.fairness import causes, likelihood

UNFAIR = [
    ("site", "You were late, the website crashed while you were sending, so a low mark from me."),
    ("signal", "Se te cortó la conexión a media tarea, eso no es profesional, te bajo puntos."),
    ("data", "Se te acabó el saldo a la mitad, ese es tu problema, mal trabajo."),
]
FAIR = [
    "The opening works well. You could add the day, because it was asked and is missing.",
    "La entrada funciona bien. Podrías agregar el día, que se pidió y falta en la segunda frase.",
    "I know the site was slow, still your captions lack dates.",
]


@pytest.fixture(params=("as installed", "by letters alone"))
def way(request, monkeypatch):
    if request.param == "by letters alone":
        monkeypatch.setattr(likelihood, "_encoder", lambda: False)


@pytest.mark.parametrize(("cause", "text"), UNFAIR)
def test_blame_for_what_nobody_could_help_is_noticed_with_its_cause(way, cause, text):
    assert fairness.notice(text) == fairness.Notice(cause)


@pytest.mark.parametrize("text", FAIR)
def test_a_comment_about_the_work_is_left_alone(way, text):
    assert fairness.notice(text) is None


def test_nothing_said_is_no_blame_and_a_long_text_is_no_burden():
    assert fairness.notice("   ") is None
    assert isinstance(likelihood.unfair("slow site " * 10_000), float)


def test_most_of_the_sentences_held_apart_are_told_right(monkeypatch):
    monkeypatch.setattr(likelihood, "_encoder", lambda: False)
    held = read("held_apart")

    told = np.array([fairness.notice(text) is not None for text in held.texts])

    assert (len(held.texts), int(held.unfair.sum())) == (300, 150)
    assert held.unfair[told].mean() > 0.8  # precision, as docs/decisions/fair-feedback.md says
    assert told[held.unfair].mean() > 0.65  # recall


def test_no_sentence_held_apart_was_built_on():
    assert not set(read("held_apart").texts) & set(read(*BUILT_ON).texts)


def test_the_weights_are_those_that_the_sentences_give():
    kept = likelihood._weights()["letters"]

    assert np.allclose(kept, weights(read(*BUILT_ON), meaning=False), atol=1e-3)


@pytest.mark.skipif(not encoder.is_installed(), reason="needs the extra `semantic`")
def test_meaning_weighs_what_letters_do_and_more():
    assert likelihood._weights()["meaning"].size == likelihood._weights()["letters"].size + 512


def test_every_cause_can_be_named_in_words():
    from escalera.web.worker import fair_words

    assert {one.id for one in causes.causes()} == set(fair_words.CAUSES)
