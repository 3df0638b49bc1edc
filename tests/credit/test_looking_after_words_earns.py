"""A member's look at what is out of place in the circle is time given to everybody."""

from uuid import uuid4

import pytest

from conftest import browse_as
from escalera.circles import seating
from escalera.circles.models import Matter
from escalera.coaching import crediting
from escalera.coaching.advice import circling
from escalera.credit import queries
from escalera.credit.models import Kind, Transfer
from tipping import tip_by

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def matter(amina, bilal, chen, dora, noon) -> Matter:
    """Bilal's tip is held; Amina, Chen and Dora sit with him."""
    circle = seating.found(id=uuid4(), name="Las abejas", own_name="Ami", person=amina, now=noon)
    for person, name in ((bilal, "Bil"), (chen, "Che"), (dora, "Dor")):
        seating.sit(circle=circle, person=person, name=name, now=noon)
    tip_by(bilal, noon, text="Only fools read it once.")
    return Matter.objects.get()


def say(matter, person, now, *, seconds=40.0):
    circling.say(matter=matter, by=person, takes_away=True, why="hurts", seconds=seconds, now=now)


def test_each_look_earns_its_time_once_the_matter_is_decided(matter, amina, chen, noon):
    say(matter, amina, noon)
    assert not crediting.is_due(now=noon)
    say(matter, chen, noon, seconds=500.0)

    assert crediting.is_due(now=noon)
    assert crediting.credit_given_time(now=noon) == 2
    assert crediting.credit_given_time(now=noon) == 0
    assert set(Transfer.objects.values_list("kind", flat=True)) == {Kind.MODERATION}
    balances = [queries.statement(one, now=noon).balance_s for one in (amina, chen)]
    assert balances == [40, crediting.LONGEST_LOOK_S]


def test_another_word_of_the_same_person_earns_nothing_more(matter, amina, chen, noon):
    say(matter, amina, noon, seconds=10.0)
    say(matter, amina, noon, seconds=50.0)
    say(matter, chen, noon, seconds=None)

    crediting.credit_given_time(now=noon)

    assert queries.statement(amina, now=noon).balance_s == 10
    assert queries.statement(chen, now=noon).balance_s == 0


def test_the_page_measures_the_look(matter, amina):
    browser = browse_as(amina)
    assert 'name="shown_at"' in browser.get("/matters/").content.decode()

    browser.post(f"/matters/{matter.pk}/word/", {"answer": "keep", "shown_at": "1000.0"})

    assert matter.words.get(person=amina).worked_s > 60
