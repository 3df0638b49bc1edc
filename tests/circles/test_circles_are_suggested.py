from datetime import timedelta

import pytest

from circling import believe, told
from conftest import someone
from escalera.circles import forming, seating, suggesting
from escalera.circles.models import Circle, Profile, Seat, Suggestion
from escalera.ledger.models import Event
from escalera.reference import places


@pytest.fixture
def suggested(four_looking, tasks_loaded, noon, rng):
    assert suggesting.suggest(now=noon, rng=rng) == 1
    return four_looking


def asked(person):
    return person.suggestions.get()


def say(person, noon, *, yes=True):
    return suggesting.answer(asked=asked(person), says_yes=yes, name=f"n{person.pk}", now=noon)


def test_four_who_say_yes_are_a_circle_and_then_the_fifth_may_come(suggested, noon):
    for person in suggested[:3]:
        assert say(person, noon) is None

    circle = say(suggested[3], noon)

    assert circle.seats.taken().count() == 4
    assert not Profile.objects.exclude(looking_since=None).exists()


def test_the_same_answer_twice_is_once(suggested, noon):
    for person in suggested:
        say(person, noon)
    assert say(suggested[0], noon) == Circle.objects.get()
    assert Seat.objects.count() == 4


def test_one_no_too_many_ends_it_and_the_others_are_free_again(suggested, noon):
    say(suggested[0], noon)
    say(suggested[1], noon, yes=False)

    with pytest.raises(suggesting.SuggestionOver):
        say(suggested[2], noon)
    free = {profile.person for profile in suggesting.looking(now=noon)}
    assert free == {suggested[0], *suggested[2:]}


def test_a_no_is_free_and_rests_for_a_week(suggested, noon):
    say(suggested[1], noon, yes=False)

    later = suggesting.looking(now=noon + timedelta(days=8))

    assert suggested[1].pk in {profile.person_id for profile in later}


def test_who_does_not_answer_in_time_no_longer_looks(suggested, noon):
    say(suggested[0], noon)

    suggesting.end_old(now=noon + timedelta(days=15))

    assert [one.person for one in suggesting.looking(now=noon)] == [suggested[0]]


def test_a_name_is_needed_and_one_circle_is_enough(suggested, noon):
    with pytest.raises(seating.NoName):
        suggesting.answer(asked=asked(suggested[0]), says_yes=True, name=" ", now=noon)
    seating.found(id=asked(suggested[0]).suggestion_id, name="x", own_name="x", person=suggested[0], now=noon)
    with pytest.raises(seating.SitsElsewhere):
        say(suggested[0], noon)


def test_the_reason_says_what_one_learns_and_teaches_and_no_name(
    tasks_loaded, amina, four_looking, noon, rng
):
    told(amina, noon, wishes=["enter-data"])
    believe(four_looking[1], {"enter-data": 0.9}, noon)

    suggesting.suggest(now=noon, rng=rng)

    assert asked(amina).because == {"learns": ["enter-data"], "teaches": []}
    assert asked(four_looking[1]).because == {"learns": [], "teaches": ["enter-data"]}
    event = Event.objects.get(kind="circle suggested", subject=amina.pk)
    assert not any(str(other.pk) in str(event.payload) for other in four_looking)


def test_without_a_common_hour_nobody_is_suggested(tasks_loaded, four_looking, noon, rng):
    told(four_looking[0], noon, hours=[3])

    assert suggesting.suggest(now=noon, rng=rng) == 0


def test_people_are_asked_once_an_hour_at_most(suggested, noon, rng):
    for _ in range(4):
        told(someone(), noon)

    assert suggesting.suggest(now=noon + timedelta(minutes=30), rng=rng) == 0
    assert suggesting.suggest(now=noon + timedelta(minutes=90), rng=rng) == 1
    assert Suggestion.objects.count() == 2


def test_who_wants_their_own_kind_of_place_sits_with_nobody_else(tasks_loaded, four_looking, noon, rng):
    for person, size in zip(
        four_looking, ("under-2500", "under-2500", "under-2500", "over-100000"), strict=True
    ):
        person.locality_size = next(iter(sizes(rural=size.startswith("under"))))
        person.save()
        told(person, noon, places="same")

    assert forming.propose(list(suggesting.looking(now=noon)), rng=rng) == []


def sizes(*, rural):
    return [size.id for size in places.locality_sizes() if size.rural == rural]
