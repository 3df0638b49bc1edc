"""`escalera help reports`: somebody looks at what was reported."""

import pytest
from typer.testing import CliRunner

from escalera.cli import help as commands
from escalera.coaching.helping import conversing, reporting
from helping import helping

pytestmark = pytest.mark.usefixtures("tasks_loaded")


def test_a_reported_conversation_is_read_and_dismissed(monkeypatch, amina, bilal, noon):
    monkeypatch.setattr(commands, "wake", lambda: None)
    asking = helping(amina, bilal, noon)
    conversing.say(id=asking.pk, asking=asking, person=bilal, text="Hello there", now=noon)
    report = reporting.report(id=asking.pk, asking=asking, person=amina, wrong="rude", about="", now=noon)

    shown = CliRunner().invoke(commands.app, ["reports"])
    done = CliRunner().invoke(commands.app, ["dismiss", str(report.pk)])

    assert "reported: Hello there" in shown.output
    assert done.exit_code == 0
    assert "No conversation was reported" in CliRunner().invoke(commands.app, ["reports"]).output
    assert CliRunner().invoke(commands.app, ["dismiss", str(report.pk)]).exit_code != 0
