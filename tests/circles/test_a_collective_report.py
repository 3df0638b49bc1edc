"""A report holds totals of those who agreed to it, never a row of one person, and never changes once issued."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import someone
from escalera.circles import publishing, seating
from escalera.circles.models import Seat
from escalera.circles.reports import actions
from escalera.circles.reports.models import CollectiveReport
from escalera.earnings.unpaid.models import Kind
from escalera.ledger.models import Event
from escalera.rights import actions as rights
from pooled import agree, begun, circle_of, issued, noted, totals, usual_week, worked


@pytest.fixture
def five(amina, bilal, chen, noon):
    people = [amina, bilal, chen, someone(), someone()]
    for person in people:
        usual_week(person, noon)
    return people


@pytest.fixture
def circle(five, noon):
    return circle_of(five, noon)


def test_it_adds_up_those_who_agreed_and_nobody_else(circle, five, noon):
    report = issued(circle, five[:4], noon)

    found = totals(report)
    assert found.people == 4
    assert found.paid == 4 * 120
    assert [(line.kind, line.minutes) for line in found.kinds] == [("waiting", 4 * 60)]
    (pay,) = found.pay
    assert (pay.currency, pay.earned) == ("MXN", Decimal(240))
    assert (pay.paid_only, pay.all_minutes) == (Decimal("30.00"), Decimal("20.00"))
    (shop,) = found.requesters
    assert (shop.name, shop.pieces, shop.rejected, shop.days_to_money) == (
        "Semillas del Valle",
        8,
        0,
        Decimal("2.0"),
    )


def test_who_said_no_or_took_it_back_or_left_is_not_in_it(circle, five, noon):
    report = begun(circle, five[0], noon)
    agree(report, five, noon)
    actions.answer(report=report, person=five[1], agrees=False, now=noon)
    actions.answer(report=report, person=five[2], agrees=None, now=noon)
    with pytest.raises(actions.TooFew):
        actions.issue(report=report, person=five[0], now=noon)

    agree(report, five, noon)
    seating.leave(circle=circle, person=five[3], now=noon)
    actions.issue(report=report, person=five[0], now=noon)

    assert totals(report).people == 4


def test_four_people_with_something_in_it_are_the_fewest(circle, five, noon):
    idle = someone()
    seating.sit(circle=circle, person=idle, name="Fito", now=noon)
    report = begun(circle, five[0], noon)
    agree(report, [*five[:3], idle], noon)

    with pytest.raises(actions.TooFew):
        actions.issue(report=report, person=five[0], now=noon)

    agree(report, [five[3]], noon)
    actions.issue(report=report, person=five[0], now=noon)
    assert totals(report).people == 4


def test_who_does_not_agree_does_not_issue_it_and_others_are_not_let_in(circle, five, dora, noon):
    report = begun(circle, five[0], noon)
    agree(report, five[:4], noon)

    with pytest.raises(actions.NotAmongThem):
        actions.issue(report=report, person=five[4], now=noon)
    for act in (
        lambda: actions.issue(report=report, person=dora, now=noon),
        lambda: actions.answer(report=report, person=dora, agrees=True, now=noon),
    ):
        with pytest.raises(Seat.DoesNotExist):
            act()


def test_what_two_people_share_is_told_only_together_with_more(circle, five, noon):
    for person in five[:2]:
        noted(person, Kind.SEARCHING, 45, noon)

    found = totals(issued(circle, five[:4], noon))

    # Searching alone could be taken from the sum of all, so waiting goes into the same line.
    assert [(line.kind, line.minutes) for line in found.kinds] == [("other", 4 * 60 + 90)]
    assert found.unpaid == 330


def test_nor_is_a_kind_told_that_is_nearly_all_of_one_person(circle, five, noon):
    noted(five[0], Kind.COMMUNICATION, 600, noon)
    for person in five[1:]:
        noted(person, Kind.COMMUNICATION, 15, noon)

    found = totals(issued(circle, five, noon))

    assert [line.kind for line in found.kinds] == ["other"]


def test_no_unpaid_minutes_are_told_where_two_people_have_them(amina, bilal, chen, noon):
    people = [amina, bilal, chen, someone()]
    for person in people:
        worked(person, "Semillas del Valle", noon)
    for person in people[:2]:
        noted(person, Kind.WAITING, 60, noon)

    found = totals(issued(circle_of(people, noon), people, noon))

    assert found.unpaid_is_hidden
    assert found.unpaid_share is None
    assert found.kinds == ()
    assert [line.all_minutes for line in found.pay] == [None]


def test_a_requester_of_two_people_is_not_told_about(circle, five, noon):
    for person in five[:2]:
        worked(person, "Canary shop", noon)

    found = totals(issued(circle, five, noon))

    assert [line.name for line in found.requesters] == ["Semillas del Valle"]
    assert found.requesters_hidden
    assert "Canary shop" not in str(found.kept())


def test_rejections_of_one_person_are_not_told_and_those_of_three_are(circle, five, noon):
    worked(five[0], "Semillas del Valle", noon, rejected=True)
    report = issued(circle, five[:4], noon, id=uuid4())
    assert totals(report).requesters[0].rejected is None

    others = [someone() for _ in range(4)]
    for person in others:
        usual_week(person, noon)
        worked(person, "Semillas del Valle", noon, rejected=True)
    assert totals(issued(circle_of(others, noon), others, noon)).requesters[0].rejected == 4


def test_hours_of_one_person_do_not_follow_from_pay_in_another_currency(circle, five, noon):
    """Paid by the hour in pesos are four; what they worked, taken from all, would be what Emilia worked."""
    emilia = someone()
    seating.sit(circle=circle, person=emilia, name="Emilia", now=noon)
    worked(emilia, "Label house", noon, currency="USD", amount="9", minutes=90)

    found = totals(issued(circle, [*five[:4], emilia], noon))

    (pay,) = found.pay
    assert (pay.currency, pay.paid_only, pay.all_minutes) == ("MXN", None, None)


def test_the_minimum_wage_of_a_place_is_named_only_where_three_live(circle, five, noon):
    for person in five[:2]:
        person.country, person.state = "MX", "OAX"
        person.save()
    five[2].country = "US"
    five[2].save()
    report = begun(circle, five[0], noon)
    agree(report, five, noon)
    assert Seat.objects.filter(person__country="MX").count() == 2
    assert totals(actions.issue(report=report, person=five[0], now=noon)).wages == ()

    others = [someone() for _ in range(4)]
    for person in others:
        person.country, person.state = "MX", "OAX"
        person.save()
        usual_week(person, noon)
    (wage,) = totals(issued(circle_of(others, noon), others, noon)).wages
    assert wage.currency == "MXN"
    assert wage.hourly > 30


def test_nobody_is_told_twice_so_two_reports_never_differ_by_one_person(circle, five, noon):
    """Neither in the same circle, nor in a new one of the same people."""
    issued(circle, five, noon)

    second = begun(circle, five[0], noon)
    with pytest.raises(actions.AlreadyTold):
        actions.answer(report=second, person=five[1], agrees=True, now=noon)

    for person in five:
        seating.leave(circle=circle, person=person, now=noon)
    anew = begun(circle_of(five[:4], noon), five[0], noon)
    with pytest.raises(actions.AlreadyTold):
        actions.answer(report=anew, person=five[0], agrees=True, now=noon)


def test_nor_by_agreeing_to_both_before_either_is_issued(circle, five, noon):
    first, second = begun(circle, five[0], noon), begun(circle, five[0], noon)
    agree(first, five, noon)
    agree(second, five[:4], noon)

    actions.issue(report=first, person=five[0], now=noon)
    with pytest.raises(actions.TooFew):
        actions.issue(report=second, person=five[0], now=noon)


def test_other_weeks_and_other_requesters_may_be_told(circle, five, noon):
    for person in five:
        worked(person, "Label house", noon)
    rows = {life.requester.name: life.requester for life in five[0].payments.select_related("requester")}
    issued(circle, five, noon, requesters=[rows["Semillas del Valle"]])

    report = issued(circle, five, noon, requesters=[rows["Label house"]])
    later = begun(circle, five[0], noon, period=actions.Period(noon.date(), noon.date()))
    actions.answer(report=later, person=five[0], agrees=True, now=noon)

    assert [line.name for line in totals(report).requesters] == ["Label house"]
    assert totals(report).paid == 5 * 60
    assert totals(report).kinds == ()


def test_it_is_issued_once_and_never_changes(circle, five, noon):
    report = issued(circle, five, noon)
    before = totals(report)

    worked(five[0], "Semillas del Valle", noon, amount="5000")
    actions.issue(report=report, person=five[1], now=noon + timedelta(days=1))
    with pytest.raises(actions.AlreadyOver):
        actions.answer(report=report, person=five[0], agrees=False, now=noon)
    with pytest.raises(actions.AlreadyOver):
        actions.end(report=report, person=five[0], now=noon)

    assert totals(report) == before
    assert Event.objects.filter(kind="collective report issued").count() == 1


def test_who_is_erased_leaves_the_totals_and_no_trace_in_it(circle, five, noon):
    report = issued(circle, five, noon)
    before = totals(report)

    rights.erase(person=five[0], now=noon)

    assert totals(report) == before
    assert report.contributions.count() == 4


def test_only_who_is_in_it_is_remembered(circle, five, noon):
    report = begun(circle, five[0], noon)
    agree(report, five[:4], noon)
    actions.answer(report=report, person=five[4], agrees=False, now=noon)

    actions.issue(report=report, person=five[0], now=noon)

    assert report.contributions.filter(agrees=True).count() == report.contributions.count() == 4


def test_any_member_takes_the_page_down_and_only_they_put_it_back(circle, five, noon):
    report = issued(circle, five, noon)

    publishing.withdraw(one=report, person=five[4], now=noon)
    assert not CollectiveReport.objects.shown().exists()
    with pytest.raises(publishing.NotYours):
        publishing.put_back(one=report, person=five[0], now=noon)

    publishing.put_back(one=report, person=five[4], now=noon)
    assert CollectiveReport.objects.shown().get() == report


def test_it_is_about_whole_weeks_that_are_over(noon):
    found = actions.period(4, today=timezone.localtime(noon).date())

    assert (str(found.since), str(found.until)) == ("2026-10-26", "2026-11-22")
    assert found.since.weekday() == 0


def test_sent_twice_it_is_one_and_contact_data_is_cut(circle, five, noon):
    id = uuid4()
    for _ in range(2):
        report = begun(circle, five[0], noon, id=id, words="Llama al 55 1234 5678.")

    assert circle.reports.get() == report
    assert report.words == "Llama al [teléfono]."


def test_a_circle_gathers_for_three_at_once_and_may_give_one_up(circle, five, noon):
    reports = [begun(circle, five[0], noon) for _ in range(3)]
    with pytest.raises(actions.TooManyOpen):
        begun(circle, five[0], noon)

    actions.end(report=reports[0], person=five[1], now=noon)

    begun(circle, five[0], noon)
    with pytest.raises(actions.AlreadyOver):
        actions.answer(report=reports[0], person=five[0], agrees=True, now=noon)
