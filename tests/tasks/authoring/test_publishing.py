from uuid import uuid4

import pytest

from authoring import ORDERS, drafted, published
from conftest import NOON
from escalera.jobs.models import Job
from escalera.ledger.models import Event
from escalera.paths import actions as paths
from escalera.paths import planning
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.rights import actions as rights
from escalera.tasks.authoring import actions, publishing, queries
from escalera.tasks.authoring.models import Draft, Version
from escalera.tasks.making import NoItemLeft, item_for
from escalera.tasks.models import Item, TaskType


@pytest.fixture
def programme(starter, chen, noon):
    return programmes.begin(name="Taller", coordinator=chen, now=noon)


def join(programme, person, chen, noon):
    programmes.give_role(programme=programme, person=person, role=Role.WORKER, by=chen, now=noon)


def test_each_good_row_becomes_an_item_with_its_known_answer(programme, chen, noon):
    made = published(programme, chen, noon)

    first = Item.objects.filter(task_type=made.task_type).order_by("seed").first()

    assert made.task_type.items.count() == 3
    assert first.content["stimulus"][0]["text"] == "2 kg of beans at 38 each"
    assert [field["widget"] for field in first.content["fields"]] == ["choice", "number"]
    assert (first.key["c1"]["right"], first.key["c2"]["right"]) == ("food", 76.0)


def test_only_a_coordinator_of_the_programme_publishes(programme, chen, amina, dora, noon):
    join(programme, amina, chen, noon)
    draft = drafted(programme, amina, noon)

    for person in (amina, dora):
        with pytest.raises(programmes.NotTheCoordinator):
            publishing.publish(draft=draft, reason="", by=person, now=noon)
    with pytest.raises(actions.NotInTheProgramme):
        drafted(programme, dora, noon)


def test_a_worker_proposes_and_a_coordinator_finds_it(programme, chen, amina, dora, noon):
    join(programme, amina, chen, noon)
    draft = drafted(programme, amina, noon)
    assert draft not in queries.drafts_for(chen)

    actions.propose(draft=draft, now=noon)

    assert list(queries.waiting_in(programme)) == [draft]
    assert draft in queries.drafts_for(chen) and draft not in queries.drafts_for(dora)
    publishing.publish(draft=draft, reason="good", by=chen, now=noon)
    assert not Draft.objects.exists()


def test_what_lacks_a_skill_or_rows_is_neither_proposed_nor_published(programme, chen, noon):
    draft = drafted(programme, chen, noon, skills={})

    with pytest.raises(actions.NotReady):
        actions.propose(draft=draft, now=noon)
    with pytest.raises(actions.NotReady):
        publishing.publish(draft=draft, reason="", by=chen, now=noon)


def test_it_is_on_the_paths_of_its_programme_and_on_no_other(programme, chen, amina, dora, noon):
    made = published(programme, chen, noon, instructions={"en": "Read.", "es": "Lee."})
    join(programme, amina, chen, noon)

    for person, left_out in ((amina, False), (dora, True)):
        goal = paths.set_goal(person=person, origin=Job.objects.get(pk="data-entry"), now=noon)
        assert (made.pk in planning.not_for(goal)) is left_out


def test_amina_does_every_row_once_in_her_language(programme, chen, amina, noon):
    made = published(programme, chen, noon, instructions={"en": "Read.", "es": "Lee."})
    join(programme, amina, chen, noon)

    seen = []
    for seed in range(3):
        item = item_for(task_type=made.task_type, person=amina, seed=seed, now=NOON)
        seen.append(item)
        answer = {name: str(key["right"]) for name, key in item.key.items()}
        attempt = record(amina, item, answer, noon)
        assert attempt.score == 1

    assert {item.language for item in seen} == {"es"} and len(set(seen)) == 3
    assert made.pk in queries.used_up(amina)
    with pytest.raises(NoItemLeft):
        item_for(task_type=made.task_type, person=amina, seed=9, now=NOON)


def record(person, item, answer, noon):
    return paths.record_attempt(
        id=uuid4(),
        person=person,
        item=item,
        step=None,
        answer=answer,
        seconds=60,
        help_used=False,
        answered_at=noon,
        now=noon,
    )


def test_an_edit_is_a_new_version_and_undoing_brings_the_old_rows_back(programme, chen, bilal, noon):
    made = published(programme, chen, noon)
    draft = actions.edit(publication=made, person=chen, now=noon)
    actions.lay(draft=draft, source=ORDERS.replace("beans", "lentils").encode(), now=noon)
    actions.write(draft=draft, words={"title": {"en": "New title", "es": ""}}, now=noon)

    made = publishing.publish(draft=draft, reason="lentils sell better", by=chen, now=noon)
    first = item_for(task_type=TaskType.objects.get(pk=made.pk), person=bilal, seed=1, now=NOON)
    publishing.restore(publication=made, number=1, by=chen, now=noon)
    second = item_for(task_type=TaskType.objects.get(pk=made.pk), person=bilal, seed=1, now=NOON)

    assert "lentils" in str(first.content) and "beans" in str(second.content)
    assert TaskType.objects.get(pk=made.pk).title_en == "Totals of orders"
    assert [version.reason for version in made.versions.all()] == ["lentils sell better", ""]
    assert Event.objects.filter(kind="task published").count() == 3


def test_publishing_twice_is_once(programme, chen, noon):
    draft = drafted(programme, chen, noon)
    again = Draft.objects.get(pk=draft.pk)

    first = publishing.publish(draft=draft, reason="", by=chen, now=noon)

    assert publishing.publish(draft=again, reason="", by=chen, now=noon) == first
    assert Version.objects.count() == 1


def test_a_retired_task_goes_to_nobody_until_it_is_brought_back(programme, chen, noon):
    made = published(programme, chen, noon)

    publishing.retire(publication=made, by=chen, now=noon)
    assert not TaskType.objects.get(pk=made.pk).is_open
    publishing.restore(publication=made, number=1, by=chen, now=noon)

    assert TaskType.objects.get(pk=made.pk).is_open


def test_a_task_of_one_of_our_families_needs_no_table(programme, chen, bilal, noon):
    draft = actions.begin(id=uuid4(), programme=programme, person=chen, now=noon)
    words = {"title": {"en": "Our receipts"}, "family": "receipts", "level": 2, "skills": {"enter-data": 1.0}}
    actions.write(draft=draft, words=words, now=noon)

    made = publishing.publish(draft=draft, reason="", by=chen, now=noon)

    assert item_for(task_type=made.task_type, person=bilal, seed=5, now=NOON).content["stimulus"]


def test_who_leaves_takes_their_drafts_and_leaves_what_was_published(programme, chen, amina, noon):
    join(programme, amina, chen, noon)
    programmes.give_role(programme=programme, person=amina, role=Role.COORDINATOR, by=chen, now=noon)
    made = published(programme, amina, noon)
    drafted(programme, amina, noon)

    rights.erase(person=amina, now=noon)

    assert not Draft.objects.exists()
    assert made.versions.get().made_by is None and TaskType.objects.get(pk=made.pk).is_open
