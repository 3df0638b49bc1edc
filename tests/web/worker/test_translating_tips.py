"""The page on which somebody says a tip of the other language again in theirs."""

from uuid import uuid4

import pytest

from conftest import browse_as, someone
from escalera.coaching.models import Tip
from tipping import tip_by

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def told(db, noon):
    return tip_by(someone("en"), noon)


@pytest.fixture
def browser(amina):
    return browse_as(amina)


def send(browser, tip, text, **more):
    return browser.post(
        f"/tips/{tip.pk}/translation/", {"id": str(uuid4()), "text": text, **more}, follow=True
    )


def test_the_page_of_tips_says_that_one_waits(browser, told):
    assert "/tips/translations/" in browser.get("/tips/").content.decode()


def test_it_shows_the_tip_in_its_language_and_keeps_the_translation(browser, told):
    page = browser.get("/tips/translations/").content.decode()
    assert f'<blockquote lang="en">{told.text}</blockquote>' in page

    answer = send(browser, told, "Lee cada cifra dos veces.", seconds="42")

    assert (told.translations.get().text, told.translations.get().worked_s) == (
        "Lee cada cifra dos veces.",
        42,
    )
    assert "No tip waits for a translation" in answer.content.decode()


def test_another_one_goes_round(browser, told, noon):
    second = tip_by(someone("en"), noon, text="Zoom in first.")
    waiting = {told.text: told, second.text: second}
    first = next(text for text in waiting if text in browser.get("/tips/translations/").content.decode())

    page = browser.get(f"/tips/translations/?after={waiting[first].pk}").content.decode()

    assert first not in page
    assert browser.get("/tips/translations/?after=nonsense").status_code == 200


def test_a_fault_is_told_and_the_words_stay(browser, told):
    answer = send(browser, told, told.text)

    assert answer.status_code == 422
    assert "These are still the words of the other language" in answer.content.decode()
    assert f"{told.text}</textarea>" in answer.content.decode()


def test_a_tip_that_is_held_shows_its_words_to_nobody_by_its_address(browser, noon):
    held = tip_by(someone("en"), noon, text="You idiot, read twice.")

    answer = send(browser, held, "")

    assert "idiot" not in answer.content.decode()
    assert Tip.objects.count() == 1
