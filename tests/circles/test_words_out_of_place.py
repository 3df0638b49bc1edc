"""What somebody reports is hidden at once; two of the circle decide; its author may ask a coordinator, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from conftest import browse_as, someone
from escalera.circles import seating
from escalera.circles.decisions import actions as decisions
from escalera.circles.decisions.models import Answer, Kind, Way
from escalera.circles.models import Matter
from escalera.circles.moderation import actions, queries, reporting, sight
from escalera.cli.circles import app
from escalera.ledger.models import Event
from escalera.people import blocking
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role

DAY = timedelta(days=1)
HARSH = "Quien no sabe, que se calle."


@pytest.fixture
def circle(circle, dora, noon):
    """Amina's, with Bilal, Chen and Dora."""
    seating.sit(circle=circle, person=dora, name="Dora", now=noon)
    return circle


@pytest.fixture
def decision(circle, amina, noon):
    return decisions.propose(
        id=uuid4(), circle=circle, person=amina, kind=Kind.AGREEMENT, way=Way.VOTE, text="Nos vemos", days=7,
        now=noon,
    )  # fmt: skip


@pytest.fixture
def question(decision, bilal, noon):
    return decisions.ask(id=uuid4(), decision=decision, person=bilal, text=HARSH, now=noon)


@pytest.fixture
def matter(question, amina, noon):
    return reporting.report(row=question, person=amina, now=noon)


def sees(row, circle, *people):
    return [sight.in_circle(circle, person).of(row) for person in people]


def say(matter, by, now, *, away=True, why="hurts"):
    return actions.say(matter=matter, by=by, takes_away=away, why=why, now=now)


def test_it_is_hidden_at_once_but_for_who_wrote_it(circle, question, amina, bilal, chen, noon):
    assert sees(question, circle, amina, bilal, chen) == ["", "", ""]

    for _ in range(2):
        reporting.report(row=question, person=amina, now=noon)

    assert sees(question, circle, amina, bilal, chen, None) == ["waits", "", "waits", "waits"]
    assert Matter.objects.count() == 1


def test_neither_who_wrote_it_nor_who_reported_it_decides(matter, amina, bilal, chen, dora, noon):
    stranger = someone()

    assert [bool(queries.waiting_for(one)) for one in (amina, bilal, chen, dora, stranger)] == [
        False, False, True, True, False,
    ]  # fmt: skip
    for person in (amina, bilal, stranger):
        with pytest.raises(actions.NotYoursToRule):
            say(matter, person, noon)


@pytest.mark.parametrize(("away", "seen"), [(True, "away"), (False, "")])
def test_two_who_say_the_same_decide_and_the_ledger_keeps_it(
    circle, matter, question, amina, chen, dora, noon, away, seen
):
    say(matter, chen, noon, away=away)
    assert sees(question, circle, amina) == ["waits"]
    say(matter, chen, noon, away=away)  # twice is once
    assert sees(question, circle, amina) == ["waits"]
    say(matter, dora, noon, away=away)

    assert sees(question, circle, amina) == [seen]
    ruled = Event.objects.get(kind="circle matter ruled")
    assert (ruled.payload["takes_away"], ruled.subject) == (away, None)
    with pytest.raises(actions.AlreadyRuled):
        say(matter, chen, noon, away=not away)


def test_where_no_two_can_agree_a_coordinator_decides(matter, bilal, chen, dora, noon):
    say(matter, chen, noon, away=True)
    say(matter, dora, noon, away=False)

    assert Matter.objects.get().passed_on_at and not queries.waiting_for(chen)
    assert queries.passed_on_outside().get() == matter


def test_what_the_circle_leaves_lying_goes_to_a_coordinator_after_three_days(matter, chen, noon):
    actions.pass_on(now=noon + 2 * DAY)
    assert Matter.objects.with_circle().exists()

    actions.pass_on(now=noon + 3 * DAY)
    assert not Matter.objects.with_circle().exists()
    with pytest.raises(actions.AlreadyRuled):
        say(matter, chen, noon + 3 * DAY)


def test_where_too_few_are_left_nobody_waits(circle, question, amina, dora, noon):
    seating.leave(circle=circle, person=dora, now=noon)

    assert reporting.report(row=question, person=amina, now=noon).passed_on_at == noon


def test_who_blocked_its_author_does_not_decide(question, amina, bilal, chen, noon):
    blocking.block(id=uuid4(), person=chen, other=bilal, apart=True, about="", now=noon)

    assert chen.pk not in queries.moderators(reporting.report(row=question, person=amina, now=noon))


