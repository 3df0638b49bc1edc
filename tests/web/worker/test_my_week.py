from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from conftest import browse_as
from escalera.earnings.models import Payment, Stretch
from escalera.earnings.unpaid import actions
from escalera.earnings.unpaid.models import Kind
from escalera.people.models import Person
from escalera.rights import actions as rights
from escalera.web.worker import authors

TWO_TAPS = {"kind": "waiting", "minutes": "10"}


def note(browser, **values):
    return browser.post("/minutes/", {"id": str(uuid4()), **TWO_TAPS, **values})


def test_who_only_looks_leaves_nothing(db):
    page = browse_as(None).get("/week/").content.decode()

    assert "Note unpaid time" in page and not Person.objects.exists()


def test_two_taps_note_minutes_and_the_week_shows_them(amina):
    browser = browse_as(amina)

    note(browser)

    page = browser.get("/week/").content.decode()
    assert Stretch.objects.get().seconds == 600
    assert "100 of every 100 minutes were without pay" in page
    assert "Your week: paid none, unpaid 10" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_the_same_form_twice_is_one_stretch(amina):
    id = str(uuid4())

    for _ in range(2):
        note(browse_as(amina), id=id)

    assert Stretch.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"kind": ""}, {"kind": "sleeping"}, {"minutes": "-5"}, {"minutes": "1e3"}, {"minutes": ""}]
)
def test_what_is_missing_or_strange_is_asked_for(amina, wrong):
    answer = note(browse_as(amina), **wrong)

    assert answer.status_code == 422
    assert "Choose" in answer.content.decode()
    assert not Stretch.objects.exists()


def test_a_phone_may_send_it_late_and_gets_a_receipt(amina):
    earlier = timezone.now() - timedelta(days=2)
    id = str(uuid4())
    sent = {"id": id, **TWO_TAPS, "answered_at": str(earlier.timestamp())}

    receipt = browse_as(amina).post("/minutes/", sent, headers={"accept": "application/json"}).json()

    assert receipt == {"state": "stored", "id": id}
    assert abs(Stretch.objects.get().began_at - earlier) < timedelta(minutes=11)


def test_on_a_shared_phone_a_note_waits_for_its_author(amina, dora):
    sent = {"id": str(uuid4()), **TWO_TAPS, "by": authors.mark_of(amina)}
    json = {"accept": "application/json"}

    answer = browse_as(dora).post("/minutes/", sent, headers=json)
    browse_as(dora).post("/minutes/", sent)

    assert (answer.status_code, answer.json()) == (401, {"state": "signed_out"})
    assert not Stretch.objects.exists()
    assert browse_as(amina).post("/minutes/", sent, headers=json).json()["state"] == "stored"


def test_what_a_guest_wrote_is_sent_by_the_account_they_signed_in_to(tasks_loaded, amina, dora, noon):
    sent = {"id": str(uuid4()), **TWO_TAPS, "by": authors.mark_of(amina)}
    rights.claim_guest(guest=amina, account_person=dora, now=noon)

    browse_as(dora).post("/minutes/", sent)

    assert Stretch.objects.get().person == dora


def test_a_refused_one_says_why_to_the_phone(amina):
    sent = {"id": str(uuid4()), "kind": "", "minutes": "10"}

    receipt = browse_as(amina).post("/minutes/", sent, headers={"accept": "application/json"}).json()

    assert receipt == {"state": "refused", "why": "Choose what you did first."}


def test_an_earlier_day_can_be_chosen(amina):
    note(browse_as(amina), day="2")

    began_on = timezone.localtime(Stretch.objects.get().began_at).date()
    assert began_on == timezone.localdate() - timedelta(days=2)


def test_the_clock_outlives_the_page_and_stops_without_scripts(amina):
    browser = browse_as(amina)
    note(browser, minutes="clock")
    Stretch.objects.update(began_at=timezone.now() - timedelta(minutes=30))

    running = browse_as(amina).get("/week/").content.decode()
    stopped = browse_as(amina).post("/minutes/clock/end/", follow=True).content.decode()

    assert "Stop the clock" in running
    assert "Stopped and noted: 30 min" in stopped


def test_a_forgotten_clock_leads_to_setting_it_right(amina):
    browser = browse_as(amina)
    note(browser, minutes="clock")
    Stretch.objects.update(began_at=timezone.now() - timedelta(hours=9))

    page = browser.post("/minutes/clock/end/", follow=True).content.decode()

    assert "9 hours, so we counted 4" in page
    assert "How many minutes was it really?" in page


