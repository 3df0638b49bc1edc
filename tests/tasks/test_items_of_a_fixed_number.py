from uuid import uuid4

import pytest

from escalera.paths import actions as paths
from escalera.tasks import making
from escalera.tasks.models import Item, Origin, TaskType


@pytest.fixture
def template(tasks_loaded):
    """A task type of others with two items."""
    task_type = TaskType.objects.create(
        slug="of-others", family="of-others", title_en="x", title_es="x", minutes=1, origin=Origin.TEMPLATE
    )
    for seed in range(2):
        Item.objects.create(task_type=task_type, seed=seed, language="en", content={"fields": []}, key={})
    return task_type


def do_one(template, person, now):
    item = making.item_for(task_type=template, person=person, seed=0, now=now)
    paths.record_attempt(
        id=uuid4(),
        person=person,
        item=item,
        step=None,
        answer={},
        seconds=60,
        help_used=False,
        answered_at=now,
        now=now,
    )
    return item


def test_nobody_gets_an_item_of_others_twice(template, amina, noon):
    first, second = do_one(template, amina, noon), do_one(template, amina, noon)

    assert first != second
    with pytest.raises(making.NoItemLeft):
        making.item_for(task_type=template, person=amina, seed=0, now=noon)


def test_a_task_type_whose_items_are_all_done_is_used_up_for_that_person_only(template, amina, bilal, noon):
    do_one(template, amina, noon)
    before = making.used_up(amina)
    do_one(template, amina, noon)

    assert before == set()
    assert making.used_up(amina) == {"of-others"}
    assert making.used_up(bilal) == set()
