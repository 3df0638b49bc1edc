from datetime import timedelta
from uuid import uuid4

import pytest

from circling import told
from conftest import someone
from escalera.circles import inviting, seating
from escalera.circles.models import Circle, Places, Seat


def names(circle):
    return sorted(seat.name for seat in circle.seats.taken())


def test_founding_twice_with_one_id_is_one_circle(amina, noon):
    id = uuid4()

    first, again = (
        seating.found(id=id, name="Abejas", own_name="Ami", person=amina, now=noon) for _ in range(2)
    )

    assert first == again and names(first) == ["Ami"]


def test_somebody_elses_id_founds_another_circle(amina, dora, noon):
    hers = seating.found(id=uuid4(), name="Abejas", own_name="Ami", person=amina, now=noon)

    other = seating.found(id=hers.pk, name="Otras", own_name="Dora", person=dora, now=noon)

    assert other != hers and names(hers) == ["Ami"]


def test_a_circle_and_a_person_in_it_need_a_name(amina, noon):
    for words in ({"name": " ", "own_name": "Ami"}, {"name": "Abejas", "own_name": ""}):
        with pytest.raises(seating.NoName):
            seating.found(id=uuid4(), person=amina, now=noon, **words)
    assert not Circle.objects.exists()


def test_contact_data_is_no_name(amina, noon):
    circle = seating.found(
        id=uuid4(), name="Tel 55 1234 5678", own_name="a@b.example", person=amina, now=noon
    )

    assert "1234" not in circle.name and names(circle) == ["[correo]"]


def test_a_full_circle_turns_people_away(circle, dora, noon):
    for at in range(5):
        seating.sit(circle=circle, person=someone(), name=f"n{at}", now=noon)

    with pytest.raises(seating.CircleIsFull):
        seating.sit(circle=circle, person=dora, name="Dora", now=noon)


def test_one_circle_at_a_time(circle, amina, noon):
    with pytest.raises(seating.SitsElsewhere):
        seating.found(id=uuid4(), name="Otro", own_name="Ami", person=amina, now=noon)


def test_sitting_down_twice_is_once(circle, amina, noon):
    assert seating.sit(circle=circle, person=amina, name="Again", now=noon).name == "Amina"
    assert Seat.objects.filter(person=amina).count() == 1


def test_leaving_takes_the_name_along_and_frees_for_another(circle, bilal, noon):
    for _ in range(2):
        seating.leave(circle=circle, person=bilal, now=noon)

    assert names(circle) == ["Amina", "Chen"]
    assert Seat.objects.get(person=bilal).name == ""
    seating.found(id=uuid4(), name="Otro", own_name="Bilal", person=bilal, now=noon)


def test_the_last_to_leave_ends_the_circle(circle, amina, bilal, chen, noon):
    for person in (amina, bilal, chen):
        seating.leave(circle=circle, person=person, now=noon)

    assert Circle.objects.get().dissolved_at == noon


def test_a_code_lets_somebody_in_until_it_is_over_or_taken_back(circle, amina, dora, noon, rng):
    code = inviting.invite(id=uuid4(), circle=circle, person=amina, now=noon, rng=rng)

    with pytest.raises(inviting.InvitationClosed):
        inviting.join(code=code.code, person=dora, name="Dora", now=noon + timedelta(days=15))
    inviting.join(code=code.spoken.lower(), person=dora, name="Dora", now=noon)
    inviting.revoke(invitation=code, now=noon)

    assert "Dora" in names(circle)
    with pytest.raises(inviting.InvitationClosed):
        inviting.join(code=code.code, person=someone(), name="x", now=noon)
    with pytest.raises(inviting.CodeUnknown):
        inviting.invitation_of("nothing", person=None, now=noon)


def test_only_who_sits_there_invites(circle, dora, noon, rng):
    with pytest.raises(Seat.DoesNotExist):
        inviting.invite(id=uuid4(), circle=circle, person=dora, now=noon, rng=rng)


def test_codes_are_few_and_made_once(circle, amina, noon, rng):
    id = uuid4()
    for _ in range(2):
        inviting.invite(id=id, circle=circle, person=amina, now=noon, rng=rng)
    for _ in range(4):
        inviting.invite(id=uuid4(), circle=circle, person=amina, now=noon, rng=rng)

    with pytest.raises(inviting.TooManyCodes):
        inviting.invite(id=uuid4(), circle=circle, person=amina, now=noon, rng=rng)
    assert circle.invitations.count() == 5


def test_looking_for_a_circle_needs_a_language_and_an_hour(amina, noon):
    for missing in ({"languages": []}, {"hours": []}):
        with pytest.raises(seating.TooLittleTold):
            told(amina, noon, **missing)
    assert told(amina, noon, hours=[], looking=False, places=Places.SAME).looking_since is None


def test_who_sits_in_a_circle_does_not_look_for_one(circle, amina, noon):
    assert told(amina, noon).looking_since is None
