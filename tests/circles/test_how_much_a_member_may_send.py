from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.circles import inviting, sending
from escalera.circles.decisions import actions as decisions
from escalera.circles.decisions.models import Answer, Kind, Way
from escalera.people.limits import TooMuch

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def few(monkeypatch):
    monkeypatch.setattr(sending, "A_DAY", dict.fromkeys(sending.A_DAY, 2))


@pytest.fixture
def decision(circle, chen, noon):
    return proposed(circle, chen, noon)


def proposed(circle, person, now):
    return decisions.propose(
        id=uuid4(), circle=circle, person=person, kind=Kind.AGREEMENT, way=Way.VOTE, text="x", days=7, now=now
    )


@pytest.mark.parametrize("what", ["proposal", "question", "word", "invitation"])
def test_of_everything_so_much_a_day_and_no_more(circle, decision, bilal, chen, noon, rng, what):
    def send(person, now):
        if what == "proposal":
            return proposed(circle, person, now)
        if what == "question":
            return decisions.ask(id=uuid4(), decision=decision, person=person, text="?", now=now)
        if what == "word":
            return decisions.say(decision=decision, person=person, answer=Answer.NO, because="x", now=now)
        return inviting.invite(id=uuid4(), circle=circle, person=person, now=now, rng=rng)

    for _ in range(2):
        send(bilal, noon)

    with pytest.raises(TooMuch) as refused:
        send(bilal, noon)
    assert refused.value.again_at == noon + DAY
    send(chen, noon)
    send(bilal, noon + DAY)


def test_the_page_keeps_what_was_written_and_says_when_to_go_on(circle, amina, tasks_loaded):
    browser, address = browse_as(amina), f"/circles/{circle.pk}/decisions/new/"
    sent = {"kind": "agreement", "way": "vote", "days": "1", "text": "Los domingos no"}
    for _ in range(2):
        assert browser.post(address, sent | {"id": str(uuid4())}).status_code == 302

    answer = browser.post(address, sent | {"id": str(uuid4())})

    assert answer.status_code == 422
    assert (
        "You can send more from" in answer.content.decode() and "Los domingos no" in answer.content.decode()
    )
    for _ in range(2):
        browser.post(f"/circles/{circle.pk}/invitations/", {"id": str(uuid4())})
    page = browser.post(f"/circles/{circle.pk}/invitations/", {"id": str(uuid4())}, follow=True)
    assert "You can send more from" in page.content.decode() and circle.invitations.count() == 2
