"""`escalera help reports`: somebody looks at what was reported."""

import pytest
from typer.testing import CliRunner

from escalera.cli import help as commands
from escalera.coaching.helping import conversing, reporting
from helping import helping

pytestmark = pytest.mark.usefixtures("tasks_loaded")


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(commands, "wake", lambda: None)
    return lambda *words: CliRunner().invoke(commands.app, [*words])


def reported(amina, bilal, now, **how):
    asking = helping(amina, bilal, now)
    conversing.say(id=asking.pk, asking=asking, person=bilal, text="Hello there", now=now)
    return reporting.report(id=asking.pk, asking=asking, person=amina, wrong="rude", about="", now=now, **how)


def test_the_lines_are_read_only_where_who_reported_shares_them(run, amina, bilal, noon):
    report = reported(amina, bilal, noon, words="Mean words")
    before = run("reports").output
    report.shared = True
    report.save()

    assert "Mean words" in before
    assert "Hello there" not in before
    assert "reported: Hello there" in run("reports").output


def test_it_is_dismissed_upheld_and_taken_back(run, amina, bilal, noon):
    key = str(reported(amina, bilal, noon).pk)

    assert run("uphold", key).exit_code == 0
    assert "it holds" in run("reports").output
    assert run("dismiss", key).exit_code != 0
    assert run("undo", key).exit_code == 0
    assert run("dismiss", key).exit_code == 0
    assert "dismissed" in run("reports", "--all").output


def test_one_that_is_not_there_is_said_so(run):
    refused = run("dismiss", "00000000-0000-0000-0000-000000000000")

    assert refused.exit_code != 0
    assert "None here" in run("reports").output