def test_setting_right_shows_what_it_was_and_taking_out_counts_no_more(amina):
    browser = browse_as(amina)
    note(browser)
    address = f"/minutes/{Stretch.objects.get().pk}/"

    browser.post(address, {"id": str(uuid4()), "minutes": "25", "kind": "payments"})
    page = browser.get(address).content.decode()
    browser.post(address, {"id": str(uuid4()), "want": "remove"})

    assert "Waiting for work, 10 min" in page
    assert Stretch.objects.get().seconds == 0


def test_nobody_elses_stretch_is_shown_or_changed(amina, dora):
    note(browse_as(amina))
    address = f"/minutes/{Stretch.objects.get().pk}/"

    assert browse_as(dora).get(address).status_code == 404
    assert browse_as(dora).post(address, {"want": "remove"}).status_code == 404
    assert Stretch.objects.get().seconds == 600


@pytest.mark.parametrize("address", ["2026-11-24", "yesterday", "1999-01-04", "2999-01-07", "2026-13-01"])
def test_a_week_begins_on_a_monday_that_was(db, address):
    assert browse_as(None).get(f"/week/{address}/").status_code == 404


def test_with_pay_and_place_the_minimum_wage_stands_beside_it(amina):
    Person.objects.filter(pk=amina.pk).update(country="MX", state="OAX")
    browser = browse_as(amina)
    paid = {"work": "Labels", "amount": "50", "currency": "MXN", "paid": "confirmed", "minutes": "60"}
    browser.post("/payments/new/", {"id": str(uuid4()), **paid})
    note(browser, minutes="60")

    page = browser.get("/week/").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert Payment.objects.get().seconds == 3600
    assert "<b>$25 MXN</b> an hour, with all your minutes" in page
    assert "looks like $50 MXN an hour" in page
    assert "Minimum wage where you live" in page


def test_without_a_place_the_page_says_how_to_get_the_minimum_wage(amina):
    browser = browse_as(amina)
    note(browser)

    assert "Say in which country you are" in browser.get("/week/").content.decode()


def test_where_no_minimum_wage_is_known_it_says_how_it_is_loaded(amina):
    Person.objects.filter(pk=amina.pk).update(country="PE")
    browser = browse_as(amina)
    note(browser)

    assert "escalera import minimum-wages" in browser.get("/week/").content.decode()


def test_published_figures_are_shown_as_such(db):
    page = browse_as(None).get("/week/").content.decode().replace("\N{NO-BREAK SPACE}", " ")

    assert "$3.76 USD" in page and "$2.83 USD" in page
    assert "These are published figures, not yours" in page and "Toxtli" in page


def test_the_table_holds_every_minute_and_says_who_counted_it(amina, noon):
    actions.note(id=uuid4(), person=amina, kind=Kind.WAITING, seconds=90, ended_at=noon, now=noon)

    lines = browse_as(amina).get("/week/minutes.csv").content.decode().lstrip("\ufeff").splitlines()

    assert lines == ["day,what,minutes,who says so", "2026-11-23,Waiting for work,1.50,by your own word"]


def test_the_api_takes_minutes_late_and_twice_and_tells_the_week(amina, noon):
    browser = browse_as(amina)
    sent = [{"id": str(uuid4()), "kind": "searching", "seconds": 1200, "ended_at": noon.isoformat()}] * 2

    told = browser.post("/api/minutes", sent, content_type="application/json").json()
    week = browser.get("/api/week?day=2026-11-25").json()

    assert [one["state"] for one in told] == ["stored", "stored"]
    assert week["unpaid_seconds"] == {"searching": 1200}
    assert week["monday"] == "2026-11-23"


def test_a_full_week_asks_the_database_no_more_than_an_empty_one(amina, noon, django_assert_max_num_queries):
    for minutes in range(1, 40):
        values = {
            "kind": Kind.WAITING,
            "seconds": 60 * minutes,
            "ended_at": timezone.now(),
            "now": timezone.now(),
        }
        actions.note(id=uuid4(), person=amina, **values)
    browser = browse_as(amina)

    with django_assert_max_num_queries(10):
        assert browser.get("/week/").status_code == 200
