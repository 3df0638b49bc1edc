"""A job's list shows what somebody has of each skill without planning; it must be what the staircase shows."""

from escalera.paths import actions, queries
from walking import do, goal_for, minutes_later, right_answer


def test_a_list_of_skills_shows_the_same_little_steps_as_the_staircase(amina, tasks_loaded, noon):
    goal, now = goal_for(amina, {"read-documents": 0.3, "work-with-numbers": 0.8}, noon), noon
    for number in range(8):
        step = actions.next_step(goal=goal, now=now, seed=number)
        do(step, right_answer(step), now)
        now = minutes_later(now, 5)

    stairs = queries.staircase(goal).stairs

    assert {stair.state for stair in stairs} == {"done", "now"}
    assert queries.held(goal) == {stair.skill.slug: stair.have for stair in stairs}
