from datetime import timedelta
from uuid import uuid4

import pytest

from escalera.connectors import actions
from escalera.connectors.models import Alias, Delivery, RemoteTask
from escalera.earnings import queries as earnings
from escalera.earnings.models import Payment
from escalera.paths import actions as paths
from escalera.tasks import making
from escalera.tasks.models import Attempt, Item

from .conftest import FIVE_CENTS

LATER = timedelta(minutes=6)


def price(person, connection, noon, amount="12"):
    """The person is given the next paid item and answers it."""
    task_type = connection.batches.get().task_type
    item = making.item_for(task_type=task_type, person=person, seed=0, now=noon)
    return answer(item, person, noon, amount), item


def answer(item, person, noon, amount="12", id=None):
    return paths.record_attempt(
        id=id or uuid4(),
        person=person,
        item=item,
        step=None,
        answer={"price": amount, "note": "al contado, señora"},
        seconds=33,
        help_used=False,
        answered_at=noon,
        now=noon,
    )


def test_open_tasks_come_in_as_paid_items_and_once(connected, work, noon):
    batch = work("maíz", "frijol <b>negro</b>", "chía")

    first = actions.sync(connection=connected, now=noon)
    again = actions.sync(connection=connected, now=noon + LATER)

    assert (first.brought, again.brought, first.refused) == (3, 0, [])
    kept = connected.batches.get(remote_id=str(batch.id))
    assert (kept.pay, kept.task_type.pay, kept.task_type.is_open) == (FIVE_CENTS, FIVE_CENTS, True)
    shown = "".join(task.item.content["foreign"]["html"] for task in RemoteTask.objects.all())
    assert shown.count("maíz") == shown.count("frijol <b>negro</b>") == shown.count("chía") == 1


def test_two_tasks_that_show_the_same_are_two_items(connected, work, noon):
    work("maíz", "maíz")

    actions.sync(connection=connected, now=noon)

    assert Item.objects.filter(wanted=1).count() == 2


def test_rows_added_later_come_with_the_next_exchange(connected, work, boss, noon):
    batch = work("maíz", "chía")
    actions.sync(connection=connected, now=noon)
    boss.add_rows(batch=batch.id, rows=[{"seed": "amaranto"}])

    assert actions.sync(connection=connected, now=noon + LATER).brought == 1
    assert RemoteTask.objects.count() == 3


def test_an_answer_is_delivered_under_an_alias_and_its_payment_is_expected(
    connected, work, turkle, amina, noon
):
    batch = work("maíz")
    actions.sync(connection=connected, now=noon)
    attempt, _ = price(amina, connected, noon)

    done = actions.sync(connection=connected, now=noon + LATER)

    (row,) = turkle.answers(batch.id)
    assert (done.delivered, row["price"], row["note"]) == (1, "12", "al contado, señora")
    assert row["username"] == Alias.objects.get(person=amina).username
    (life,) = earnings.lives_of(amina)
    assert (life.stage, life.amount, life.payment.attempt) == ("sent", FIVE_CENTS, attempt)
    assert life.payment.requester.name == "Seed shop"


def test_delivering_again_delivers_nothing_twice(connected, work, turkle, amina, noon):
    batch = work("maíz", "chía", assignments=3)
    actions.sync(connection=connected, now=noon)
    price(amina, connected, noon)
    actions.sync(connection=connected, now=noon + LATER)
    # As if we were killed after the platform had it and before we knew.
    Payment.objects.all().delete()
    Delivery.objects.update(delivered_at=None, next_try_at=None)

    actions.sync(connection=connected, now=noon + 2 * LATER)

    assert len(turkle.answers(batch.id)) == Payment.objects.count() == 1
    assert Delivery.objects.get().delivered_at is not None