def test_its_author_asks_once_and_what_a_coordinator_says_stands(
    circle, matter, question, bilal, chen, dora, noon
):
    lupe = someone()
    programme = programmes.begin(name="Taller", coordinator=lupe, now=noon)
    programmes.give_role(programme=programme, person=bilal, role=Role.WORKER, by=lupe, now=noon)
    with pytest.raises(actions.NoAppeal):
        actions.appeal(matter=matter, person=bilal, now=noon)
    say(matter, chen, noon)
    say(matter, dora, noon)
    with pytest.raises(actions.NotYoursToRule):
        actions.rule(matter=matter, takes_away=False, by=lupe, now=noon)

    actions.appeal(matter=matter, person=bilal, now=noon)
    assert sees(question, circle, chen) == ["waits"] and queries.waiting_in(lupe, programme) == 1
    actions.rule(matter=matter, takes_away=False, by=lupe, now=noon)
    assert sees(question, circle, chen) == [""]
    with pytest.raises(actions.AlreadyRuled):
        actions.rule(matter=matter, takes_away=True, by=lupe, now=noon)
    actions.take_back(matter=matter, by=lupe, now=noon)
    actions.rule(matter=matter, takes_away=True, by=lupe, now=noon)

    assert sees(question, circle, chen) == ["away"]
    with pytest.raises(actions.NoAppeal):
        actions.appeal(matter=matter, person=bilal, now=noon)
    kinds = set(Event.objects.filter(kind__startswith="circle matter").values_list("kind", flat=True))
    assert {"circle matter appealed", "circle matter ruled", "circle matter ruling taken back"} <= kinds


def test_no_other_programme_decides_and_no_party_to_it(matter, amina, bilal, chen, noon):
    programme = programmes.begin(name="Taller", coordinator=amina, now=noon)
    programmes.give_role(programme=programme, person=bilal, role=Role.WORKER, by=amina, now=noon)
    programmes.begin(name="Otro", coordinator=chen, now=noon)
    actions.pass_on(now=noon + 3 * DAY)

    for person in (amina, chen):  # who reported it; who coordinates another programme
        with pytest.raises(actions.NotYoursToRule):
            actions.rule(matter=matter, takes_away=True, by=person, now=noon + 3 * DAY)


def test_another_reason_for_a_word_is_read_again(circle, decision, amina, bilal, noon):
    decisions.say(decision=decision, person=bilal, answer=Answer.NO, because=HARSH, now=noon)
    word = decision.said.get(seat__person=bilal)
    reporting.report(row=word, person=amina, now=noon)
    hidden = sees(word, circle, amina)
    decisions.say(decision=decision, person=bilal, answer=Answer.NO, because="Los martes no puedo", now=noon)

    assert (hidden, sees(decision.said.get(seat__person=bilal), circle, amina)) == (["waits"], [""])


def test_nobody_reports_themselves_or_from_outside(question, bilal, noon):
    with pytest.raises(reporting.NothingToReport):
        reporting.report(row=question, person=bilal, now=noon)
    with pytest.raises(question.seat.DoesNotExist):
        reporting.report(row=question, person=someone(), now=noon)


def test_on_the_pages_from_the_report_to_the_appeal(circle, question, amina, bilal, chen, dora, tasks_loaded):
    address = f"/decisions/{question.decision_id}/"
    browser = browse_as(amina)
    browser.post(f"{address}report/", {"what": f"question {question.pk}"})
    matter = Matter.objects.get()
    page = browser.get(address).content.decode()
    assert HARSH not in page and "Hidden: others of the circle look at it." in page
    assert HARSH in browse_as(bilal).get(address).content.decode()
    assert "1 thing was found out of place" in browse_as(chen).get(f"/circles/{circle.pk}/").content.decode()

    for person in (chen, dora):
        page = browse_as(person).get("/matters/").content.decode()
        assert HARSH in page and "Bilal" not in page and "Amina" not in page
        browse_as(person).post(f"/matters/{matter.pk}/word/", {"answer": "hurts"})
    his = browse_as(bilal)
    page = his.get("/matters/").content.decode()
    assert "It was taken away." in page and "It insults, threatens or mocks" in page
    assert browse_as(chen).post(f"/matters/{matter.pk}/appeal/").status_code == 404
    his.post(f"/matters/{matter.pk}/appeal/")

    assert "You asked a coordinator to look" in his.get("/matters/").content.decode()


def test_who_is_muted_is_not_read_in_the_circle_and_reads_on(
    circle, question, amina, bilal, chen, tasks_loaded, noon
):
    blocking.block(id=uuid4(), person=chen, other=bilal, apart=False, about="", now=noon)
    address = f"/decisions/{question.decision_id}/"

    muted, others = (browse_as(one).get(address).content.decode() for one in (chen, amina))

    assert HARSH not in muted and "you muted who wrote this" in muted and HARSH in others


def test_what_no_programme_looks_after_is_ruled_from_the_command_line(matter, question, circle, chen, noon):
    actions.pass_on(now=noon + 3 * DAY)
    run = CliRunner().invoke

    listed = run(app, ["list"]).output
    assert HARSH in listed and "waits" in listed
    assert run(app, ["keep", str(matter.pk)]).exit_code == 0 and sees(question, circle, chen) == [""]
    refused = run(app, ["away", str(matter.pk)])
    assert refused.exit_code == 1 and "undo" in refused.output
    run(app, ["undo", str(matter.pk)])
    run(app, ["away", str(matter.pk)])

    assert sees(question, circle, chen) == ["away"]
    assert run(app, ["keep", "nonsense"]).exit_code == 1
