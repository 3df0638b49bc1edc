"""Paid work by files: it comes in once, goes out as results, and its payment lives by what comes back."""

import csv
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from escalera.connectors import actions
from escalera.connectors.aliases import alias_for
from escalera.connectors.models import Delivery, Kind, RemoteTask
from escalera.connectors.mturk import bringing, handing_out, results, table, telling
from escalera.connectors.mturk.faults import BadFile, BadRows
from escalera.earnings import queries as earnings
from escalera.earnings.models import Notice, Payment
from escalera.paths import actions as paths
from escalera.tasks import making
from escalera.tasks.models import Attempt, Item, TaskType

from .conftest import FIVE_CENTS
from .mturk_files import LAYOUT, result, written

BOX = '<input type="checkbox" name="dry"> dry <input type="checkbox" name="old"> old'


@pytest.fixture
def files(programme, noon):
    return actions.connect(
        programme=programme,
        kind=Kind.FILES,
        name="Seed shop by files",
        address="",
        token="",
        requester="Seed shop",
        pay=FIVE_CENTS,
        currency="USD",
        now=noon,
    )


@pytest.fixture
def bring(files, noon, tmp_path):
    def bring(*seeds, **values):
        usual = {
            "name": "March",
            "html": LAYOUT,
            "title": "Seed prices",
            "pay": FIVE_CENTS,
            "currency": "USD",
            "assignments": 1,
        }
        rows = [seed if isinstance(seed, dict) else {"seed": seed} for seed in seeds]
        found = table.read(written(tmp_path / "input.csv", *rows))
        return bringing.bring(connection=files, offer=bringing.Offer(**usual | values), table=found, now=noon)

    return bring


@pytest.fixture
def read_back(files, noon, tmp_path):
    def read_back(*rows, at=None):
        now = at or noon + timedelta(days=9)
        name, found = results.read(written(tmp_path / "results.csv", *rows), now=now)
        return telling.tell(connection=files, file=name, results=found, now=now)

    return read_back


def answer(person, noon, **answers):
    item = making.item_for(
        task_type=TaskType.objects.get(slug__startswith="mturk"), person=person, seed=0, now=noon
    )
    return paths.record_attempt(
        id=uuid4(),
        person=person,
        item=item,
        step=None,
        answer=answers or {"price": "12", "note": "=HYPERLINK(1)"},
        seconds=33,
        wall_seconds=60,
        help_used=False,
        answered_at=noon,
        now=noon,
    )


def handed_out(batch, tmp_path, noon):
    file = tmp_path / "answers.csv"
    handing_out.hand_out(batch=batch, file=file, now=noon)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def test_rows_become_paid_items_once_and_added_rows_come_in(bring):
    batch, first = bring("maíz", "frijol <b>negro</b>", "maíz")
    _, again = bring("maíz", "frijol <b>negro</b>", "maíz")
    _, added = bring("maíz", "frijol <b>negro</b>", "maíz", "chía")

    assert (first, again, added) == (3, 0, 1)
    assert (batch.pay, batch.task_type.is_open, batch.task_type.title_en) == (FIVE_CENTS, True, "Seed prices")
    assert Item.objects.filter(wanted=1).count() == RemoteTask.objects.count() == 4


def test_more_rows_than_are_made_together_all_come_in(bring):
    assert bring(*(f"seed {number}" for number in range(230)))[1] == 230


def test_numbers_of_tasks_that_the_file_has_are_kept(bring):
    bring({"HITId": "3ABC", "seed": "maíz"}, {"HITId": "3DEF", "seed": "maíz"})

    assert set(RemoteTask.objects.values_list("remote_id", flat=True)) == {"3ABC", "3DEF"}
    with pytest.raises(BadRows, match="row 3, column HITId"):
        bring({"HITId": "3ABC", "seed": "maíz"}, {"HITId": "", "seed": "maíz"})


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"html": LAYOUT + " ${colour}"}, "no such column"),
        ({"html": "<p>${seed}</p>"}, "no inputs"),
        ({"assignments": 0}, "--assignments"),
        ({"html": LAYOUT + " " * 60_000_000}, "too much at once"),
    ],
)
def test_work_that_cannot_be_offered_is_refused_whole(bring, values, why):
    with pytest.raises(BadFile, match=why):
        bring("maíz", "chía", **values)

    assert not RemoteTask.objects.exists() and not TaskType.objects.filter(slug__startswith="mturk").exists()


@pytest.mark.parametrize("values", [{"html": LAYOUT + "!"}, {"pay": Decimal("0.10")}, {"assignments": 2}])
def test_a_batch_of_the_same_name_and_other_terms_is_refused(bring, values):
    bring("maíz")

    with pytest.raises(BadFile, match="batch “March” already"):
        bring("maíz", **values)


def test_answers_go_out_in_mturks_columns_with_formulas_defused(bring, files, amina, tmp_path, noon):
    batch, _ = bring("=maíz")
    answer(amina, noon)

    (row,) = handed_out(batch, tmp_path, noon)

    alias = alias_for(connection=files, person=amina, now=noon)
    assert (row["WorkerId"], row["Reward"], row["AssignmentStatus"]) == (alias.username, "$0.05", "Submitted")
    assert (row["Answer.price"], row["Answer.note"], row["Input.seed"]) == ("12", "'=HYPERLINK(1)", "'=maíz")
    assert row["SubmitTime"].endswith("UTC 2026") and row["WorkTimeInSeconds"] == "33"
    assert handed_out(batch, tmp_path, noon) == [row]
    (life,) = earnings.lives_of(amina)
    assert (life.stage, life.amount) == ("sent", FIVE_CENTS)