def test_an_assignment_whose_number_was_lost_is_found_again(
    connected, work, turkle, amina, noon, monkeypatch
):
    batch = work("maíz")
    actions.sync(connection=connected, now=noon)
    price(amina, connected, noon)
    with monkeypatch.context() as patched:
        patched.setattr("escalera.connectors.turkle.visitor.Visitor.hand_in", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.sync(connection=connected, now=noon + LATER)
    Delivery.objects.update(assignment="")

    actions.sync(connection=connected, now=noon + 2 * LATER)

    assert len(turkle.answers(batch.id)) == 1 and Delivery.objects.get().delivered_at


def killed(*_args: object) -> None:
    raise KeyboardInterrupt


def test_work_that_others_did_there_is_not_offered_here(connected, work, turkle, boss, amina, noon):
    batch = work("maíz")
    actions.sync(connection=connected, now=noon)
    do_it_there(turkle, boss, batch)

    actions.sync(connection=connected, now=noon + LATER)

    assert not connected.batches.get().task_type.is_open
    with pytest.raises(making.NoItemLeft):
        price(amina, connected, noon)


def test_an_answer_too_late_is_told_honestly_and_nothing_vanishes(connected, work, turkle, boss, amina, noon):
    batch = work("maíz")
    actions.sync(connection=connected, now=noon)
    attempt, _ = price(amina, connected, noon)
    do_it_there(turkle, boss, batch)

    actions.sync(connection=connected, now=noon + LATER)

    (life,) = earnings.lives_of(amina)
    assert (life.stage, life.payment.attempt) == ("rejected", attempt)
    assert "Seed shop's Turkle" in life.reason and "no es tu error" in life.reason.lower()
    assert Attempt.objects.count() == 1 and Delivery.objects.get().closed_at


def do_it_there(turkle, boss, batch):
    from escalera.connectors.turkle.visitor import Visitor

    boss.create_user(username=f"other-{batch.id}", password="of their own")
    with Visitor(turkle.address, username=f"other-{batch.id}", password="of their own") as other:
        for task, _page in list(other.tasks(str(batch.id), known=(), most=99)):
            other.hand_in(task, other.take(str(batch.id), task), {"price": "9"})


def test_an_empty_answer_goes_nowhere(connected, work, turkle, amina, bilal, noon):
    batch = work("maíz")
    actions.sync(connection=connected, now=noon)
    item = making.item_for(task_type=connected.batches.get().task_type, person=amina, seed=0, now=noon)
    paths.record_attempt(
        id=uuid4(),
        person=amina,
        item=item,
        step=None,
        answer={},
        seconds=3,
        help_used=False,
        answered_at=noon,
        now=noon,
    )

    actions.sync(connection=connected, now=noon + LATER)

    assert turkle.answers(batch.id) == [] and not Payment.objects.exists()
    assert price(bilal, connected, noon)[1] == item


def test_without_pay_nothing_is_offered_and_the_coordinator_reads_why(turkle, programme, work, noon):
    from .conftest import connect

    work("maíz")
    unpaid = connect(turkle, programme, noon, pay=None)

    done = actions.sync(connection=unpaid, now=noon)

    assert done.brought == 0 and not Item.objects.filter(wanted__isnull=False).exists()
    assert "what the work pays" in unpaid.last_error


def test_boxes_that_stand_alone_arrive_under_their_own_names(connected, work, turkle, amina, noon):
    html = '<p>${seed}</p><input type="checkbox" name="dry"> dry <input type="checkbox" name="old"> old'
    batch = work("maíz", html=html)
    actions.sync(connection=connected, now=noon)
    item = making.item_for(task_type=connected.batches.get().task_type, person=amina, seed=0, now=noon)
    paths.record_attempt(
        id=uuid4(),
        person=amina,
        item=item,
        step=None,
        answer={"ticked-boxes": ["old"]},
        seconds=9,
        help_used=False,
        answered_at=noon,
        now=noon,
    )

    actions.sync(connection=connected, now=noon + LATER)

    (row,) = turkle.answers(batch.id)
    assert (row["old"], row.get("dry", "")) == ("on", "")
