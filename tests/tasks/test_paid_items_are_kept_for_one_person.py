"""Two people at once never get the last place of a paid item; it needs a database that locks rows."""

from collections import Counter

import pytest
from django.db import connection

from conftest import NOON, someone
from escalera.people.models import Person
from escalera.tasks import making, reserving
from escalera.tasks.models import Item, Origin, Reservation, TaskType
from letting_go import at_once

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 8


@pytest.fixture
def paid(transactional_db) -> TaskType:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; tools/postgres.py runs this")
    return TaskType.objects.create(
        slug="seeds", family="seeds", minutes=1, origin=Origin.TEMPLATE, pay="0.05", currency="USD"
    )


def items(task_type: TaskType, *, many: int, wanted: int) -> None:
    for seed in range(many):
        Item.objects.create(
            task_type=task_type, seed=seed, language="es", content={"fields": []}, key={}, wanted=wanted
        )


def given_to(task_type: TaskType, people: list[Person]) -> list[Item]:
    found = at_once(
        *(
            lambda one=one: making.item_for(task_type=task_type, person=one, seed=0, now=NOON)
            for one in people
        )
    )
    strange = [one for one in found if not isinstance(one, Item | making.NoItemLeft)]
    assert strange == []
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize("turn", range(3))
def test_of_eight_people_at_once_one_gets_the_only_item(paid, turn):
    items(paid, many=1, wanted=1)

    assert len(given_to(paid, [someone() for _ in range(PEOPLE)])) == 1
    assert Reservation.objects.count() == 1


def test_no_item_is_given_out_more_often_than_it_is_wanted(paid):
    items(paid, many=2, wanted=2)

    given = Counter(item.pk for item in given_to(paid, [someone() for _ in range(PEOPLE)]))

    assert max(given.values()) <= 2
    assert Reservation.objects.count() == sum(given.values()) == 4


def test_who_comes_back_at_once_from_two_phones_keeps_one_place(paid):
    items(paid, many=1, wanted=1)
    amina, (item,) = someone(), Item.objects.all()

    held = at_once(*[lambda: reserving.hold(item=item, person=amina, now=NOON)] * 6)

    assert held == [True] * 6 and Reservation.objects.count() == 1
