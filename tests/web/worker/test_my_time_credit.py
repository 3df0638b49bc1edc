from uuid import uuid4

from conftest import browse_as
from escalera.credit import accounts, actions, queries
from escalera.credit.models import Kind, Transfer
from escalera.people.models import Person
from escalera.programmes import actions as programmes


def helped(giver, taker, noon, seconds=600):
    both = (accounts.of_person(person, now=noon) for person in (giver, taker))
    return actions.move(
        id=uuid4(), kind=Kind.HELP, giver=next(both), taker=next(both), seconds=seconds, at=noon, now=noon
    )


def text(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_who_only_looks_leaves_nothing(db):
    assert "A minute you give" in text(browse_as(None).get("/credit/"))
    assert not Person.objects.exists()


def test_both_see_their_side(amina, bilal, noon):
    helped(amina, bilal, noon)

    assert "You used <b>10 min</b> more than you earned." in text(browse_as(amina).get("/credit/"))
    assert "You have <b>10 min</b> to ask for." in text(browse_as(bilal).get("/credit/"))


def test_a_gift_to_everybody_is_given_once_and_taken_back(amina, noon):
    browser, sent = browse_as(amina), {"id": str(uuid4()), "minutes": "30", "to": "everybody"}
    for _ in range(2):
        browser.post("/credit/gift/", sent)
    gift = Transfer.objects.get()
    assert queries.statement(amina, now=noon).balance_s == -1800

    page = text(browser.post(f"/credit/transfers/{gift.pk}/reversal/", {"id": str(uuid4())}, follow=True))

    assert "Turned back. Both lines stay" in page and "was turned back" in page
    assert queries.statement(amina, now=noon).balance_s == 0


def test_a_gift_goes_to_a_programme_one_is_in_and_no_other(amina, dora, noon):
    programme = programmes.begin(name="Taller", coordinator=amina, now=noon)
    sent = {"id": str(uuid4()), "minutes": "10", "to": str(programme.pk)}

    assert browse_as(dora).post("/credit/gift/", sent).status_code == 422
    browse_as(amina).post("/credit/gift/", sent)

    assert queries.balance(accounts.of_programme(programme, now=noon)) == 600


def test_what_is_missing_or_strange_is_asked_for(amina):
    for wrong in ({}, {"minutes": "-10", "to": "everybody"}, {"minutes": "10", "to": "x"}):
        assert browse_as(amina).post("/credit/gift/", wrong).status_code == 422
    assert not Transfer.objects.exists()


def test_nobody_turns_back_what_is_not_theirs(amina, bilal, dora, noon):
    transfer = helped(amina, bilal, noon)

    for person in (amina, dora):
        assert browse_as(person).post(f"/credit/transfers/{transfer.pk}/reversal/").status_code == 404
    assert queries.statement(bilal, now=noon).balance_s == 600


def test_the_statement_as_a_table_runs_no_formula(amina, bilal, noon):
    programme = programmes.begin(name="=HYPERLINK(1)", coordinator=amina, now=noon)
    fund = accounts.of_programme(programme, now=noon)
    gift = actions.give(id=uuid4(), person=amina, to=fund, seconds=90, at=noon, now=noon)

    lines = browse_as(amina).get("/credit/statement.csv").content.decode().lstrip("\ufeff").splitlines()

    assert lines[0] == "day,what for,with whom,seconds,minutes,number"
    assert lines[1] == f"2026-11-23,You gave it as a gift,'=HYPERLINK(1),-90,-1.50,{gift.pk}"
