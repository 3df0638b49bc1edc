"""How one becomes coordinator on a fresh machine."""

import pytest
from typer.testing import CliRunner

from escalera.cli import programmes as commands
from escalera.people.models import Account
from escalera.programmes import queries


@pytest.fixture
def awake(monkeypatch):
    monkeypatch.setattr(commands, "wake", lambda: None)
    return CliRunner()


def test_a_command_makes_the_first_coordinator_and_the_hint_goes_away(awake, chen):
    Account.objects.create(username="calm-river-42", person=chen)
    assert "escalera programmes new" in commands.first_step()

    said = awake.invoke(commands.app, ["new", "Taller", "--coordinator", "Calm river 42"])

    assert said.exit_code == 0 and "/desk/" in said.stdout
    assert queries.is_coordinator(chen)
    assert commands.first_step() == ""


def test_an_unknown_username_is_told_how_to_get_one(awake, db, capsys):
    said = awake.invoke(commands.app, ["new", "Taller", "--coordinator", "nobody-here-1"])

    assert said.exit_code == 1
    assert "Make an account" in said.output + capsys.readouterr().err
