"""A task type of ours goes out to a real Turkle, is done there, and is read back."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import numpy as np
import pytest

from escalera.connectors import actions, outgoing
from escalera.connectors.models import Batch, Kind
from escalera.connectors.turkle.client import Turkle
from escalera.learning.models import BeliefState
from escalera.tasks.models import Attempt, Item, Origin, TaskType

from .conftest import connect
from .working_there import do_all, enter, enter_as, remote_of

LATER = timedelta(minutes=6)


def put_out(connection, noon, task_type="addresses-1", language="es", items=2, answers=2):
    return outgoing.put_out(
        connection=connection,
        task_type=TaskType.objects.get(pk=task_type),
        language=language,
        items=items,
        answers=answers,
        now=noon,
        rng=np.random.default_rng(7),
    )


def test_a_task_type_goes_out_once_and_does_not_come_in_as_paid_work(connected, boss, noon):
    put_out(connected, noon)

    first = actions.sync(connection=connected, now=noon)
    again = actions.sync(connection=connected, now=noon + LATER)

    remote = remote_of(connected, boss)
    assert (first.sent, again.sent, again.brought, again.refused) == (2, 0, 0, [])
    assert (boss.progress(remote.id).tasks, remote.assignments, remote.is_open) == (2, 2, True)
    assert connected.batches.get().remote_id == str(remote.id)


def test_what_a_known_alias_answered_becomes_attempts_and_moves_the_belief(
    connected, boss, turkle, amina, noon
):
    put_out(connected, noon)
    actions.sync(connection=connected, now=noon)
    with enter_as(amina, connected, turkle, boss) as visitor:
        do_all(visitor, str(remote_of(connected, boss).id))

    done = actions.sync(connection=connected, now=noon + LATER)
    again = actions.sync(connection=connected, now=noon + 2 * LATER)

    assert (done.read, again.read) == (2, 0)
    attempts = Attempt.objects.filter(person=amina)
    assert {(one.score, one.timed, one.received_at) for one in attempts} == {(1.0, "wall", noon + LATER)}
    assert BeliefState.objects.get(person=amina).told == 2


def test_reading_everything_again_changes_nothing(connected, boss, turkle, amina, noon):
    put_out(connected, noon)
    actions.sync(connection=connected, now=noon)
    with enter_as(amina, connected, turkle, boss) as visitor:
        do_all(visitor, str(remote_of(connected, boss).id))
    actions.sync(connection=connected, now=noon + LATER)
    before = list(Attempt.objects.order_by("pk").values())
    Batch.objects.update(seen=0)  # as if we were killed before we kept that all was read

    assert actions.sync(connection=connected, now=noon + 2 * LATER).read == 0
    assert list(Attempt.objects.order_by("pk").values()) == before


def test_answers_of_people_nobody_here_knows_are_counted_only(connected, boss, turkle, noon):
    put_out(connected, noon)
    actions.sync(connection=connected, now=noon)
    remote = remote_of(connected, boss)
    with enter(turkle, boss, f"stranger{remote.id}") as visitor:
        do_all(visitor, str(remote.id))

    actions.sync(connection=connected, now=noon + LATER)

    assert connected.batches.get().by_strangers == 2 and not Attempt.objects.exists()


EVERY_WIDGET = ("receipts-2", "moderation-3", "customer-reply-2", "calendar-messages-2", "customer-reply-3")


def test_every_plain_widget_brings_its_right_answer_home_with_all_accents(
    connected, boss, turkle, amina, noon
):
    for task_type in EVERY_WIDGET:
        put_out(connected, noon, task_type, answers=1)
    actions.sync(connection=connected, now=noon)
    with enter_as(amina, connected, turkle, boss) as visitor:
        for batch in connected.batches.all():
            do_all(visitor, batch.remote_id)

    assert actions.sync(connection=connected, now=noon + LATER).read == 2 * len(EVERY_WIDGET)
    scores = Attempt.objects.values_list("item__task_type", "score")
    assert {(one, round(score, 6)) for one, score in scores} == {(one, 1.0) for one in EVERY_WIDGET}


def test_what_a_form_elsewhere_cannot_show_is_refused(connected, noon):
    for task_type, strange in (("picture-boxes-1", "boxes"), ("transcription-1", "sound")):
        with pytest.raises(outgoing.NotPlain, match=strange):
            put_out(connected, noon, task_type)
    assert not Batch.objects.exists()


def test_work_of_a_requester_is_not_given_away(connected, noon):
    TaskType.objects.create(slug="theirs", family="theirs", minutes=1, origin=Origin.TEMPLATE)

    with pytest.raises(outgoing.SomebodyElsesWork):
        put_out(connected, noon, "theirs")


def test_a_platform_of_files_takes_none_of_our_tasks(programme, turkle, noon):
    files = connect(turkle, programme, noon, kind=Kind.FILES, token="")

    with pytest.raises(outgoing.TakesNoTasks):
        put_out(files, noon)


def test_nothing_and_too_much_are_refused(connected, noon):
    for items, answers in ((0, 1), (501, 1), (1, 0), (1, 21)):
        with pytest.raises(outgoing.NothingToSend):
            put_out(connected, noon, items=items, answers=answers)


def killed_after(monkeypatch, step):
    real = getattr(Turkle, step)

    def then_killed(*args, **values):
        real(*args, **values)
        raise KeyboardInterrupt

    monkeypatch.setattr(Turkle, step, then_killed)


@pytest.mark.parametrize("step", ["create_project", "create_batch"])
def test_a_batch_whose_making_was_cut_short_is_made_once(connected, boss, noon, monkeypatch, step):
    put_out(connected, noon)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        killed_after(patched, step)
        actions.sync(connection=connected, now=noon)

    actions.sync(connection=connected, now=noon + LATER)

    remote = remote_of(connected, boss)
    marked = [one for one in boss.projects() if one.filename == remote.filename.replace(".csv", ".html")]
    assert (len(marked), boss.progress(remote.id).tasks) == (1, 2)


def test_tasks_that_a_killed_turkle_did_not_keep_are_added(connected, boss, turkle, noon, monkeypatch):
    put_out(connected, noon, items=3)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        killed_after(patched, "create_batch")
        actions.sync(connection=connected, now=noon)
    remote = remote_of(connected, boss)
    with closing(sqlite3.connect(turkle.database)) as database, database:
        rows = database.execute("SELECT min(id) FROM turkle_task WHERE batch_id = ?", [remote.id])
        database.execute("DELETE FROM turkle_task WHERE id = ?", rows.fetchone())

    actions.sync(connection=connected, now=noon + LATER)

    items = {row["escalera_item"] for row in boss.rows(remote.id)}
    assert items == {str(pk) for pk in Item.objects.values_list("pk", flat=True)} and len(items) == 3


def test_turkle_says_nothing_of_acceptance_or_pay(connected, boss, turkle, noon):
    """If a later Turkle does, `earnings.tell` has to hear of it; until then money is the worker's own word."""
    put_out(connected, noon, "search-relevance-1", "en", items=1, answers=1)
    actions.sync(connection=connected, now=noon)
    remote = remote_of(connected, boss)
    with enter(turkle, boss, f"stranger{remote.id}") as visitor:
        do_all(visitor, str(remote.id))

    (row,), _is_whole = boss.results(remote.id)

    said = {column for column in row if not column.startswith(("Input.", "Answer."))}
    assert said == {
        "HITId",
        "HITTypeId",
        "Title",
        "CreationTime",
        "MaxAssignments",
        "AssignmentDurationInSeconds",
        "AssignmentId",
        "WorkerId",
        "AcceptTime",
        "SubmitTime",
        "WorkTimeInSeconds",
        "Turkle.Username",
    }
