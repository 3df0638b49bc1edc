from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest

from escalera.programmes import actions, codes, inviting, queries
from escalera.programmes.models import Membership, Role

WEEK = timedelta(days=7)


@pytest.fixture
def programme(chen, noon):
    return actions.begin(name="Taller de Oaxaca", coordinator=chen, now=noon)


def invite(programme, by, now, **values):
    said = {"id": uuid4(), "cohort": None, "role": Role.WORKER, "places": 2, "lasts": WEEK, **values}
    return inviting.invite(programme=programme, by=by, now=now, rng=np.random.default_rng(3), **said)


def test_who_types_the_code_is_in_however_it_is_typed(programme, chen, amina, noon):
    code = invite(programme, chen, noon).spoken

    inviting.join(code=f" {code.lower().replace('-', ' ')} ", person=amina, now=noon)

    assert list(queries.programmes_of(amina)) == [programme]
    assert not queries.is_coach(amina, programme)


def test_joining_twice_takes_one_place(programme, chen, amina, noon):
    invitation = invite(programme, chen, noon)

    for _ in range(2):
        inviting.join(code=invitation.code, person=amina, now=noon)

    invitation.refresh_from_db()
    assert invitation.used == Membership.objects.filter(person=amina).count() == 1


def test_the_places_are_limited(programme, chen, amina, bilal, noon):
    code = invite(programme, chen, noon, places=1).code
    inviting.join(code=code, person=amina, now=noon)

    with pytest.raises(inviting.InvitationClosed):
        inviting.join(code=code, person=bilal, now=noon)


def test_a_code_is_over_after_its_time(programme, chen, amina, noon):
    code = invite(programme, chen, noon).code

    with pytest.raises(inviting.InvitationClosed):
        inviting.join(code=code, person=amina, now=noon + WEEK)


def test_a_code_taken_back_lets_nobody_in_and_throws_nobody_out(programme, chen, amina, bilal, noon):
    invitation = invite(programme, chen, noon)
    inviting.join(code=invitation.code, person=amina, now=noon)

    inviting.revoke(invitation=invitation, by=chen, now=noon)

    assert queries.programmes_of(amina).exists()
    with pytest.raises(inviting.InvitationClosed):
        inviting.join(code=invitation.code, person=bilal, now=noon)


def test_no_code_makes_a_coordinator(programme, chen, noon):
    assert invite(programme, chen, noon, role=Role.COORDINATOR).role == Role.WORKER


def test_only_a_coordinator_makes_codes_and_takes_them_back(programme, chen, dora, noon):
    with pytest.raises(actions.NotTheCoordinator):
        invite(programme, dora, noon)
    with pytest.raises(actions.NotTheCoordinator):
        inviting.revoke(invitation=invite(programme, chen, noon), by=dora, now=noon)


def test_an_invented_code_is_unknown(amina, noon):
    with pytest.raises(inviting.CodeUnknown):
        inviting.join(code="AAAA-AAAA", person=amina, now=noon)


def test_codes_hold_nothing_that_looks_or_sounds_like_something_else():
    drawn = set("".join(codes.draw(np.random.default_rng(seed)) for seed in range(200)))

    for alike in ("0O", "1IL", "2Z", "5S", "8B", "BV", "DT", "GJ", "MN", "PT", "CS", "CZ"):
        assert len(drawn & set(alike)) <= 1, alike
