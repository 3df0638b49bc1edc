from datetime import UTC, datetime
from decimal import Decimal
from uuid import uuid4

import pytest

from escalera.ledger.models import Event
from escalera.paths import actions, arriving, queries
from escalera.paths.models import Arrival, Outcome, PassedOver
from walking import do, goal_for, right_answer

READING = {"read-documents": 0.55}


@pytest.fixture
def step(amina, tasks_loaded, noon):
    return actions.next_step(goal=goal_for(amina, READING, noon), now=noon, seed=1)


@pytest.mark.parametrize("junk", ["\0", "\ud800", "a\0b", ["\0", "x"], {"a": 1}, 7, None, "x" * 100_000])
def test_an_answer_is_kept_as_both_databases_can_hold_it(step, noon, junk):
    name = next(iter(step.item.key))

    attempt = do(step, {name: junk, "\0": "\0", "unknown": "x"}, noon)

    attempt.refresh_from_db()
    assert set(attempt.answer) == {name}
    assert len(str(attempt.answer)) < 30_000


@pytest.mark.parametrize(("seconds", "kept"), [(-5, 0), (0, 0), (1e300, 4 * 3600)])
def test_working_time_is_brought_into_bounds(step, noon, seconds, kept):
    assert do(step, {}, noon, seconds=seconds).seconds == kept


@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_phone_that_never_knew_the_time_counts_as_now(step, amina, noon, at):
    attempt = actions.record_attempt(
        id=uuid4(),
        person=amina,
        item=step.item,
        step=step,
        answer={},
        seconds=9,
        help_used=False,
        answered_at=at,
        now=noon,
    )

    assert attempt.answered_at == noon


def test_passing_over_twice_is_once(step, noon):
    for _ in range(2):
        actions.pass_over(step=step, now=noon)

    assert PassedOver.objects.count() == 1
    assert Event.objects.filter(kind="passed over").count() == 1


def test_an_outcome_said_twice_is_one_and_the_last_word_counts(step, noon):
    said = {"goal": step.goal, "kind": "first_pay", "currency": "MXN", "now": noon}
    id = uuid4()

    for amount in ("350", "350", "400"):
        arriving.report_outcome(id=id, amount=Decimal(amount), **said)
    arriving.report_outcome(id=id, **{**said, "kind": "hired"})

    assert Outcome.objects.get(kind="first_pay").amount == 400
    assert Outcome.objects.count() == 2
    assert Event.objects.filter(kind__startswith="outcome").count() == 2


def test_money_without_a_currency_is_refused(step, noon):
    with pytest.raises(arriving.AmountNeedsCurrency):
        arriving.report_outcome(id=uuid4(), goal=step.goal, kind="first_pay", amount=Decimal(1), now=noon)


def test_arriving_is_written_down_once_with_its_evidence(amina, tasks_loaded, noon):
    goal = goal_for(amina, {"read-documents": 0.05}, noon)
    seed = 0
    while (step := actions.next_step(goal=goal, now=noon, seed=seed)) and seed < 60:
        do(step, right_answer(step), noon)
        seed += 1
    for _ in range(2):
        assert actions.next_step(goal=goal, now=noon, seed=99) is None

    assert Arrival.objects.get().evidence["read-documents"] >= 0.8
    assert Event.objects.filter(kind="arrival").count() == 1
    assert queries.has_arrived(goal)


def test_a_step_says_why_from_the_ledger_and_not_when_it_is_gone(step):
    assert queries.why(step).facts["seed"] == 1

    Event.objects.all().delete()

    assert queries.why(step) is None
