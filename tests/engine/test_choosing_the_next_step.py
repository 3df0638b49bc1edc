from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from escalera.engine import Catalogue, LastOutcome, TaskType, Tutor, UnknownName
from escalera.engine.steps import Outcome

GOAL = {"reading": 0.6, "typing": 0.6}


def test_after_two_misses_the_same_family_comes_easier(tutor, amina, rng):
    for _ in range(2):
        amina = tutor.tell(amina, "reading-2", score=0.0, seconds=50)

    step = tutor.ask(amina, GOAL, rng=rng)

    assert (step.task_type, step.reason.code, step.reason.misses) == ("reading-1", "easier_after_misses", 2)
    assert not step.with_help


def test_after_two_misses_on_the_easiest_it_comes_with_help(tutor, amina, rng):
    last = LastOutcome("reading-1", score=0.0, misses=2)

    step = tutor.ask(amina, GOAL, rng=rng, last=last)

    assert (step.task_type, step.with_help, step.reason.code) == ("reading-1", True, "easier_after_misses")


def test_one_miss_is_no_drama(tutor, amina, rng):
    amina = tutor.tell(amina, "reading-2", score=0.0)

    assert tutor.ask(amina, GOAL, rng=rng).reason.code != "easier_after_misses"


def test_nobody_is_held_in_a_family_that_stays_too_hard(tutor, amina, rng):
    for _ in range(6):
        amina = tutor.tell(amina, "reading-1", score=0.0)

    assert tutor.ask(amina, GOAL, rng=rng).reason.code != "easier_after_misses"


@given(st.integers(0, 2**32 - 1), st.integers(1, 3))
@settings(max_examples=40)
def test_after_a_success_one_moves_on(seed, number):
    tutor = Tutor(CATALOGUE)
    belief = tutor.tell(tutor.newcomer(), f"reading-{number}", score=1.0, seconds=60)

    step = tutor.ask(belief, GOAL, rng=np.random.default_rng(seed))

    assert step.reason.code == "moves_on"
    assert step.reason.after == f"reading-{number}"
    assert step.task_type not in {f"reading-{at}" for at in range(1, number + 1)}


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_the_same_dice_give_the_same_choice(seed):
    tutor = Tutor(CATALOGUE, exploration=0.5)

    first, again = (tutor.ask(tutor.newcomer(), GOAL, rng=np.random.default_rng(seed)) for _ in range(2))

    assert first == again


def test_propensities_say_how_often_a_type_is_chosen():
    tutor = Tutor(CATALOGUE, exploration=0.6)
    steps = [tutor.ask(tutor.newcomer(), GOAL, rng=np.random.default_rng(seed)) for seed in range(400)]

    chosen = {step.task_type for step in steps}
    # The mean of 1 / propensity over choices of a type, times its frequency, is 1 if propensities are right.
    for name in chosen:
        mine = [1.0 / step.propensity for step in steps if step.task_type == name]
        if len(mine) > 40:
            assert sum(mine) / 400 == pytest.approx(1.0, abs=0.3)
    assert len(chosen) > 1
    assert all(0.0 < step.propensity <= 1.0 for step in steps)


def test_without_exploration_the_choice_is_certain(catalogue, amina, rng):
    assert Tutor(catalogue, exploration=0.0).ask(amina, GOAL, rng=rng).propensity == 1.0


def test_without_dice_nothing_is_explored(tutor, amina):
    goal = {tutor.catalogue.skills[0]: 0.8}

    steps = {tutor.ask(amina, goal=goal).task_type for _ in range(20)}

    assert len(steps) == 1
    assert tutor.ask(amina, goal=goal).propensity == 1.0


def test_a_reached_goal_asks_nothing_more(tutor, amina, rng):
    goal = {"reading": 0.3}
    for _ in range(25):
        amina = tutor.tell(amina, "reading-2", score=1.0, seconds=60)

    assert tutor.ready(amina, goal)
    assert tutor.ask(amina, goal, rng=rng) is None
    assert tutor.place(amina, goal) is None


