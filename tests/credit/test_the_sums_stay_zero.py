"""Whatever happens, in whatever order, at once or after a kill: all time together is zero."""

import random
import threading
from uuid import uuid4

import pytest
from django.db import connection

from conftest import NOON, someone
from escalera.credit import accounts, actions, queries
from escalera.credit.models import Kind, TimeAccount, Transfer
from escalera.people.models import Person
from escalera.rights import actions as rights

from .transferring import PEOPLE, balances, make, person_id, plan


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_after_any_transfers_repeats_reversals_and_departures(seed):
    chance = random.Random(seed)
    people = [someone() for _ in range(5)]
    made: list[Transfer] = []

    for _ in range(40):
        giver, taker = (accounts.of_person(one, now=NOON) for one in chance.sample(people, 2))
        values = {"kind": Kind.HELP, "giver": giver, "taker": taker, "seconds": chance.randint(1, 9000)}
        made += [actions.move(id=uuid4(), at=NOON, now=NOON, **values)]
        if chance.random() < 0.2:
            actions.move(id=made[-1].pk, at=NOON, now=NOON, **values)
        if chance.random() < 0.2 and taker.person:
            actions.reverse(id=uuid4(), transfer=made[-1], by=taker.person, now=NOON)
        if chance.random() < 0.05:
            rights.erase(person=people.pop(chance.randrange(len(people))), now=NOON)
            people.append(someone())
        assert queries.sums().is_right

    assert sum(queries.balance(account) for account in TimeAccount.objects.all()) == 0


@pytest.mark.django_db(transaction=True)
def test_the_same_transfers_on_six_connections_at_once_are_made_once():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; tools/postgres.py runs this")
    planned = plan(7, 60)
    for number in range(PEOPLE):
        Person.objects.create(pk=person_id(number), created_at=NOON)
    wrong: list[Exception] = []

    def work(shuffled: random.Random) -> None:
        try:
            for one in shuffled.sample(planned, len(planned)):
                make(one, planned)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(random.Random(seed),)) for seed in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert Transfer.objects.count() == 60
    assert queries.sums().is_right
    found = {a.person_id: queries.balance(a) for a in TimeAccount.objects.all()}
    assert found == {person_id(n): sum for n, sum in balances(planned).items() if person_id(n) in found}
