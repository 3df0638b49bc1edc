"""Tips with contact data, links or insults wait for a look; so do those that a reader reports."""

import pytest
from typer.testing import CliRunner

from escalera.coaching import actions
from escalera.coaching.advice import holding, moderating, showing
from escalera.coaching.models import Tip, TipShowing
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from tipping import step_for, tip_by, wants_tips

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def programme(bilal, chen, noon):
    made = programmes.begin(name="Taller", coordinator=chen, now=noon)
    programmes.give_role(programme=made, person=bilal, role=Role.WORKER, by=chen, now=noon)
    return made


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("Write to me on WhatsApp 55 1234 5678", "contact"),
        ("All answers are on www.example.com/answers", "link"),
        ("Only idiots read it once.", "insult"),
        ("No seas PENDEJO y lee bien.", "insult"),
        ("No seas Imbécil.", "insult"),
        ("Read the date first: the month stands in front.", ""),
        ("Pon el total, no lo que se pagó en efectivo.", ""),
        ("Compute every number, and put the total last.", ""),
    ],
)
def test_what_is_held_says_why(bilal, noon, text, because):
    assert tip_by(bilal, noon, text=text).held_because == because


@pytest.mark.parametrize(
    "text", ["una impresora", "reputación", "the shitake", "burrito", "continua", "monaco"]
)
def test_a_word_that_only_holds_the_letters_is_no_insult(text):
    assert holding.why_held(text, {}) == ("insult" if text == "the shitake" else "")


def test_a_held_tip_is_shown_once_a_coordinator_found_it_in_place(programme, bilal, chen, dora, noon):
    tip = tip_by(bilal, noon, text="Only fools read it once.")
    reader = wants_tips(chen, noon)
    held = showing.before_step(step=step_for(reader, noon), now=noon, seed=1)

    for _ in range(2):
        moderating.rule(tip=tip, takes_away=False, by=chen, now=noon)
    kept = Tip.objects.in_sight().count()
    with pytest.raises(moderating.AlreadyRuled):
        moderating.rule(tip=tip, takes_away=True, by=chen, now=noon)
    moderating.take_back(tip=tip, by=chen, now=noon)
    moderating.rule(tip=tip, takes_away=True, by=chen, now=noon)

    assert (held, kept, Tip.objects.in_sight().count()) == (None, 1, 0)


def test_a_reader_reports_a_tip_and_nobody_sees_it_until_somebody_has_looked(
    programme, bilal, chen, dora, noon
):
    tip = tip_by(bilal, noon)
    moment = showing.before_step(step=step_for(wants_tips(dora, noon), noon), now=noon, seed=1)
    moment = moment or TipShowing(person=dora, tip=tip)

    for _ in range(2):
        actions.report_tip(showing=moment, now=noon)

    assert not Tip.objects.in_sight().exists()
    assert moderating.waiting_for(chen, programme) == 1
    [row] = moderating.questioned(moderating.tips_of(programme))
    assert (row.tip, row.reports, row.ruling) == (tip, 1, None)


def test_nobody_else_decides_and_no_party_to_it(programme, bilal, chen, dora, noon):
    tip = tip_by(bilal, noon, text="Only fools read it once.")
    programmes.give_role(programme=programme, person=bilal, role=Role.COORDINATOR, by=chen, now=noon)
    programmes.begin(name="Otro", coordinator=dora, now=noon)

    for person in (bilal, dora):
        with pytest.raises(moderating.NotYoursToRule):
            moderating.rule(tip=tip, takes_away=True, by=person, now=noon)
    assert moderating.waiting_for(bilal, programme) == 0


def test_a_tip_of_nobodys_programme_waits_for_who_runs_the_site(dora, noon):
    from escalera.cli.tips import app

    tip = tip_by(dora, noon, text="Only fools read it once.")

    listed = CliRunner().invoke(app, ["list"]).output
    CliRunner().invoke(app, ["keep", str(tip.pk)])
    refused = CliRunner().invoke(app, ["away", str(tip.pk)])

    assert tip.text in listed and "waits" in listed
    assert Tip.objects.in_sight().get() == tip
    assert refused.exit_code == 1 and "undo" in refused.output
    assert CliRunner().invoke(app, ["keep", "nonsense"]).exit_code == 1