def test_minutes_left_after_a_reached_goal_go_into_making_sure(tutor, amina, rng):
    goal = {"reading": 0.3}
    for _ in range(25):
        amina = tutor.tell(amina, "reading-2", score=1.0, seconds=60)

    step = tutor.ask(amina, goal, rng=rng, minutes_left=30)

    assert tutor.ready(amina, goal)
    assert step.reason.skill == "reading"
    assert step.task_type != "reading-1"
    assert tutor.ask(amina, goal, rng=rng, minutes_left=0.01) is None


def test_nothing_is_asked_of_who_is_sure_of_the_highest_level(tutor, amina, rng):
    amina = replace(amina, mean=np.full_like(amina.mean, 9.0))

    assert tutor.ask(amina, {"reading": 0.3}, rng=rng, minutes_left=30) is None
    assert tutor.ask(amina, {}, rng=rng, minutes_left=30) is None


def test_prerequisites_come_into_the_way(tutor, amina, rng):
    steps = [tutor.ask(amina, {"spreadsheets": 0.8}, rng=np.random.default_rng(seed)) for seed in range(30)]

    found = [step.reason for step in steps if step.task_type.startswith("reading")]

    assert found
    assert all((reason.code, reason.needed_for) == ("prerequisite", "spreadsheets") for reason in found)


def test_types_that_do_not_help_the_goal_are_never_offered(tutor, amina):
    chosen = {tutor.ask(amina, {"typing": 0.6}, rng=np.random.default_rng(s)).task_type for s in range(30)}

    assert all(name.startswith("typing") for name in chosen)


def test_limits_of_the_moment_are_kept(amina, rng):
    tutor = Tutor(
        Catalogue.of(
            skills=["a"],
            task_types=[
                TaskType("long", {"a": 1}, seconds=600, pay=2.0),
                TaskType("badly paid", {"a": 1}, seconds=60, pay=0.01),
                TaskType("practice", {"a": 1}, seconds=60),
                TaskType("well paid", {"a": 1}, seconds=90, pay=0.2),
            ],
        ),
        exploration=0.0,
    )
    newcomer, goal = tutor.newcomer(), {"a": 0.9}

    assert tutor.ask(newcomer, goal, rng=rng, minutes_left=0.5) is None
    assert tutor.ask(newcomer, goal, rng=rng, pay_floor=5.0, excluded=["practice"]).task_type == "well paid"
    assert tutor.ask(newcomer, goal, rng=rng, pay_floor=5.0, minutes_left=1.2).task_type == "practice"


def test_earnings_can_outweigh_a_little_time(rng):
    types = [TaskType("practice", {"a": 1}, seconds=60), TaskType("paid", {"a": 1}, seconds=70, pay=0.1)]
    catalogue = Catalogue.of(skills=["a"], task_types=types)

    quickest = Tutor(catalogue, exploration=0.0)
    earning = Tutor(catalogue, exploration=0.0, earnings_weight=5.0)

    assert quickest.ask(quickest.newcomer(), {"a": 0.6}, rng=rng).task_type == "practice"
    step = earning.ask(earning.newcomer(), {"a": 0.6}, rng=rng)
    assert (step.task_type, step.reason.code) == ("paid", "earns_meanwhile")


@pytest.mark.parametrize("unit", [1.0, 20.0])
def test_of_two_about_as_quick_the_paid_one_is_chosen_in_any_currency(rng, unit):
    types = [
        TaskType("practice", {"a": 1}, seconds=60),
        TaskType("paid", {"a": 1}, seconds=62, pay=0.1 * unit),
    ]
    catalogue = Catalogue.of(skills=["a"], task_types=types)

    by_itself = Tutor(catalogue, exploration=0.0)
    fastest = Tutor(catalogue, exploration=0.0, earnings_weight=0.0)

    assert by_itself.ask(by_itself.newcomer(), {"a": 0.6}, rng=rng).task_type == "paid"
    assert fastest.ask(fastest.newcomer(), {"a": 0.6}, rng=rng).task_type == "practice"


def test_learning_keeps_what_pay_is_worth(rng):
    catalogue = Catalogue.of(skills=["a"], task_types=[TaskType("one", {"a": 1}, pay=0.1)])

    assert Tutor(catalogue).learn([]).earnings_weight is None
    assert Tutor(catalogue, earnings_weight=0.0).learn([]).earnings_weight == 0.0


