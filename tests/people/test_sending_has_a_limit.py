"""What goes to other people has a daily limit; the refusal says when one may go on, and what came before counts once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from belongings import propose
from conftest import browse_as
from escalera.coaching import actions as coaching
from escalera.learning import proposals
from escalera.people.limits import TooMuch
from judged import captions
from tipping import has_done

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def tip(person, now, id=None):
    text, task_type = "Look at the date first, it is at the top.", captions()
    has_done(person, task_type, now)
    return coaching.leave_tip(id=id or uuid4(), person=person, task_type=task_type, text=text, now=now)


def test_tips_stop_at_the_days_limit_and_go_on_a_day_after_the_first(amina, noon):
    ids = [uuid4() for _ in range(coaching.MOST_A_DAY)]
    for number, id in enumerate(ids):
        tip(amina, noon + timedelta(minutes=number), id)

    with pytest.raises(TooMuch) as refused:
        tip(amina, noon + timedelta(hours=2))

    assert refused.value.again_at == noon + timedelta(days=1)
    assert tip(amina, noon + timedelta(hours=2), ids[0]).pk == ids[0]  # sent twice by a phone: still once
    assert tip(amina, noon + timedelta(days=1))


def test_one_persons_limit_is_not_anothers(amina, bilal, noon):
    for _ in range(proposals.MOST_A_DAY):
        propose(amina, noon)

    with pytest.raises(TooMuch):
        propose(amina, noon)
    assert propose(bilal, noon)


def test_the_page_says_when_one_may_go_on(amina, monkeypatch, noon):
    from judged import answer

    monkeypatch.setattr(coaching, "MOST_A_DAY", 0 + 1)
    attempt = answer(amina, hook="", now=noon)
    browser = browse_as(amina)
    first, second = (
        browser.post(f"/attempts/{attempt.pk}/tip/", {"id": str(uuid4()), "text": f"Tip {n} for you."})
        for n in (1, 2)
    )

    assert (first.status_code, second.status_code) == (302, 422)
    assert "You can send more from" in second.content.decode() and "Tip 2 for you." in second.content.decode()
