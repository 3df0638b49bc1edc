"""Not reading somebody any more, being kept apart from them, and undoing it: without a name on either side."""

from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import browse_as
from escalera.coaching.judgement import pools, queries
from escalera.people import blocking
from escalera.people.models import Account, Block
from escalera.rights import actions as rights
from escalera.rights import queries as exports
from judged import COMMENT, answer, comment_on, work_of

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def work(chen, noon):
    return work_of(chen, now=noon)


@pytest.fixture
def comment(work, bilal, noon):
    return comment_on(work, by=bilal, now=noon)


def press(chen, comment, how):
    return browse_as(chen).post(f"/comments/{comment.pk}/block/", {"id": str(uuid4()), "how": how})


def may_judge(person, work, noon):
    return work in queries.may_judge(person, pools.load(work.task_type, work.language), now=noon)


def test_who_is_muted_is_read_no_more_and_undoing_brings_it_back(chen, comment):
    browser = browse_as(chen)
    before = browser.get("/works/").content.decode()
    press(chen, comment, "mute")
    muted = browser.get("/works/").content.decode()
    listed = browser.get("/account/blocks/").content.decode()
    browser.post(f"/account/blocks/{Block.objects.get().pk}/removal/")
    after = browser.get("/works/").content.decode()

    assert COMMENT in before and COMMENT not in muted and COMMENT in after
    assert "who commented on" in listed.casefold() and str(comment.person_id) not in listed


def test_a_block_keeps_both_apart_and_a_mute_does_not(chen, bilal, work, comment, noon):
    answer(bilal, hook="", now=noon)
    at_first = may_judge(bilal, work, noon)
    press(chen, comment, "mute")
    muted = may_judge(bilal, work, noon)
    press(chen, comment, "block")

    assert (at_first, muted, may_judge(bilal, work, noon)) == (True, True, False)
    assert Block.objects.count() == 1
    assert blocking.kept_apart_from(bilal) == {chen.pk} and blocking.kept_apart_from(chen) == {bilal.pk}


def test_nobody_blocks_themselves(chen, noon):
    with pytest.raises(blocking.NotOneself):
        blocking.block(id=uuid4(), person=chen, other=chen, apart=True, about="", now=noon)


def test_who_is_blocked_never_learns_of_it(chen, bilal, comment):
    press(chen, comment, "block")

    assert "people.block" not in exports.everything_of(bilal)["records"]
    told = exports.everything_of(chen)["records"]["people.block"]
    assert len(told) == 1 and str(bilal.pk) not in str(told)


@pytest.mark.parametrize("who", ("chen", "bilal"))
def test_it_goes_when_either_leaves(who, chen, bilal, comment):
    press(chen, comment, "block")

    rights.erase(person={"chen": chen, "bilal": bilal}[who], now=timezone.now())

    assert not Block.objects.exists()


def test_a_blocked_guest_who_signs_in_stays_blocked(chen, bilal, dora, comment, noon):
    Account.objects.create(username="lantern kind 42", person=dora)
    press(chen, comment, "block")

    rights.claim_guest(guest=bilal, account_person=dora, now=noon)

    assert blocking.kept_apart_from(dora) == {chen.pk}


def test_dora_can_neither_block_on_anothers_piece_nor_undo_for_others(dora, chen, comment):
    press(chen, comment, "mute")
    browser = browse_as(dora)

    assert press(dora, comment, "block").status_code == 404
    assert browser.post(f"/account/blocks/{Block.objects.get().pk}/removal/").status_code == 404
