import json
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from escalera.cli import credit as commands
from escalera.credit import accounts, actions
from escalera.credit.models import Side


@pytest.fixture
def gift(monkeypatch, amina, noon):
    monkeypatch.setattr(commands, "wake", lambda: None)
    fund = accounts.of_everybody(now=noon)
    return actions.give(id=uuid4(), person=amina, to=fund, seconds=90, at=noon, now=noon)


def test_the_check_says_that_everything_sums_to_zero(gift):
    said = CliRunner().invoke(commands.app, ["check", "--json"])

    assert said.exit_code == 0
    assert json.loads(said.stdout) == {
        "transfers": 1,
        "movements": 2,
        "accounts": 2,
        "sum_s": 0,
        "unpaired": 0,
    }


def test_a_lost_side_is_named_and_the_command_fails(gift):
    gift.movements.filter(side=Side.GIVES).delete()

    said = CliRunner().invoke(commands.app, ["check"])

    assert said.exit_code == 1
    assert str(gift.pk) in said.output
