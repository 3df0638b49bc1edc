"""Circles of four to eight who can meet, in which wishes meet somebody who knows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.engine import circles
from escalera.engine.circles import Places, WhyNot, Worker, growing
from escalera.engine.circles.people import People
from escalera.engine.circles.proposing import coverage

ES, EVENING = frozenset({"es"}), frozenset({18, 19})


def worker(name: str, knows: str, wishes: str, **others) -> Worker:
    return Worker(
        name, {knows: 0.8}, {wishes: circles.wanted(0.0)}, **({"languages": ES, "hours": EVENING} | others)
    )


def drawn(many: int, *, rng, skills: int = 12) -> list[Worker]:
    made = []
    for at in range(many):
        levels = {f"s{s}": float(rng.random()) for s in rng.choice(skills, 3, replace=False)}
        wishes = {
            f"s{s}": circles.wanted(levels.get(f"s{s}", 0.0)) for s in rng.choice(skills, 2, replace=False)
        }
        languages = frozenset(rng.choice(["es", "en"], size=int(rng.integers(1, 3)), replace=False).tolist())
        start = int(rng.integers(24))
        hours = frozenset((start + more) % 24 for more in range(int(rng.integers(1, 9))))
        made.append(Worker(f"w{at}", levels, wishes, languages, hours, str(rng.choice(["rural", "urban"]))))
    return made


def assert_allowed(found, workers) -> None:
    by_id = {one.id: one for one in workers}
    seated = [name for circle in found.circles for name in circle.members]
    assert sorted(seated + [name for name, _ in found.unplaced]) == sorted(by_id)
    for circle in found.circles:
        people = [by_id[name] for name in circle.members]
        assert circles.FEWEST <= len(people) <= circles.MOST
        assert set(circle.languages) == frozenset.intersection(*(one.languages for one in people)) != set()
        assert set(circle.hours) == frozenset.intersection(*(one.hours for one in people)) != set()
        for wish in circle.wishes:
            able = {
                o.id for o in people if o.levels.get(wish.skill, -1) >= by_id[wish.worker].wishes[wish.skill]
            }
            assert set(wish.teachers) == able - {wish.worker}
    met, wishes = sum(c.met for c in found.circles), sum(len(one.wishes) for one in workers)
    assert found.coverage == pytest.approx(met / max(wishes, 1))


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.integers(0, 40))
def test_every_circle_can_meet_and_nobody_is_lost(seed, many):
    rng = np.random.default_rng(seed)
    workers = drawn(many, rng=rng)

    assert_allowed(circles.propose(workers, rng=rng), workers)


def test_wishes_meet_somebody_who_knows_where_that_is_possible():
    # Two rings of four that must be told apart: each teaches the next one of their ring.
    rings = [
        worker(f"{ring}{at}", f"{ring}{at}", f"{ring}{(at + 1) % 4}") for ring in "ab" for at in range(4)
    ]
    apart = [w if w.id[0] == "a" else worker(w.id, *w.levels, *w.wishes, hours=frozenset({7})) for w in rings]

    found = circles.propose(apart)

    assert found.coverage == 1.0
    assert sorted(sorted(circle.members) for circle in found.circles) == [
        [f"{ring}{at}" for at in range(4)] for ring in "ab"
    ]


@settings(max_examples=60)
@given(st.integers(0, 10_000), st.integers(0, 45), st.integers(3, 12), st.sampled_from(Places))
def test_circles_never_meet_fewer_wishes_than_greedy_ones(seed, many, skills, places):
    workers = drawn(many, rng=np.random.default_rng(seed), skills=skills)
    rng, groups = np.random.default_rng(seed), [workers]
    if places is Places.SAME:
        # Circles of one kind of place first, then those of the other; only the first begin with this chance.
        groups = [[one for one in workers if one.place == min(w.place for w in workers)]] if workers else []
        workers = groups[0] if groups else []

    ours = circles.propose(workers, places=places, rng=np.random.default_rng(seed)).coverage

    for group in groups:
        people = People.of(group, mixed=places is Places.MIXED)
        if group:
            assert ours >= coverage(people, growing.grow(people, rng=rng)) - 1e-12


def test_a_teacher_is_not_to_carry_all():
    # Sixteen want to learn typing, four know it; nobody should sit with all wishes alone while others are idle.
    workers = [worker(f"learns{at}", "other", "typing") for at in range(12)]
    workers += [worker(f"knows{at}", "typing", "other") for at in range(4)]

    found = circles.propose(workers)

    assert all(sum(name.startswith("knows") for name in circle.members) == 2 for circle in found.circles)


def test_people_of_one_kind_of_place_sit_together_when_that_is_asked_for():
    workers = drawn(60, rng=np.random.default_rng(1))

    found = circles.propose(workers, places=Places.SAME)

    assert_allowed(found, workers)
    assert found.circles and all(len(circle.places) == 1 for circle in found.circles)


def test_rural_and_urban_mix_more_when_that_is_asked_for():
    places = ["rural"] * 16 + ["urban"] * 16
    workers = [worker(f"w{at}", "x", "y", place=place) for at, place in enumerate(places)]

    found = circles.propose(workers, places=Places.MIXED)

    assert all(len(circle.places) == 2 for circle in found.circles)


def test_who_is_in_no_circle_is_told_why():
    workers = [worker(f"w{at}", "a", "b") for at in range(4)]
    workers += [
        worker("mute", "a", "b", languages=frozenset()),
        worker("busy", "a", "b", hours=frozenset()),
        worker("alone", "a", "b", languages=frozenset({"maya"})),
    ]

    found = circles.propose(workers)

    assert dict(found.unplaced) == {
        "mute": WhyNot.NO_LANGUAGE,
        "busy": WhyNot.NO_HOUR,
        "alone": WhyNot.TOO_FEW,
    }


def test_a_person_left_over_founds_a_circle_with_members_others_can_spare():
    found = circles.propose([worker(f"w{at}", "a", "b") for at in range(9)])

    assert found.unplaced == ()
    assert sorted(len(circle.members) for circle in found.circles) == [4, 5]


def test_the_same_chance_gives_the_same_circles():
    workers = drawn(60, rng=np.random.default_rng(3))

    first, second = (circles.propose(workers, rng=np.random.default_rng(5)) for _ in range(2))

    assert first == second
