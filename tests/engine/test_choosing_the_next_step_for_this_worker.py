"""What one worker's own answers change in the choice: pace, kinds, types that do not work, missing skills."""

from dataclasses import replace

import numpy as np
import pytest

from escalera.engine import Catalogue, Gains, TaskType, Tutor
from escalera.engine.gains import Form, Kinds


def ladder(*skills, chance=0.0):
    return [
        TaskType(f"{skill}-{number}", {skill: 1.0}, level=level, family=skill, chance=chance)
        for skill in skills
        for number, level in ((1, 0.3), (2, 0.55), (3, 0.8))
    ]


def steps(tutor, belief, goal, *, score, times):
    """What is offered, one after the other, to somebody whose every answer has this score."""
    offered = []
    for _ in range(times):
        step = tutor.ask(belief, goal)
        offered.append(step)
        belief = tutor.tell(belief, step, score=score, seconds=60)
    return offered, belief


def test_when_a_skill_stalls_attention_goes_to_what_may_be_missing():
    tutor = Tutor(Catalogue.of(skills=["reading", "reports"], task_types=ladder("reading", "reports")))

    offered, _ = steps(tutor, tutor.newcomer(), {"reports": 0.6}, score=0.0, times=40)

    assert all(step.task_type.startswith("reports") for step in offered[:4])
    searched = [step for step in offered if step.task_type.startswith("reading")]
    assert searched
    assert {step.reason.needed_for for step in searched} == {"reports"}
    assert searched[0].reason.code in ("prerequisite", "easier_after_misses")


def test_practice_that_does_not_bring_what_it_should_is_a_stall_as_well():
    tutor = Tutor(Catalogue.of(skills=["reading", "reports"], task_types=ladder("reading", "reports")))
    goal, stuck, offered = {"reports": 0.6}, tutor.newcomer(), []

    for at in range(60):
        step = tutor.ask(stuck, goal)
        offered.append(step.task_type)
        stuck = tutor.tell(stuck, step, score=float(at % 3 == 0), seconds=60)

    assert stuck.effects.of("skill:reports") < 0
    assert any(name.startswith("reading") for name in offered)


def test_without_a_stall_nobody_is_sent_elsewhere():
    tutor = Tutor(Catalogue.of(skills=["reading", "reports"], task_types=ladder("reading", "reports")))

    offered, _ = steps(tutor, tutor.newcomer(), {"reports": 0.8}, score=0.8, times=4)

    assert all(step.task_type.startswith("reports") for step in offered)


def test_a_learned_need_comes_into_the_way_like_a_declared_one():
    catalogue = Catalogue.of(skills=["reading", "reports"], task_types=ladder("reading", "reports"))
    needs = np.array([[0.0, 0.0], [0.9, 0.0]])
    tutor = Tutor(catalogue, replace(Gains.declared(catalogue), needs=needs), exploration=0.0)

    first = tutor.ask(tutor.newcomer(), {"reports": 0.6})

    assert (first.reason.skill, first.reason.needed_for) == ("reading", "reports")


def test_whoever_learns_nothing_is_expected_to_learn_less():
    tutor = Tutor(Catalogue.of(skills=["a"], task_types=ladder("a")))
    slow = quick = tutor.newcomer()

    for at in range(30):
        slow = tutor.tell(slow, "a-1", score=float(at % 2), seconds=60)
        quick = tutor.tell(quick, "a-1", score=float(at % 2 or at > 8), seconds=60)

    assert slow.effects.of("rate") < 0 < quick.effects.of("rate")


def test_a_worker_of_the_other_kind_is_led_to_what_works_for_them():
    types = [TaskType(name, {"a": 1.0}, level=0.3) for name in ("videos", "texts")]
    catalogue = Catalogue.of(skills=["a"], task_types=types)
    kinds = Kinds(share=np.array([0.6, 0.4]), factor=np.array([[1.6, 0.3], [0.1, 2.05]]))
    gains = replace(Gains.declared(catalogue, usual=0.3), kinds=kinds, form=Form(again=1.0, family_again=1.0))
    tutor = Tutor(catalogue, gains, exploration=0.0)
    stuck = tutor.newcomer()
    for at in range(40):
        stuck = tutor.tell(stuck, "videos", score=float(at % 3 == 0), seconds=60)

    chances = stuck.effects
    assert chances.of("kind0") < 0 < chances.of("kind1")
    assert chances.of("kind0") + chances.of("kind1") == pytest.approx(0.0, abs=1e-9)
    assert tutor.ask(stuck, {"a": 0.7}).task_type == "texts"


def test_a_skill_that_is_slow_to_train_is_not_put_off_for_ever():
    catalogue = Catalogue.of(skills=["slow", "fast"], task_types=ladder("slow", "fast"))
    gains = Gains.declared(catalogue)
    mean = gains.mean * np.array([0.25, 1.0])
    tutor = Tutor(catalogue, replace(gains, mean=mean), exploration=0.0)

    offered, _ = steps(tutor, tutor.newcomer(), {"slow": 0.5, "fast": 0.5}, score=0.6, times=12)

    assert {step.reason.skill for step in offered} == {"slow", "fast"}


def test_a_gain_that_is_little_known_weighs_less_than_a_known_one():
    types = [TaskType(name, {"a": 1.0}, level=0.4) for name in ("known", "unknown")]
    catalogue = Catalogue.of(skills=["a"], task_types=types)
    gains = Gains.declared(catalogue)
    tutor = Tutor(
        catalogue,
        replace(gains, mean=np.array([[0.2], [0.21]]), variance=np.array([[0.0001], [0.04]])),
        exploration=0.0,
    )

    assert tutor.ask(tutor.newcomer(), {"a": 0.6}).task_type == "known"


def test_exploring_costs_no_more_time_than_was_stated():
    rng = np.random.default_rng(0)
    types = [
        TaskType(f"t{at}", {"a": 1.0}, level=0.35, seconds=float(rng.uniform(50, 90))) for at in range(12)
    ]
    catalogue = Catalogue.of(skills=["a"], task_types=types)
    tutor = Tutor(catalogue, exploration=0.2)
    best = min(catalogue.seconds)

    chosen = [tutor.ask(tutor.newcomer(), {"a": 0.6}, rng=np.random.default_rng(seed)) for seed in range(60)]

    took = [60.0 * step.minutes for step in chosen]
    assert len({step.task_type for step in chosen}) > 1
    assert max(took) <= 1.2 * best + 1e-9
    assert all(step.propensity > 0 for step in chosen)


def test_nobody_does_one_task_for_ever_that_moves_nothing():
    types = [TaskType(f"{name}-1", {"reading": 1.0}, level=0.3, family=name) for name in "abcde"]
    catalogue = Catalogue.of(skills=["reading", "other"], task_types=types)
    mean = np.zeros((5, 2))
    mean[:, 0] = [0.6, 0.02, 0.02, 0.02, 0.02]
    tutor = Tutor(catalogue, replace(Gains.declared(catalogue), mean=mean, variance=np.full((5, 2), 1e-4)))
    belief, offered = tutor.newcomer(), []

    for at in range(150):
        step = tutor.ask(belief, {"reading": 0.7})
        offered.append(step.task_type)
        belief = tutor.tell(belief, step, score=float(at % 3 == 0), seconds=60)

    assert offered[:6].count("a-1") >= 3
    assert offered[-72:].count("a-1") <= 54
    assert len(set(offered[-72:])) == 5
