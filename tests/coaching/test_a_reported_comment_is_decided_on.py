"""A reported comment: who looks at it, what is decided, who is told."""

import pytest
from typer.testing import CliRunner

from conftest import browse_as
from escalera.coaching.judgement import commenting, queries, reporting
from escalera.coaching.judgement.models import Ruling
from escalera.ledger.models import Event
from escalera.programmes import actions as programmes
from escalera.programmes.models import Role
from escalera.rights import actions as rights
from judged import comment_on, work_of

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def report(amina, bilal, noon):
    """Amina reports what Bilal said of her piece."""
    comment = comment_on(work_of(amina, now=noon), by=bilal, now=noon)
    return commenting.report(comment=comment, person=amina, now=noon)


@pytest.fixture
def programme(amina, chen, noon):
    made = programmes.begin(name="Taller", coordinator=chen, now=noon)
    programmes.give_role(programme=made, person=amina, role=Role.WORKER, by=chen, now=noon)
    return made


def seen(amina) -> int:
    return len(queries.own_works(amina)[0].comments)


@pytest.mark.parametrize(("takes_away", "comments"), [(False, 1), (True, 0)])
def test_a_coordinator_keeps_a_comment_or_takes_it_away_once(
    report, programme, amina, chen, noon, takes_away, comments
):
    for _ in range(2):
        reporting.rule(report=report, takes_away=takes_away, by=chen, now=noon)

    assert seen(amina) == comments
    assert Ruling.objects.count() == Event.objects.filter(kind="report ruled", subject=chen.pk).count() == 1


def test_what_was_decided_is_taken_back_and_the_comment_stays_hidden_until_somebody_decides(
    report, programme, amina, chen, noon
):
    reporting.rule(report=report, takes_away=False, by=chen, now=noon)

    with pytest.raises(reporting.AlreadyRuled):
        reporting.rule(report=report, takes_away=True, by=chen, now=noon)
    for _ in range(2):
        reporting.take_back(report=report, by=chen, now=noon)
    hidden = seen(amina)
    reporting.rule(report=report, takes_away=True, by=chen, now=noon)

    assert (hidden, seen(amina)) == (0, 0)
    assert Event.objects.filter(kind="ruling taken back").count() == 1


def test_nobody_else_decides_and_no_party_to_it(report, programme, bilal, chen, dora, noon):
    programmes.give_role(programme=programme, person=bilal, role=Role.COORDINATOR, by=chen, now=noon)
    programmes.begin(name="Otro", coordinator=dora, now=noon)

    for person in (bilal, dora):
        with pytest.raises(reporting.NotYoursToRule):
            reporting.rule(report=report, takes_away=True, by=person, now=noon)

    waiting = {person: reporting.waiting_for(person, programme) for person in (bilal, chen)}
    assert waiting == {bilal: 0, chen: 1}


def test_a_report_by_somebody_outside_goes_to_the_programme_of_who_wrote(report, bilal, chen, noon):
    assert list(reporting.reports_outside()) == [report]

    made = programmes.begin(name="Taller", coordinator=chen, now=noon)
    programmes.give_role(programme=made, person=bilal, role=Role.WORKER, by=chen, now=noon)

    assert list(reporting.reports_of(made)) == [report]
    assert not reporting.reports_outside().exists()


def test_both_people_are_told_in_plain_words(report, programme, amina, bilal, chen):
    waiting = browse_as(amina).get("/works/").content.decode()
    desk = browse_as(chen).get("/desk/").content.decode()
    page = browse_as(chen).get(f"/desk/{programme.pk}/reports/").content.decode()
    browse_as(chen).post(f"/desk/{programme.pk}/reports/{report.pk}/ruling/", {"ruling": "away"})
    hers, his = (browse_as(person).get("/works/").content.decode() for person in (amina, bilal))

    assert "It is hidden. Somebody will look at it." in waiting
    assert "1 comment was reported" in desk
    assert report.comment.text in page and "Keep the comment" in page
    assert "it was out of place and stays away" in hers and report.comment.text not in hers
    assert "took it away: write about the piece, never about the person" in his


def test_the_page_undoes_and_is_empty_where_nothing_was_reported(report, programme, amina, chen, noon):
    other = programmes.begin(name="Otro", coordinator=chen, now=noon)
    address = f"/desk/{programme.pk}/reports/"
    browse_as(chen).post(f"{address}{report.pk}/ruling/", {"ruling": "keep"})
    kept = browse_as(chen).get(address).content.decode()

    browse_as(chen).post(f"{address}{report.pk}/ruling/removal/")

    assert "Kept: its reader sees it again." in kept
    assert seen(amina) == 0
    assert (
        "No comment was reported here." in browse_as(chen).get(f"/desk/{other.pk}/reports/").content.decode()
    )
    assert browse_as(chen).post(f"/desk/{other.pk}/reports/{report.pk}/ruling/").status_code == 404


def test_whoever_runs_the_site_decides_where_there_is_no_programme(report, amina):
    from escalera.cli.reports import app

    listed = CliRunner().invoke(app, ["list"]).output
    CliRunner().invoke(app, ["keep", str(report.pk)])
    refused = CliRunner().invoke(app, ["away", str(report.pk)])

    assert report.comment.text in listed and "waits" in listed
    assert seen(amina) == 1
    assert refused.exit_code == 1 and "undo" in refused.output


def test_who_leaves_takes_report_and_ruling_along(report, programme, amina, chen, noon):
    reporting.rule(report=report, takes_away=True, by=chen, now=noon)

    rights.erase(person=amina, now=noon)

    assert not Ruling.objects.exists()


def test_reports_of_people_who_left_the_programme_are_not_lost(report, programme, amina, chen, noon):
    programmes.end(membership=programme.memberships.get(person=amina), by=amina, now=noon)

    assert list(reporting.reports_outside()) == [report]
