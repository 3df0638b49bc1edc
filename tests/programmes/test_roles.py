from uuid import uuid4

import pytest

from escalera.ledger.models import Event
from escalera.programmes import actions, queries
from escalera.programmes.models import Membership, Role


@pytest.fixture
def programme(chen, noon):
    return actions.begin(name="Taller de Oaxaca", coordinator=chen, now=noon)


def test_whoever_begins_a_programme_coordinates_it_and_nobody_else_does(programme, chen, dora):
    assert queries.is_coordinator(chen, programme) and queries.is_coordinator(chen)
    assert not queries.is_coordinator(dora, programme) and not queries.is_coordinator(None)


def test_a_coordinator_of_one_programme_is_none_of_another(programme, chen, dora, noon):
    other = actions.begin(name="Other", coordinator=dora, now=noon)

    assert not queries.is_coordinator(chen, other)
    with pytest.raises(actions.NotTheCoordinator):
        actions.give_role(programme=other, person=chen, role=Role.COACH, by=chen, now=noon)


def test_a_role_says_who_gave_it_and_when_and_is_given_once(programme, chen, bilal, noon):
    for _ in range(2):
        actions.give_role(programme=programme, person=bilal, role=Role.COACH, by=chen, now=noon)

    role = Membership.objects.get(person=bilal)

    assert (role.given_by.person, role.joined_at) == (chen, noon)
    assert queries.is_coach(bilal, programme) and not queries.is_coordinator(bilal, programme)
    assert Event.objects.filter(kind="role given", subject=bilal.pk).count() == 1


def test_a_role_that_ended_opens_no_door(programme, chen, bilal, noon):
    role = actions.give_role(programme=programme, person=bilal, role=Role.COACH, by=chen, now=noon)

    actions.end(membership=role, by=bilal, now=noon)

    assert not queries.is_coach(bilal, programme)
    assert not queries.programmes_of(bilal).exists()


def test_the_last_coordinator_stays_until_another_is_named(programme, chen, bilal, noon):
    role = Membership.objects.get(person=chen)
    with pytest.raises(actions.LastCoordinator):
        actions.end(membership=role, by=chen, now=noon)

    actions.give_role(programme=programme, person=bilal, role=Role.COORDINATOR, by=chen, now=noon)
    actions.end(membership=role, by=chen, now=noon)

    assert not queries.is_coordinator(chen, programme)


def test_nobody_ends_the_role_of_another_without_coordinating(programme, chen, dora, noon):
    with pytest.raises(actions.NotTheCoordinator):
        actions.end(membership=Membership.objects.get(person=chen), by=dora, now=noon)


def test_two_generations_of_a_programme_have_two_names(programme, chen, noon):
    said = {"programme": programme, "by": chen, "now": noon, "name": "Spring"}
    first = actions.open_cohort(id=uuid4(), **said)

    assert actions.open_cohort(id=first.pk, **said) == first
    with pytest.raises(actions.NameTaken):
        actions.open_cohort(id=uuid4(), **said)
