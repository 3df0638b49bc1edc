"""Requests, messages and closings come from a phone's outbox: late, twice, and only from their author's session."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import browse_as
from escalera.coaching.helping import conversing
from escalera.coaching.helping.models import Closing, HelpRequest, Message
from escalera.tasks.models import TaskType
from escalera.web.worker.authors import mark_of
from helping import TASK, helping, stuck

pytestmark = pytest.mark.usefixtures("starter")
UNFAIR = "You never answered because your phone has no signal, how irresponsible."


def send(person, name, asking=None, **values):
    """As the outbox sends it."""
    address = reverse(name, args=[asking.pk] if asking else [])
    return browse_as(person).post(
        address, {"by": mark_of(person), **values}, headers={"accept": "application/json"}
    )


def test_each_is_taken_once_with_a_receipt_that_names_it(amina, bilal, noon):
    asking = helping(amina, bilal, noon)
    message, closing, request = (str(uuid4()) for _ in range(3))

    for _ in range(2):
        receipts = [
            send(bilal, "asking_messages", asking, id=message, text="La colonia.").json(),
            send(bilal, "asking_closing", asking, id=closing, minutes="10", solved="yes").json(),
            send(bilal, "help_requests", id=request, task_type=TASK).json(),
        ]
        assert receipts == [{"state": "stored", "id": one} for one in (message, closing, request)]

    assert [Message.objects.count(), Closing.objects.count()] == [1, 1]
    assert HelpRequest.objects.filter(person=bilal).count() == 1


def test_on_a_shared_phone_nothing_goes_out_under_the_name_of_somebody_else(amina, bilal, noon):
    asking = helping(amina, bilal, noon)
    waiting = {"id": str(uuid4()), "text": "Soy Bilal", "by": mark_of(bilal)}

    answer = send(amina, "asking_messages", asking, **waiting)

    assert (answer.status_code, answer.json()["state"]) == (401, "signed_out")
    assert not Message.objects.exists()


def test_what_comes_after_the_end_is_refused_with_the_reason_and_not_lost_in_silence(amina, bilal, noon):
    asking = helping(amina, bilal, noon)
    conversing.close(id=uuid4(), asking=asking, person=amina, solved=True, minutes=5, now=noon)

    answer = send(bilal, "asking_messages", asking, id=str(uuid4()), text="Hola")

    assert answer.status_code == 422
    assert "over" in answer.json()["why"]


def test_the_sixth_request_of_a_day_is_refused_with_the_reason(amina, noon):
    slugs = TaskType.objects.exclude(weights=None).values_list("pk", flat=True)[:6]
    for slug in slugs[:5]:
        stuck(amina, timezone.now(), task=slug)

    answer = send(amina, "help_requests", id=str(uuid4()), task_type=slugs[5])

    assert answer.status_code == 422
    assert "Tomorrow" in answer.json()["why"]
    assert (
        "Tomorrow"
        in browse_as(amina).post(reverse("help_requests"), {"task_type": slugs[5]}).content.decode()
    )


def test_words_that_blame_the_other_for_a_bad_signal_are_asked_about_once(amina, bilal, noon):
    asking, browser = helping(amina, bilal, noon), browse_as(amina)
    address, sent = reverse("asking_messages", args=[asking.pk]), {"id": str(uuid4()), "text": UNFAIR}

    asked = browser.post(address, sent)
    assert asked.status_code == 422
    assert "a bad signal" in asked.content.decode()
    assert sent["id"] in asked.content.decode()
    assert not Message.objects.exists()

    browser.post(address, {**sent, "reconsidered": "as_it_is"})
    assert str(Message.objects.get().pk) == sent["id"]


@pytest.mark.parametrize(
    "text", ["No me carga la imagen, mi señal está mala.", "The site was slow, so I could not finish."]
)
def test_who_speaks_of_their_own_signal_is_not_asked(amina, bilal, noon, text):
    asking = helping(amina, bilal, noon)

    conversing.say(id=uuid4(), asking=asking, person=amina, text=text, now=noon)

    assert Message.objects.get().text == text
