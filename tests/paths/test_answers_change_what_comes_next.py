from escalera.paths import actions, planning
from escalera.tasks.models import TaskType
from walking import do, goal_for, minutes_later, right_answer

READING = {"read-documents": 0.55, "work-with-numbers": 0.55}


def test_who_fails_gets_it_easier_or_with_help(amina, tasks_loaded, noon):
    goal = goal_for(amina, READING, noon)
    first = actions.next_step(goal=goal, now=noon, seed=1)
    do(first, {}, noon)
    second = actions.next_step(goal=goal, now=minutes_later(noon, 2), seed=2)
    do(second, {}, minutes_later(noon, 4))

    third = actions.next_step(goal=goal, now=minutes_later(noon, 6), seed=3)

    assert third.task_type.level <= first.task_type.level
    assert (
        third.reason["reason"]["code"] in {"easier_after_misses", "prerequisite"} or third.reason["with_help"]
    )


def test_who_succeeds_moves_on_and_the_reason_says_so(amina, tasks_loaded, noon):
    goal, codes, levels, now = goal_for(amina, READING, noon), [], [], noon

    for number in range(12):
        now = minutes_later(now, 5)
        step = actions.next_step(goal=goal, now=now, seed=number)
        if step is None:
            break
        codes.append(step.reason["reason"]["code"])
        levels.append(step.task_type.level)
        do(step, right_answer(step), now)

    assert "moves_on" in codes
    assert max(levels) > levels[0] or step is None


def test_somebody_who_clicks_at_random_on_two_choices_is_not_believed_skilled(amina, tasks_loaded, noon):
    goal = goal_for(amina, {"judge-search-results": 0.55, "apply-guidelines": 0.55}, noon)
    before = planning.standing(goal).reached
    step = actions.next_step(goal=goal, now=noon, seed=5)

    now = noon
    for number in range(40):
        now = minutes_later(now, 1)
        item = step.item
        options = [
            f["options"][number % max(1, len(f["options"]))]["value"] if f["options"] else ""
            for f in item.content["fields"]
        ]
        do(
            step,
            dict(zip([f["name"] for f in item.content["fields"]], options, strict=True)),
            now,
            seconds=30,
        )
        step = actions.next_step(goal=goal, now=now, seed=number)
        if step is None:
            break

    assert step is not None
    assert all(value < 0.5 for value in planning.standing(goal).reached.values()), (
        before,
        planning.standing(goal).reached,
    )


def test_something_else_is_really_something_else(amina, tasks_loaded, noon):
    goal = goal_for(amina, READING, noon)
    first = actions.next_step(goal=goal, now=noon, seed=1)

    actions.pass_over(step=first, now=noon)

    assert actions.next_step(goal=goal, now=noon, seed=1).task_type != first.task_type


def test_moderation_is_offered_only_to_those_who_opted_in(amina, tasks_loaded, noon):
    goal = goal_for(amina, {"moderate-content": 0.55}, noon)

    without = actions.next_step(goal=goal, now=noon, seed=1)
    if without:
        actions.pass_over(step=without, now=noon)
    amina.sees_moderation = True
    amina.save()
    goal = type(goal).objects.select_related("person").get(pk=goal.pk)
    offered = {actions.next_step(goal=goal, now=noon, seed=seed).task_type for seed in range(3)}

    assert without is None or not without.task_type.opt_in
    assert any(task_type.opt_in for task_type in offered)
    assert TaskType.objects.filter(opt_in=True).count() == 3


def test_asking_twice_gives_the_same_open_step(amina, tasks_loaded, noon):
    goal = goal_for(amina, READING, noon)

    assert actions.next_step(goal=goal, now=noon, seed=1) == actions.next_step(goal=goal, now=noon, seed=2)
