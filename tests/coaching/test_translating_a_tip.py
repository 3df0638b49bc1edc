"""Tips said again in the other language: who may, what is refused, what it earns."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import someone
from escalera.coaching import actions, crediting
from escalera.coaching.advice import places, translating
from escalera.coaching.models import Tip, TipEffect, TipRuling
from escalera.credit import queries as credit
from escalera.credit.models import Kind, Transfer
from escalera.tasks.models import TaskType
from tipping import tip_by

pytestmark = pytest.mark.usefixtures("tasks_loaded")
SPANISH = "Lee cada cifra dos veces."


@pytest.fixture
def bilal(db):
    """Writes in English, as Dora does; Lupe reads both."""
    return someone("en")


@pytest.fixture
def dora(db):
    return someone("en")


@pytest.fixture
def lupe(db):
    return someone("es-mx")


@pytest.fixture
def told(bilal, noon):
    return tip_by(bilal, noon)


def translate(tip, person, now, *, text=SPANISH, seconds=90.0, id=None):
    return translating.translate(
        id=id or uuid4(), person=person, tip=tip, text=text, seconds=seconds, now=now
    )


def test_a_translation_reaches_readers_of_its_language(told, lupe, dora, noon):
    made = translate(told, lupe, noon)

    reader = someone("es-mx")
    assert (made.language, made.about, made.task_type) == ("es", told.about, told.task_type)
    assert list(places.tips_before(told.task_type, reader)) == [made]
    assert list(places.tips_before(told.task_type, dora)) == [told]


def test_a_tip_is_translated_once(told, lupe, noon):
    id = uuid4()
    first = translate(told, lupe, noon, id=id)

    assert translate(told, lupe, noon, id=id) == first
    with pytest.raises(translating.NotToTranslate):
        translate(told, someone("es-mx"), noon)


def test_what_is_out_of_sight_own_or_in_ones_own_language_does_not_wait(told, bilal, dora, lupe, noon):
    held = tip_by(bilal, noon, text="See www.example.com")
    own = tip_by(lupe, noon, text="Mira abajo.")

    assert list(translating.waiting_for(lupe)) == [told]
    assert list(translating.waiting_for(dora)) == [own]
    for tip in (held, own):
        with pytest.raises(translating.NotToTranslate):
            translate(tip, lupe, noon)


def test_a_tip_that_does_harm_is_not_translated(told, lupe, noon):
    TipEffect.objects.create(
        tip=told,
        place="receipts-2",
        score=-0.3,
        score_deviation=0.05,
        log_seconds=0.2,
        log_seconds_deviation=0.05,
        shown=40,
        goes=True,
        made_at=noon,
    )

    assert not translating.waiting_for(lupe).exists()


def test_the_same_words_are_no_translation(told, lupe, noon):
    with pytest.raises(translating.SaysTheSame):
        translate(told, lupe, noon, text=told.text.upper())


@pytest.mark.parametrize(("text", "error"), [(" ", actions.NothingSaid), ("a" * 281, actions.TooLong)])
def test_too_little_and_too_much_is_refused(told, lupe, noon, text, error):
    with pytest.raises(error):
        translate(told, lupe, noon, text=text)


def test_it_goes_out_of_sight_with_what_it_was_made_from(told, lupe, noon):
    made = translate(told, lupe, noon)

    actions.take_back_tip(tip=told, now=noon)
    assert made not in Tip.objects.in_sight()

    actions.put_back_tip(tip=told, now=noon)
    assert made in Tip.objects.in_sight()
    TipRuling.objects.create(tip=told, takes_away=True, at=noon)
    assert made not in Tip.objects.in_sight()


def test_translating_earns_its_time_once_and_at_most_five_minutes(told, lupe, noon):
    translate(told, lupe, noon, seconds=4000.0)

    assert crediting.is_due(now=noon)
    assert crediting.credit_given_time(now=noon) == 1
    assert crediting.credit_given_time(now=noon) == 0
    assert Transfer.objects.get().kind == Kind.TRANSLATION
    assert credit.statement(lupe, now=noon).balance_s == crediting.LONGEST_S


def test_a_translation_that_waits_for_a_look_or_was_not_measured_earns_nothing(told, lupe, noon):
    other = tip_by(told.person, noon + timedelta(seconds=1), text="Zoom in first.")
    translate(told, lupe, noon, text="Escribe a maria@example.com")
    translate(other, lupe, noon, text="Primero acerca la imagen.", seconds=None)

    assert crediting.credit_given_time(now=noon) == 0


def test_only_tasks_that_exist_in_both_languages(told, lupe, noon):
    TaskType.objects.filter(pk=told.task_type_id).update(origin="template")

    assert not translating.waiting_for(lupe).exists()
