"""Two people kept apart are never brought into one circle, and nobody can tell why."""

from uuid import uuid4

import pytest

from circling import believe, told
from conftest import browse_as, someone
from escalera.circles import inviting, queries, seating, suggesting
from escalera.circles.models import Circle, Profile
from escalera.people import blocking


def apart(one, other, now):
    blocking.block(id=uuid4(), person=one, other=other, apart=True, about="", now=now)


@pytest.mark.parametrize("people", [5, 8, 9])
def test_a_suggestion_never_seats_two_people_kept_apart(amina, bilal, tasks_loaded, noon, rng, people):
    everybody = [amina, bilal, *[someone() for _ in range(people - 2)]]
    for person in everybody:
        told(person, noon)
    apart(bilal, amina, noon)

    assert suggesting.suggest(now=noon, rng=rng) >= 1

    both = {amina.suggestions.first(), bilal.suggestions.first()} - {None}
    assert len({one.suggestion_id for one in both}) == len(both)


def test_four_of_whom_two_are_kept_apart_are_no_circle(four_looking, tasks_loaded, amina, bilal, noon, rng):
    apart(amina, bilal, noon)

    assert suggesting.suggest(now=noon, rng=rng) == 0


def test_a_block_after_the_suggestion_seats_who_said_yes_first(tasks_loaded, amina, bilal, noon, rng):
    everybody = [amina, bilal, *[someone() for _ in range(3)]]
    for person in everybody:
        told(person, noon)
    suggesting.suggest(now=noon, rng=rng)
    apart(amina, bilal, noon)

    found = [
        suggesting.answer(asked=one.suggestions.get(), says_yes=True, name=f"n{at}", now=noon)
        for at, one in enumerate([amina, everybody[2], everybody[3], bilal])
    ]
    assert found == [None] * 4 and not Circle.objects.exists()

    circle = suggesting.answer(asked=everybody[4].suggestions.get(), says_yes=True, name="n4", now=noon)
    assert circle.seats.count() == 4 and not circle.seats.filter(person=bilal).exists()
    assert Profile.objects.get(person=bilal).looking_since and suggesting.open_to(bilal, now=noon) is None


@pytest.mark.parametrize("who_blocked", ["member", "comer"])
def test_a_code_is_over_for_who_is_kept_apart_from_a_member(circle, bilal, dora, noon, rng, who_blocked):
    code = inviting.invite(id=uuid4(), circle=circle, person=bilal, now=noon, rng=rng).code
    apart(*((bilal, dora) if who_blocked == "member" else (dora, bilal)), noon)

    with pytest.raises(inviting.InvitationClosed):
        inviting.join(code=code, person=dora, name="Dora", now=noon)
    with pytest.raises(seating.KeptApart):
        seating.sit(circle=circle, person=dora, name="Dora", now=noon)


def test_the_page_of_such_a_code_is_that_of_one_that_is_over(circle, bilal, chen, dora, rng, tasks_loaded):
    from django.utils import timezone

    now = timezone.now()
    codes = [inviting.invite(id=uuid4(), circle=circle, person=bilal, now=now, rng=rng) for _ in range(2)]
    inviting.revoke(invitation=codes[1], now=now)
    apart(chen, dora, now)

    refused, over = (browse_as(dora).get(f"/circles/join/{one.code}/") for one in codes)

    assert refused.status_code == over.status_code == 410
    assert "Las abejas" not in refused.content.decode()
    sent = {"own_name": "Dora"}
    assert browse_as(dora).post(f"/circles/join/{codes[0].code}/", sent).status_code == 410
    assert browse_as(someone()).get(f"/circles/join/{codes[0].code}/").status_code == 200


def test_who_blocked_somebody_inside_is_not_sent_to_them(tasks_loaded, circle, amina, bilal, noon):
    told(amina, noon, wishes=["enter-data"])
    told(bilal, noon)
    believe(bilal, {"enter-data": 0.9}, noon)
    before = queries.helping(circle)
    apart(bilal, amina, noon)

    assert [bool(one.helpers) for one in (*before, *queries.helping(circle))] == [True, False]


def test_muting_and_blocking_a_member_from_the_circles_page(circle, amina, bilal, tasks_loaded):
    seat = circle.seats.get(person=bilal)
    browser, address = browse_as(amina), f"/circles/{circle.pk}/block/"
    sent = {"id": str(uuid4()), "seat": str(seat.pk)}

    browser.post(address, sent | {"how": "mute"})
    muted = amina.blocks.get()
    browser.post(address, sent | {"how": "block"})

    assert (muted.apart, amina.blocks.get().apart, muted.blocked) == (False, True, bilal)
    assert "Bilal" not in browser.get("/account/blocks/").content.decode()
    own = {"seat": str(circle.seats.get(person=amina).pk), "how": "mute"}
    assert browser.post(address, own).status_code == 422
