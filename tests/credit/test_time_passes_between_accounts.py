from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from escalera.credit import accounts, actions, limits, queries
from escalera.credit.limits import Limit
from escalera.credit.models import Holder, Kind, Movement, Side, TimeAccount, Transfer
from escalera.ledger.models import Event
from escalera.people.models import Person
from escalera.programmes import actions as programmes
from escalera.rights import actions as rights

from .conftest import TEN_MINUTES


def test_what_one_gives_the_other_receives(helped, amina_has, bilal_has):
    helped()

    assert queries.balance(amina_has) == -TEN_MINUTES
    assert queries.balance(bilal_has) == TEN_MINUTES
    assert queries.sums().is_right


def test_the_same_transfer_sent_twice_is_one(helped, bilal_has):
    id = uuid4()

    assert helped(id=id) == helped(id=id)
    assert queries.balance(bilal_has) == TEN_MINUTES
    assert Movement.objects.count() == 2


@pytest.mark.parametrize("other", [{"seconds": 1}, {"kind": Kind.GIFT}, {"about": uuid4()}])
def test_an_id_that_was_used_for_another_transfer_is_refused(helped, other):
    id = uuid4()
    helped(id=id)

    with pytest.raises(actions.SomebodyElsesTransfer):
        helped(id=id, **other)


def test_the_id_of_a_transfer_between_others_is_refused(helped, dora, noon):
    id = uuid4()
    helped(id=id)

    with pytest.raises(actions.SomebodyElsesTransfer):
        helped(id=id, giver=accounts.of_person(dora, now=noon))


@pytest.mark.parametrize("seconds", [0, -60, 86_401])
def test_no_transfer_of_nothing_or_more_than_a_day(helped, seconds):
    with pytest.raises(actions.NotATime):
        helped(seconds=seconds)

    assert not Transfer.objects.exists()


def test_nobody_gives_to_themselves(helped, bilal_has):
    with pytest.raises(actions.SameAccount):
        helped(giver=bilal_has)


def test_both_find_it_in_their_history(helped, amina, bilal):
    helped()

    kinds = dict(Event.objects.exclude(subject=None).values_list("subject", "kind"))

    assert kinds == {amina.pk: "gave time", bilal.pk: "received time"}


def test_a_time_after_now_or_of_a_clock_never_set_is_now(helped, noon):
    assert helped(at=noon + timedelta(days=400)).at == noon
    assert helped(at=noon.replace(year=1970)).at == noon


def test_the_database_refuses_a_third_movement_and_one_without_direction(helped, bilal_has):
    transfer = helped()

    for side in (Side.GIVES, 2):
        with pytest.raises(IntegrityError), transaction.atomic():
            Movement.objects.create(transfer=transfer, account=bilal_has, side=side)


def test_the_database_refuses_an_account_of_two_holders(amina, noon):
    with pytest.raises(IntegrityError), transaction.atomic():
        TimeAccount.objects.create(holder=Holder.PERSON, person=amina, circle=uuid4(), opened_at=noon)


def test_the_check_names_a_transfer_without_its_other_side(helped):
    transfer = helped()
    transfer.movements.filter(side=Side.GIVES).delete()

    sums = queries.sums()

    assert not sums.is_right
    assert (sums.sum_s, sums.unpaired) == (TEN_MINUTES, (str(transfer.pk),))


def test_far_below_nothing_is_said_and_stops_nobody(helped, amina, noon):
    for _ in range(40):
        helped()

    statement = queries.statement(amina, now=noon)

    assert statement.limit is Limit.LOW
    assert statement.balance_s == -40 * TEN_MINUTES
    assert helped()


@pytest.mark.parametrize(
    ("balance", "limit"),
    [
        (0, None),
        (limits.LOW_S, None),
        (limits.LOW_S - 1, Limit.LOW),
        (limits.HIGH_S, None),
        (limits.HIGH_S + 1, Limit.HIGH),
    ],
)
def test_limits_begin_beyond_five_hours_taken_and_twenty_given(balance, limit):
    assert limits.of(balance) is limit


def test_who_received_turns_it_back_once(helped, bilal, amina_has, bilal_has, noon):
    transfer = helped()

    first = actions.reverse(id=uuid4(), transfer=transfer, by=bilal, now=noon)
    again = actions.reverse(id=uuid4(), transfer=transfer, by=bilal, now=noon)

    assert first == again
    assert (queries.balance(amina_has), queries.balance(bilal_has)) == (0, 0)
    assert Transfer.objects.filter(pk=transfer.pk).exists()


def test_who_was_helped_cannot_take_the_time_back(helped, amina, dora, noon):
    for person in (amina, dora):
        with pytest.raises(actions.SomebodyElsesTransfer):
            actions.reverse(id=uuid4(), transfer=helped(), by=person, now=noon)


def test_a_gift_to_a_fund_is_taken_back_within_seven_days(amina, bilal, noon):
    fund = accounts.of_programme(programmes.begin(name="Taller", coordinator=bilal, now=noon), now=noon)
    gifts = [
        actions.give(id=uuid4(), person=amina, to=fund, seconds=TEN_MINUTES, at=noon, now=noon) for _ in "ab"
    ]

    actions.reverse(id=uuid4(), transfer=gifts[0], by=amina, now=noon + timedelta(days=7))
    with pytest.raises(actions.TooLate):
        actions.reverse(id=uuid4(), transfer=gifts[1], by=amina, now=noon + timedelta(days=8))

    assert queries.balance(fund) == TEN_MINUTES


def test_what_turned_something_back_is_not_turned_back(helped, bilal, amina, noon):
    back = actions.reverse(id=uuid4(), transfer=helped(), by=bilal, now=noon)

    with pytest.raises(actions.NotToBeReversed):
        actions.reverse(id=uuid4(), transfer=back, by=amina, now=noon)


def test_when_a_person_leaves_the_sums_stay_and_the_account_is_nobodys(helped, amina, bilal, bilal_has, noon):
    helped()
    key = amina.pk

    rights.erase(person=amina, now=noon)

    statement = queries.statement(bilal, now=noon)
    assert queries.sums().is_right
    assert statement.balance_s == TEN_MINUTES
    assert statement.lines[0].other.holder == Holder.LEFT
    assert not statement.lines[0].may_reverse
    assert not TimeAccount.objects.filter(person=key).exists()


def test_a_transfer_between_two_who_left_stays_as_one(helped, amina, bilal, noon):
    helped()

    for person in (amina, bilal):
        rights.erase(person=person, now=noon)

    assert queries.sums().is_right
    assert TimeAccount.objects.get().holder == Holder.LEFT
    assert queries.balance(TimeAccount.objects.get()) == 0


def test_what_is_sent_again_after_the_other_left_is_still_the_same(helped, amina, bilal_has, noon):
    transfer = helped()
    gone = transfer.movements.get(side=Side.GIVES).account
    rights.erase(person=amina, now=noon)

    assert helped(id=transfer.pk, giver=gone) == transfer


@pytest.mark.parametrize("has_account", [True, False])
def test_a_guests_time_becomes_the_persons(
    tasks_loaded, helped, amina, bilal, dora, bilal_has, has_account, noon
):
    helped()
    if has_account:
        dora_has = accounts.of_person(dora, now=noon)
        actions.give(id=uuid4(), person=bilal, to=dora_has, seconds=60, at=noon, now=noon)

    rights.claim_guest(guest=bilal, account_person=dora, now=noon)

    assert queries.statement(dora, now=noon).balance_s == TEN_MINUTES
    assert queries.sums().is_right
    assert not Person.objects.filter(pk=bilal.pk).exists()