def test_what_the_requester_sends_back_is_the_life_of_the_payment(
    bring, amina, bilal, tmp_path, noon, read_back
):
    batch, _ = bring("maíz", "chía")
    for person in (amina, bilal):
        answer(person, noon)
    good, bad = handed_out(batch, tmp_path, noon)
    good["Approve"], bad["Reject"] = "x", "The price is of another seed"

    first = read_back(good, bad)
    notices = Notice.objects.count()
    read_back(good, bad, at=noon + timedelta(days=12))

    assert (first.accepted, first.rejected, first.attempts, first.strangers) == (1, 1, 0, 0)
    assert Notice.objects.count() == notices and Payment.objects.count() == 2 == Attempt.objects.count()
    lives = [life for person in (amina, bilal) for life in earnings.lives_of(person)]
    assert {(life.stage, life.reason) for life in lives} == {
        ("accepted", ""),
        ("rejected", "The price is of another seed"),
    }
    assert {row["AssignmentStatus"] for row in handed_out(batch, tmp_path, noon)} == {"Approved", "Rejected"}


def test_an_overturned_rejection_and_the_money_are_told_with_their_times(
    bring, amina, tmp_path, noon, read_back
):
    batch, _ = bring("maíz")
    answer(amina, noon)
    (row,) = handed_out(batch, tmp_path, noon)
    row |= {"AssignmentStatus": "Rejected", "RejectionTime": stamp(noon, days=1)}
    read_back(row)
    paid = {
        "AssignmentStatus": "Paid",
        "ApprovalTime": stamp(noon, days=2),
        "PaymentTime": stamp(noon, days=3),
    }

    read_back(row | paid | {"Reward": "$0.08"})

    (life,) = earnings.lives_of(amina)
    assert [notice.stage for notice in life.notices] == ["sent", "rejected", "accepted", "paid"]
    assert life.notices[1].reason == "Quien encargó el trabajo no dio una razón."
    assert (life.amount, life.notices[3].at) == (Decimal("0.08"), noon + timedelta(days=3))


def stamp(noon, *, days):
    return (noon + timedelta(days=days)).isoformat()


def test_work_done_there_under_an_alias_becomes_an_attempt_once(bring, files, amina, noon, read_back):
    bring({"HITId": "3HIT", "seed": "maíz"}, html=LAYOUT + BOX)
    worker = alias_for(connection=files, person=amina, now=noon).username
    row = result(WorkerId=worker, Answer__note="a señora", Answer__old="on", Answer__dry="false")

    first, again = read_back(row), read_back(row)

    attempt = Attempt.objects.get()
    assert (first.attempts, again.attempts, first.accepted) == (1, 0, 1)
    assert attempt.answer == {"price": "12", "note": "a señora", "ticked-boxes": ["old"]}
    assert (attempt.wall_seconds, attempt.timed) == (107, "wall")
    assert attempt.answered_at == datetime(2020, 10, 28, 17, 58, 47, tzinfo=UTC)
    assert Payment.objects.get().attempt == attempt and Delivery.objects.get().delivered_at


def test_paid_work_of_an_unknown_task_is_kept_as_a_payment_alone(files, amina, noon, read_back):
    worker = alias_for(connection=files, person=amina, now=noon).username
    row = result(WorkerId=worker, HITId="3OTHER", Title="Label ships", Reward="$1.20")

    for _ in range(2):
        read_back(row)

    payment = Payment.objects.get()
    assert (payment.work, payment.amount, payment.currency, payment.attempt) == (
        "Label ships", Decimal("1.20"), "USD", None,
    )  # fmt: skip


def test_what_strangers_did_there_is_counted_and_not_offered_here(bring, amina, noon, read_back):
    batch, _ = bring({"HITId": "3HIT", "seed": "maíz"})

    told = read_back(result(WorkerId="A1STRANGER"))

    batch.refresh_from_db()
    assert (told.strangers, batch.by_strangers, Payment.objects.count()) == (1, 1, 0)
    with pytest.raises(making.NoItemLeft):
        answer(amina, noon)


def test_one_wrong_row_keeps_the_whole_file_out(bring, files, amina, bilal, noon, read_back):
    bring({"HITId": "3HIT", "seed": "maíz"})
    hers, his = (alias_for(connection=files, person=one, now=noon).username for one in (amina, bilal))
    read_back(result(WorkerId=hers))

    with pytest.raises(BadRows, match="row 3, column WorkerId: this assignment is another worker's"):
        read_back(result(WorkerId=his, HITId="3NEW", AssignmentId="3NEW"), result(WorkerId=his))
    with pytest.raises(BadRows, match=r"column Reward: “€0\.05” is not in USD"):
        read_back(result(WorkerId=hers, Reward="€0.05"))

    assert Payment.objects.count() == 1


def test_a_file_that_cannot_be_written_delivers_nothing(bring, amina, tmp_path, noon):
    batch, _ = bring("maíz")
    answer(amina, noon)

    with pytest.raises(BadFile, match="can't be written"):
        handing_out.hand_out(batch=batch, file=tmp_path / "no" / "such.csv", now=noon)

    assert not Delivery.objects.exclude(delivered_at=None).exists() and not Payment.objects.exists()


def test_a_platform_of_files_says_how_it_is_exchanged(files, noon):
    with pytest.raises(actions.PlatformError, match="escalera connect results"):
        actions.sync(connection=files, now=noon)
