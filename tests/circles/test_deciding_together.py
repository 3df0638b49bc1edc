from datetime import timedelta
from uuid import uuid4

import pytest

from escalera.circles import fund, queries, seating
from escalera.circles.decisions import actions, outcomes
from escalera.circles.decisions.models import Answer, Decision, Kind, Outcome, Way, Word
from escalera.circles.models import Seat
from escalera.credit import accounts
from escalera.credit import queries as credit
from escalera.ledger.models import Event

WEEK = timedelta(days=8)


@pytest.fixture
def propose(circle, amina, noon):
    def make(**values):
        usual = {
            "id": uuid4(),
            "circle": circle,
            "person": amina,
            "kind": Kind.AGREEMENT,
            "way": Way.CONSENT,
            "text": "We answer within a day",
            "days": 3,
            "now": noon,
        }
        return actions.propose(**usual | values)

    return make


def say(decision, person, answer, now, because=""):
    return actions.say(decision=decision, person=person, answer=answer, because=because, now=now)


def closed(decision, now):
    actions.close_due(now=now + WEEK)
    return Decision.objects.get(pk=decision.pk).outcome


def test_nobody_objects_so_it_is_agreed_at_the_deadline(propose, circle, bilal, noon):
    decision = propose()
    say(decision, bilal, Answer.ASIDE, noon)

    assert closed(decision, noon) == Outcome.ACCEPTED
    assert queries.agreements(circle) == [decision]


def test_it_is_agreed_at_once_when_everybody_said_so(propose, bilal, chen, noon):
    decision = propose()
    say(decision, bilal, Answer.YES, noon)

    assert say(decision, chen, Answer.YES, noon).outcome == Outcome.ACCEPTED
    with pytest.raises(actions.Closed):
        say(decision, bilal, Answer.NO, noon)


def test_an_objection_needs_its_reason_and_stops_consent_until_it_is_withdrawn(propose, bilal, chen, noon):
    decision = propose()
    with pytest.raises(actions.NothingSaid):
        say(decision, bilal, Answer.NO, noon)
    say(decision, bilal, Answer.NO, noon, "A day is too short")
    assert say(decision, chen, Answer.YES, noon).is_open

    assert say(decision, bilal, Answer.YES, noon).outcome == Outcome.ACCEPTED
    assert Word.objects.filter(decision=decision).count() == 3
    said = Event.objects.filter(kind="circle word", subject=bilal.pk).values_list(
        "payload__answer", flat=True
    )
    assert list(said) == ["no", "yes"]


def test_an_objection_that_stands_refuses(propose, bilal, noon):
    decision = propose()
    say(decision, bilal, Answer.NO, noon, "No")

    assert closed(decision, noon) == Outcome.REFUSED


def test_a_vote_needs_more_yes_than_no(propose, bilal, chen, noon):
    even, most = propose(way=Way.VOTE), propose(way=Way.VOTE)
    say(even, bilal, Answer.NO, noon)
    say(most, bilal, Answer.NO, noon)
    say(most, chen, Answer.YES, noon)

    assert closed(even, noon) == Outcome.REFUSED
    assert closed(most, noon) == Outcome.ACCEPTED


def test_with_fewer_than_half_nothing_is_decided(propose, noon):
    assert closed(propose(), noon) == Outcome.TOO_FEW


def test_words_of_who_left_do_not_count(propose, circle, bilal, chen, noon):
    decision = propose()
    say(decision, bilal, Answer.NO, noon, "No")
    seating.leave(circle=circle, person=bilal, now=noon)

    assert closed(decision, noon) == Outcome.ACCEPTED


def test_nothing_is_said_after_the_deadline(propose, bilal, noon):
    decision = propose()

    with pytest.raises(actions.Closed):
        say(decision, bilal, Answer.YES, noon + WEEK)
    with pytest.raises(actions.Closed):
        actions.ask(id=uuid4(), decision=decision, person=bilal, text="Why?", now=noon + WEEK)


def test_an_agreement_is_undone_by_a_new_proposal_and_once_at_a_time(propose, circle, bilal, noon):
    decision = propose()
    say(decision, bilal, Answer.YES, noon)
    closed(decision, noon)
    decision.refresh_from_db()

    undoing = propose(kind=Kind.UNDO, undoes=decision)
    with pytest.raises(actions.NotToBeUndone):
        propose(kind=Kind.UNDO, undoes=decision)
    say(undoing, bilal, Answer.YES, noon)

    assert closed(undoing, noon) == Outcome.ACCEPTED
    assert queries.agreements(circle) == []


def test_what_is_open_is_not_undone(propose):
    with pytest.raises(actions.NotToBeUndone):
        propose(kind=Kind.UNDO, undoes=propose())


def test_the_fund_pays_once_and_no_more_than_there_is(propose, circle, amina, bilal, noon):
    fund.give(id=uuid4(), circle=circle, person=amina, seconds=600, now=noon)
    seat = Seat.objects.get(person=bilal)
    decision = propose(kind=Kind.FUND, about={"seat": str(seat.pk), "minutes": 30})
    say(decision, bilal, Answer.YES, noon)

    closed(decision, noon)
    closed(decision, noon)

    assert fund.balance(circle) == 0
    assert credit.balance(accounts.of_person(bilal, now=noon)) == 600


def test_twice_is_once(propose, circle, bilal, noon):
    id = uuid4()
    assert propose(id=id) == propose(id=id)
    decision, question = propose(), uuid4()
    for _ in range(2):
        actions.ask(id=question, decision=decision, person=bilal, text="From when?", now=noon)

    assert decision.questions.count() == 1


def test_only_who_sits_there_has_a_say(propose, dora, noon):
    decision = propose()

    for attempt in (
        lambda: propose(person=dora),
        lambda: say(decision, dora, Answer.YES, noon),
        lambda: actions.ask(id=uuid4(), decision=decision, person=dora, text="x", now=noon),
    ):
        with pytest.raises(Seat.DoesNotExist):
            attempt()


def test_not_too_many_at_once_and_no_contact_data(propose):
    assert "1234" not in propose(text="Call 55 1234 5678").text
    for _ in range(4):
        propose()

    with pytest.raises(actions.TooManyOpen):
        propose()


def test_all_of_it_is_in_the_ledger(propose, bilal, noon):
    decision = propose()
    say(decision, bilal, Answer.YES, noon)
    closed(decision, noon)

    outcome = Event.objects.get(kind="circle outcome").payload
    assert outcome["outcome"] == "accepted" and outcome["words"] == {"yes": 2}
    assert Event.objects.filter(kind="circle proposal").count() == 1
    assert outcomes.standing(decision.circle, Kind.AGREEMENT).exists()
