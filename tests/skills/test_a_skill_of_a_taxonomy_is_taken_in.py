"""An ESCO skill that is not among ours: it gets a name, and its nearest relative that we teach, or none yet."""

import pytest

import official_files as files
from escalera.jobs import queries as jobs
from escalera.reference.importing import bringing
from escalera.skills import actions, linking, queries
from escalera.skills.importing import esco
from escalera.skills.models import Skill
from with_django import NOON

TYPE_ORDERS, CHECK_ORDERS = f"{files.SKILL}a1", f"{files.SKILL}a2"


@pytest.fixture
def loaded(tmp_path, tasks_loaded):
    """Two skills of ESCO beside each other; ours, entering data, is the first."""
    downloads = [
        *(files.classification(tmp_path, one) for one in ("en", "es")),
        files.relations_zip(tmp_path),
    ]
    bringing.bring_in(esco.IMPORTER, downloads, now=NOON)
    ours = Skill.objects.get(pk="enter-data")
    ours.codes = {"esco": TYPE_ORDERS}
    ours.save()
    linking.link_skills()
    return ours


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


def test_its_nearest_relative_that_we_teach_stands_for_it_on_a_path(loaded):
    taken = actions.take_in(CHECK_ORDERS)

    built = jobs.builders_of(taken)

    assert built.taught == loaded and built.task_types
    assert jobs.goal_of_skills([(taken.pk, 0.6)]) == {"enter-data": 0.6}


def test_without_a_relative_near_by_we_cannot_teach_it_yet(loaded):
    taken = actions.take_in(CHECK_ORDERS)
    loaded.codes = {}
    loaded.save()
    linking.link_skills()

    assert jobs.builders_of(taken) == jobs.Builders(None, ())
    assert jobs.goal_of_skills([(taken.pk, 0.6)]) == {}
