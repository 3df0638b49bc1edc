"""The tap appears for who is stuck; who is asked reads why, and no name before both talk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import browse_as
from escalera.coaching.helping import answering
from escalera.coaching.helping.models import HelpRequest
from escalera.people.models import Account
from helping import TASK, asked, tries

pytestmark = pytest.mark.usefixtures("starter")


def test_after_the_second_miss_one_tap_asks_a_person(amina, noon):
    browser = browse_as(amina)
    tries(amina, 0.0, noon)
    once = browser.get(reverse("attempt", args=[amina.attempts.last().pk])).content.decode()
    tries(amina, 0.0, noon + timedelta(minutes=1))
    twice = browser.get(reverse("attempt", args=[amina.attempts.last().pk])).content.decode()

    answer = browser.post(reverse("help_requests"), {"task_type": TASK})

    assert ("Ask a person" in once, "Ask a person" in twice) == (False, True)
    request = HelpRequest.objects.get(person=amina)
    assert answer.url == reverse("help_request", args=[request.pk])
    assert "We look for somebody" in browser.get(answer.url).content.decode()


def test_names_are_read_only_once_both_talk(amina, bilal, noon):
    for person, name in ((amina, "luna-clara-7"), (bilal, "nube-alegre-42")):
        Account.objects.create_user(name, "804193", person=person)
    asking = asked(amina, bilal, noon)
    address, browser = reverse("asking", args=[asking.pk]), browse_as(bilal)

    before = browser.get(address).content.decode()
    assert browse_as(amina).get(address).status_code == 404
    answering.accept(asking=asking, now=noon)
    after = browser.get(address).content.decode()

    assert "We ask you because" in before
    assert ("luna-clara-7" in before, "luna-clara-7" in after) == (False, True)
    assert "nube-alegre-42" in browse_as(amina).get(address).content.decode()
