import time
from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from conftest import NOON, someone
from escalera.paths import actions as paths
from escalera.tasks import making, reserving
from escalera.tasks.models import Item, Origin, Reservation, TaskType


@pytest.fixture
def wanted_once(db):
    return one_item(wanted=1)


def one_item(*, wanted):
    task_type = TaskType.objects.create(
        slug="paid", family="paid", title_en="Paid", title_es="Pagado", minutes=1, origin=Origin.TEMPLATE
    )
    content = {"fields": [{"name": "a"}]}
    return Item.objects.create(
        task_type=task_type, seed=1, language="en", content=content, key={}, wanted=wanted
    )


def take(item, person, now=NOON):
    return making.item_for(task_type=item.task_type, person=person, seed=0, now=now)


def answer(item, person, given):
    paths.record_attempt(
        id=uuid4(),
        person=person,
        item=item,
        step=None,
        answer=given,
        seconds=60,
        help_used=False,
        answered_at=NOON,
        now=NOON,
    )


def test_what_one_person_works_on_is_not_offered_to_another(wanted_once, amina, bilal):
    take(wanted_once, amina)

    assert take(wanted_once, amina) == wanted_once
    assert making.used_up(bilal) == {"paid"}
    with pytest.raises(making.NoItemLeft):
        take(wanted_once, bilal)


def test_after_two_hours_it_is_offered_again(wanted_once, amina, bilal):
    take(wanted_once, amina)

    reserving.lapse(now=NOON + timedelta(hours=2, seconds=1))

    assert take(wanted_once, bilal) == wanted_once
    assert not reserving.hold(item=wanted_once, person=amina, now=NOON)


def test_an_answer_ends_it_and_an_empty_one_leaves_it_to_others(wanted_once, amina, bilal, chen):
    answer(take(wanted_once, amina), amina, {})
    answer(take(wanted_once, bilal), bilal, {"a": "maize"})

    assert not Reservation.objects.exists()
    assert making.used_up(chen) == {"paid"}


def test_what_is_wanted_without_limit_is_never_kept(wanted_once, amina, bilal):
    Item.objects.update(wanted=None)

    assert take(wanted_once, amina) == take(wanted_once, bilal)
    assert not Reservation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_gets_the_last_place():
    item, people = one_item(wanted=1), [someone() for _ in range(4)]
    start, got = Barrier(len(people)), []

    def reach(person):
        start.wait()
        for _try in range(500):
            try:
                got.append(take(item, person))
            except making.NoItemLeft:
                pass
            except OperationalError:  # SQLite in memory says at once that somebody else writes
                time.sleep(0.01)
                continue
            break
        connection.close()

    threads = [Thread(target=reach, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert got == [item] and Reservation.objects.count() == 1
