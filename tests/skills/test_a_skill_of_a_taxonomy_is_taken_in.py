"""An ESCO skill that is not among ours: it gets a name, and its nearest relative that we teach, or none yet."""

import pytest

import official_files as files
from escalera.jobs import queries as jobs
from escalera.reference.importing import bringing
from escalera.skills import actions, linking, queries
from escalera.skills.importing import esco
from escalera.skills.models import Skill
from with_django import NOON

TYPE_ORDERS, CHECK_ORDERS, ORDERS = (f"{files.SKILL}{one}" for one in ("a1", "a2", "g1"))


@pytest.fixture
def loaded(tmp_path, tasks_loaded):
    """Two skills of ESCO beside each other; ours, entering data, is the first."""
    downloads = [
        *(files.classification(tmp_path, one) for one in ("en", "es")),
        files.relations_zip(tmp_path),
    ]
    bringing.bring_in(esco.IMPORTER, downloads, now=NOON)
    return means("enter-data", TYPE_ORDERS)


def means(slug, uri):
    skill = Skill.objects.get(pk=slug)
    skill.codes = {"esco": uri}
    skill.save()
    linking.link_skills()
    return skill


def test_it_is_found_by_a_part_of_its_name_and_not_where_we_have_the_same(loaded):
    assert queries.concepts_called("orders", "en", most=5) == [(CHECK_ORDERS, "check orders")]
    assert queries.concepts_called("or", "en", most=5) == []


def test_taken_in_twice_it_is_one_skill_with_a_name_in_both_languages(loaded):
    first, second = actions.take_in(CHECK_ORDERS), actions.take_in(CHECK_ORDERS)

    assert first == second
    assert (first.label_en, first.label_es) == ("Check orders", "Check orders")  # ESCO has no Spanish for it
    linking.link_skills()
    assert first.concepts.get().uri == CHECK_ORDERS


def test_what_means_one_of_ours_is_ours(loaded):
    assert actions.take_in(TYPE_ORDERS) == loaded
    with pytest.raises(actions.NoSuchConcept):
        actions.take_in(f"{files.SKILL}nothing")


def test_the_skill_right_above_it_stands_for_it_on_a_path(loaded):
    taken, above = actions.take_in(CHECK_ORDERS), means("read-documents", ORDERS)

    built = jobs.builders_of(taken)

    assert built.taught == above and built.task_types
    assert jobs.goal_of_skills([(taken.pk, 0.6)]) == {above.pk: 0.6}


def test_one_that_only_stands_beside_it_does_not(loaded):
    taken = actions.take_in(CHECK_ORDERS)

    assert queries.nearest_trainable(CHECK_ORDERS, {loaded.pk}).steps == 2
    assert jobs.builders_of(taken) == jobs.Builders(None, ())
    assert jobs.goal_of_skills([(taken.pk, 0.6)]) == {}


def test_a_skill_of_ours_without_a_relative_gets_none_from_a_tree(loaded):
    assert jobs.builders_of(means("edit-audio", ORDERS)) == jobs.Builders(None, ())
