from uuid import uuid4

import pytest

from belongings import propose
from conftest import someone
from escalera.learning import proposals, queries
from escalera.learning.models import Proposal, Voice
from escalera.paths import actions as paths
from escalera.paths import planning
from escalera.skills.models import Skill
from escalera.tasks.models import Item, Origin, TaskType
from walking import do, goal_for

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def peer(noon):
    """Makes somebody who has honestly tried a task."""

    def made(language: str = "es-mx"):
        person = someone(language)
        step = paths.next_step(goal=goal_for(person, {"read-documents": 0.55}, noon), now=noon, seed=1)
        do(step, {}, noon)
        return person

    return made


def say(proposal, person, noon, *, agrees=True, id=None):
    return proposals.answer(id=id or uuid4(), proposal=proposal, person=person, agrees=agrees, now=noon)


def test_with_the_second_yes_it_becomes_a_task(amina, peer, noon):
    proposal = propose(amina, noon)

    say(proposal, peer(), noon)
    proposal.refresh_from_db()
    after_one = proposal.task_type
    say(proposal, peer(), noon)
    proposal.refresh_from_db()

    assert after_one is None
    assert proposal.task_type.origin == Origin.OUTSIDE
    assert proposal.task_type.weights.get().skill_id == "read-documents"


def test_one_person_twice_is_one_voice_and_the_first_word_counts(amina, peer, noon):
    proposal, person = propose(amina, noon), peer()

    for agrees in (True, True, False):
        say(proposal, person, noon, agrees=agrees)

    assert Voice.objects.get().agrees
    assert Proposal.objects.get().task_type is None


def test_two_proposals_answered_with_one_id_are_two_voices(amina, peer, noon):
    first, second, person, id = propose(amina, noon), propose(amina, noon), peer(), uuid4()

    say(first, person, noon, id=id)
    say(second, person, noon, id=id)

    assert Voice.objects.count() == 2


def test_a_no_is_no_step_towards_a_task(amina, peer, noon):
    proposal = propose(amina, noon)

    for agrees in (True, False, False):
        say(proposal, peer(), noon, agrees=agrees)

    assert Proposal.objects.get().task_type is None


def test_nobody_agrees_to_ones_own(peer, noon):
    person = peer()
    proposal = propose(person, noon)

    with pytest.raises(proposals.NotForYou):
        say(proposal, person, noon)


def test_guests_who_did_nothing_open_nothing(amina, noon):
    proposal = propose(amina, noon)

    for _ in range(20):
        with pytest.raises(proposals.NotYetAPeer):
            say(proposal, someone(), noon)

    assert not Voice.objects.exists()


def test_proposals_wait_only_for_peers_of_the_language_who_have_not_answered(amina, peer, dora, noon):
    proposal, spanish, english = propose(amina, noon), peer(), peer("en")
    answered = peer()
    say(proposal, answered, noon)

    waiting = {
        name: list(queries.proposals_waiting_for(person))
        for name, person in {
            "author": amina,
            "peer": spanish,
            "en": english,
            "did": answered,
            "new": dora,
        }.items()
    }

    assert waiting == {"author": [], "peer": [proposal], "en": [], "did": [], "new": []}


def opened(proposal, peer, noon) -> TaskType:
    for _ in range(2):
        say(proposal, peer(), noon)
    return Proposal.objects.get(pk=proposal.pk).task_type


def test_a_task_done_elsewhere_is_on_the_way_once_and_waits_for_a_peer(amina, peer, noon):
    task_type = opened(propose(amina, noon), peer, noon)
    goal = goal_for(someone(), {"read-documents": 0.8}, noon)
    item = Item.objects.get(task_type=task_type)

    attempt = paths.record_attempt(
        id=uuid4(), person=goal.person, item=item, step=None, answer={"done": "I read it."}, seconds=60,
        help_used=False, answered_at=noon, now=noon,
    )  # fmt: skip

    assert attempt.score is None
    assert task_type.pk in planning.not_for(goal)
    assert task_type.pk not in planning.not_for(goal_for(someone(), {"read-documents": 0.8}, noon))


def test_a_task_made_from_a_family_has_items_without_end(amina, peer, noon):
    task_type = opened(propose(amina, noon, family="receipts", level=2), peer, noon)
    goal = goal_for(amina, {"read-documents": 0.8}, noon)
    only = {slug for slug in TaskType.objects.values_list("slug", flat=True) if slug != task_type.pk}

    standing = planning.standing(goal)
    standing.__dict__["excluded"] = frozenset(only)
    choice = planning.chosen(standing, seed=1, now=noon)

    assert task_type.origin == Origin.PROPOSED
    assert choice.task_type == task_type.pk
    assert paths.keep_step(goal=goal, choice=choice, seed=5, is_placement=False, now=noon).item.key


def test_a_proposed_moderation_task_stays_opt_in(amina, peer, noon):
    task_type = opened(propose(amina, noon, family="moderation"), peer, noon)

    assert task_type.opt_in


@pytest.mark.parametrize(
    "said",
    [{"title": ""}, {"title": " \0 "}, {"description": ""}, {"description": "\0", "family": "no-such"}],
)
def test_a_proposal_that_says_nothing_is_refused(amina, noon, said):
    with pytest.raises(proposals.NothingProposed):
        propose(amina, noon, **said)


def test_contact_data_is_cut_and_long_texts_are_shortened(amina, noon):
    proposal = propose(amina, noon, title="a" * 500, description="Write to amina@example.com. " + "b" * 2000)

    assert "@" not in proposal.description
    assert (len(proposal.title), len(proposal.description)) == (120, 1000)


@pytest.mark.parametrize("title", ["¿¡…!?", "日本語", "a" * 120, "../../etc", "<script>"])
def test_any_title_can_become_a_task(amina, peer, noon, title):
    task_type = opened(propose(amina, noon, title=title), peer, noon)

    assert len(task_type.slug) <= 80
    assert task_type.title_es == title


def test_the_same_id_twice_is_one_proposal_and_somebody_elses_id_is_another(amina, dora, noon):
    skill, id = Skill.objects.get(pk="read-documents"), uuid4()
    said = {"id": id, "skill": skill, "title": "One", "description": "Do it.", "now": noon}

    first, again = proposals.propose(person=amina, **said), proposals.propose(person=amina, **said)
    hers = proposals.propose(person=dora, **{**said, "title": "Other"})

    assert first == again
    assert (hers.person, hers.title) == (dora, "Other")