def test_repetition_makes_room_for_something_else(rng):
    types = [TaskType(name, {"a": 1}, seconds=60) for name in ("one", "two")]
    tutor = Tutor(Catalogue.of(skills=["a"], task_types=types), exploration=0.0)
    belief = tutor.newcomer()

    done = []
    for _ in range(10):
        done.append(tutor.ask(belief, {"a": 0.9}, rng=rng).task_type)
        belief = tutor.tell(belief, done[-1], score=0.6)

    assert set(done) == {"one", "two"}


def test_steps_explain_themselves(tutor, amina, rng):
    step = tutor.ask(amina, GOAL, rng=rng)

    taught = step.skills[0]
    assert taught.low <= taught.gain <= taught.high
    assert 0 < step.reason.success < 1
    assert 0 <= step.reason.probability < 0.8
    assert step.alternatives
    assert step.task_type not in [other.task_type for other in step.alternatives]


def test_placement_asks_what_tells_most_and_never_twice(tutor, amina):
    asked = []
    for _ in range(5):
        step = tutor.place(amina, GOAL, asked=asked)
        asked.append(step.task_type)
        amina = tutor.tell(amina, step, Outcome(score=1.0, seconds=40))

    assert len(set(asked)) == 5
    assert {name.split("-")[0] for name in asked[:2]} == {"reading", "typing"}
    assert step.reason.code == "placement"


def test_clicking_at_random_makes_nobody_believed_skilled():
    types = [
        TaskType(f"t-{n}", {"a": 1}, level=level, chance=0.5, family="t")
        for n, level in enumerate((0.3, 0.55, 0.8))
    ]
    tutor, goal = Tutor(Catalogue.of(skills=["a"], task_types=types)), {"a": 0.3}

    believed = []
    for seed in range(12):
        rng, belief = np.random.default_rng(seed), tutor.newcomer()
        for _ in range(200):
            belief = tutor.tell(
                belief, types[int(rng.integers(3))].name, score=float(rng.random() < 0.5), seconds=60
            )
        believed.append(tutor.probability_reached(belief, goal)["a"])

    assert np.mean(believed) < 0.2


def test_clicking_at_random_through_the_tutors_own_choices_does_not_help_either():
    types = [
        TaskType(f"t-{n}", {"a": 1}, level=level, chance=0.5, family="t")
        for n, level in enumerate((0.3, 0.55, 0.8))
    ]
    tutor, goal = Tutor(Catalogue.of(skills=["a"], task_types=types)), {"a": 0.3}

    ready = 0
    for seed in range(12):
        rng, belief = np.random.default_rng(seed), tutor.newcomer()
        for _ in range(200):
            step = tutor.ask(belief, goal, rng=rng)
            if step is None:
                break
            belief = tutor.tell(belief, step, score=float(rng.random() < 0.5), seconds=30)
        ready += tutor.ready(belief, goal)

    assert ready <= 3


def test_unknown_names_are_said_plainly(tutor, amina, rng):
    with pytest.raises(UnknownName, match="no skill called 'flying'"):
        tutor.ask(amina, {"flying": 0.5}, rng=rng)
    with pytest.raises(UnknownName, match="no task type called 'x'"):
        tutor.tell(amina, "x", score=1.0)


def test_what_was_done_elsewhere_counts_for_variety(tutor, amina):
    first = Tutor(tutor.catalogue, exploration=0.0).ask(amina, GOAL, rng=np.random.default_rng(0))

    then = Tutor(tutor.catalogue, exploration=0.0).ask(
        amina, GOAL, rng=np.random.default_rng(0), done=[first.task_type] * 6
    )

    assert then.task_type != first.task_type


CATALOGUE = Catalogue.of(
    skills=["reading", "typing"],
    task_types=[
        TaskType(f"{skill}-{number}", {skill: 1.0}, level=level, family=skill, chance=0.25)
        for skill in ("reading", "typing")
        for number, level in ((1, 0.3), (2, 0.55), (3, 0.8))
    ],
)
