from uuid import uuid4

import pytest

from escalera.coaching import actions
from escalera.coaching.models import Tip
from escalera.ledger.models import Event
from escalera.tasks.models import TaskType
from tipping import has_done


@pytest.fixture
def leave(tasks_loaded, bilal, dora, noon):
    task_type = TaskType.objects.get(pk="receipts-1")
    for person in (bilal, dora):
        has_done(person, task_type, noon)

    def tip(text: str, *, person=bilal, id=None):
        return actions.leave_tip(id=id or uuid4(), person=person, task_type=task_type, text=text, now=noon)

    return tip


def test_a_tip_is_kept_in_the_language_of_who_wrote_it(leave, bilal):
    tip = leave("  Look for the word   TOTAL \n first. ")

    assert (tip.text, tip.language, tip.held_because) == ("Look for the word TOTAL first.", bilal.words, "")


def test_the_same_id_twice_is_one_tip(leave):
    id = uuid4()

    assert leave("One.", id=id) == leave("Two.", id=id)
    assert Tip.objects.get().text == "One."
    assert Event.objects.filter(kind="tip").count() == 1


def test_the_id_of_somebody_elses_tip_loses_nothing_and_shows_nothing(leave, dora):
    hers = leave("Look at the bottom.")

    own = leave("Mine.", person=dora, id=hers.pk)

    assert (own.text, own.person) == ("Mine.", dora)
    assert Tip.objects.count() == 2


def test_contact_data_is_cut_and_the_tip_is_held(leave):
    tip = leave("Write me: bilal@example.com or 55 1234 5678 on WhatsApp")

    assert "bilal@" not in tip.text and "1234" not in tip.text
    assert tip.held_because == "contact"


@pytest.mark.parametrize("text", ["", "   \n", "\0", "\0 \0"])
def test_a_tip_without_words_is_refused(leave, text):
    with pytest.raises(actions.NothingSaid):
        leave(text)


def test_a_tip_has_at_most_280_letters(leave):
    assert len(leave("a" * 280).text) == 280
    with pytest.raises(actions.TooLong):
        leave("a" * 281)


@pytest.mark.parametrize(("text", "kept"), [("a\0b", "ab"), ("a\ud800b", "a?b")])
def test_what_no_database_holds_is_left_out(leave, text, kept):
    tip = leave(text)

    tip.refresh_from_db()
    assert tip.text == kept


def test_the_ledger_does_not_hold_the_words(leave):
    leave("A canary of words.")

    assert "canary" not in str(list(Event.objects.values_list("payload", flat=True)))


def test_only_who_did_a_task_with_time_leaves_a_tip_on_it(leave, amina, noon):
    with pytest.raises(actions.HasNotDoneIt):
        leave("Just guess.", person=amina)

    has_done(amina, TaskType.objects.get(pk="receipts-1"), noon)
    amina.attempts.update(too_fast=True)

    with pytest.raises(actions.HasNotDoneIt):
        leave("Just guess.", person=amina)
    assert not Tip.objects.exists()
