"""A member takes their share of the circle's goal as the order of their path; what they reached they pass on."""

from datetime import timedelta
from uuid import uuid4

import pytest

from circling import believe, told
from conftest import browse_as
from escalera.circles import moving, queries, seating
from escalera.circles.decisions import actions as decisions
from escalera.circles.decisions.models import Answer, Kind, Way
from escalera.coaching.advice import passing_on
from escalera.jobs import queries as jobs
from escalera.jobs.models import Job
from escalera.ledger.models import Event
from escalera.paths import actions as paths
from escalera.paths import planning
from escalera.paths import queries as ways
from escalera.paths.models import PutFirst
from tipping import tip_by
from walking import do, right_answer

DAY = timedelta(days=1)


@pytest.fixture
def goal_of_circle(starter, circle, amina, bilal, noon):
    """Data entry, chosen by all; Amina and Bilal told something for circles and know little."""
    job = Job.objects.get(pk="data-entry")
    for person in (amina, bilal):
        told(person, noon)
    about = {"job": job.pk, "title": job.title, "required": jobs.goal_of(job)}
    decision = decisions.propose(
        id=uuid4(), circle=circle, person=amina, kind=Kind.GOAL, way=Way.VOTE, text="Data entry", days=1,
        about=about, now=noon,
    )  # fmt: skip
    decisions.say(decision=decision, person=bilal, answer=Answer.YES, because="", now=noon)
    decisions.close_due(now=noon + 2 * DAY)
    return queries.shared_goal(circle)


def shares(person, shared):
    return {share.skill.pk for share in moving.share_of(person, shared)}


def asked_for(step):
    reason = step.reason["reason"]
    return {reason["skill"], reason["needed_for"]}


def test_together_the_shares_cover_what_nobody_holds(goal_of_circle, amina, bilal):
    hers, his = shares(amina, goal_of_circle), shares(bilal, goal_of_circle)

    assert hers and his and not hers & his
    assert hers | his == {share.skill.pk for share in goal_of_circle.shares}


@pytest.mark.parametrize("who", ["amina", "bilal"])
def test_who_takes_their_share_is_given_tasks_for_it_and_may_put_it_back(
    goal_of_circle, circle, amina, bilal, noon, who
):
    person = {"amina": amina, "bilal": bilal}[who]
    mine = shares(person, goal_of_circle)

    for _ in range(2):
        row = moving.take_share(circle=circle, person=person, now=noon)
    step = paths.next_step(goal=row.goal, now=noon, seed=1)

    assert set(row.skills) <= mine and asked_for(step) & mine and set(step.reason["put_first"]) <= mine
    assert ways.why(step).facts["put_first"] == step.reason["put_first"]
    ahead = [one.skill.pk for one in ways.staircase(row.goal, step=step).stairs if one.state == "ahead"]
    assert ahead[0] in mine
    assert Event.objects.filter(kind="circle share taken").count() == 1

    for _ in range(2):
        paths.put_nothing_first(goal=row.goal, now=noon)
    assert not PutFirst.objects.exists()
    assert paths.next_step(goal=row.goal, now=noon, seed=1).reason["put_first"] == []


def test_two_shares_make_two_different_ways(goal_of_circle, circle, amina, bilal, noon):
    first = [
        asked_for(
            paths.next_step(
                goal=moving.take_share(circle=circle, person=one, now=noon).goal, now=noon, seed=1
            )
        )
        for one in (amina, bilal)
    ]

    assert first[0] != first[1]


def test_once_the_share_is_reached_the_rest_of_the_goal_comes(goal_of_circle, circle, amina, noon):
    row = moving.take_share(circle=circle, person=amina, now=noon)
    believe(amina, dict.fromkeys(row.skills, 1.0), noon)

    standing = planning.standing(row.goal)

    assert standing.first == {} and planning.chosen(standing, seed=1, now=noon).facts["put_first"] == []


def test_who_reached_their_share_is_asked_for_a_tip_until_they_left_one(goal_of_circle, circle, amina, noon):
    row = moving.take_share(circle=circle, person=amina, now=noon)
    step = paths.next_step(goal=row.goal, now=noon, seed=1)
    attempt = do(step, right_answer(step), noon)
    skill = next(one for one in row.skills if step.task_type.weights.filter(skill=one).exists())

    assert passing_on.to_pass_on(amina, []) is None
    assert passing_on.to_pass_on(amina, [skill]) == (skill, attempt)
    tip_by(amina, noon, on=step.task_type_id)
    assert passing_on.to_pass_on(amina, [skill]) is None


def test_without_a_goal_there_is_no_share_and_outside_no_seat(circle, amina, dora, noon, tasks_loaded):
    with pytest.raises(moving.NoShare):
        moving.take_share(circle=circle, person=amina, now=noon)
    with pytest.raises(circle.seats.model.DoesNotExist):
        moving.take_share(circle=circle, person=dora, now=noon)


def test_on_the_pages(goal_of_circle, circle, amina, noon):
    browser, address = browse_as(amina), f"/circles/{circle.pk}/"
    assert "Begin my way with it" in browser.get(address).content.decode()

    browser.post(f"{address}share/")
    browser.get("/path/")
    step = amina.goals.get(left_at=None).steps.get(finished_at=None)
    why = browser.get(f"/steps/{step.pk}/why/").content.decode()

    assert "You took your share of your circle" in why
    assert "Your way begins with your share:" in browser.get(address).content.decode()
    browser.post("/path/order/removal/")
    assert not PutFirst.objects.exists()
    seating.leave(circle=circle, person=amina, now=noon)
    assert browser.post(f"{address}share/").status_code == 404
