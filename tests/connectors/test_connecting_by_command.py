"""`escalera connect label-studio` and `ring`: what one types, and what one reads when it was wrong."""

import pytest
from typer.testing import CliRunner

from escalera.cli import connect as commands
from escalera.connectors import sealing
from escalera.connectors.models import Connection
from escalera.programmes import actions as programmes

from .test_connecting import CANARY, connect


@pytest.fixture
def type_in(monkeypatch, chen, noon, tmp_path):
    programmes.begin(name="Taller", coordinator=chen, now=noon)
    monkeypatch.setattr(commands, "wake", lambda: None)
    token = tmp_path / "token.txt"
    token.write_text(f"{CANARY}\n")

    def invoke(*words, **options):
        usual = {"programme": "Taller", "requester": "Seed shop", "pay": "0.05", "currency": "USD"}
        usual |= {"token-file": str(token)} | options
        spoken = [part for name, value in usual.items() for part in (f"--{name}", value)]
        return CliRunner().invoke(commands.app, ["label-studio", *words, *spoken])

    return invoke


def test_it_is_connected_with_its_projects_and_the_token_is_sealed(type_in):
    said = type_in("Labels", "https://labels.example.org", "--project", "12", "--project", "7", answers="3")

    assert said.exit_code == 0 and "connect sync" in said.output and CANARY not in said.output
    made = Connection.objects.get()
    assert (made.kind, made.projects, made.answers) == ("label-studio", [12, 7], 3)
    assert CANARY not in made.sealed and sealing.unseal(made.sealed) == CANARY


@pytest.mark.parametrize(
    ("address", "options", "words"),
    [
        ("http://labels.example.org", {}, "no address of a platform"),
        ("https://labels.example.org", {"programme": "Nobody's"}, "no programme"),
        ("https://labels.example.org", {"pay": "much"}, "no amount"),
        ("https://labels.example.org", {"currency": "usd"}, "three capital letters"),
        ("https://labels.example.org", {"token-file": "gone.txt"}, "can't be read"),
        ("https://labels.example.org", {"answers": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(type_in, capsys, address, options, words):
    said = type_in("Labels", address, **options)

    assert said.exit_code != 0 and words in said.output + capsys.readouterr().err
    assert not Connection.objects.exists()


def test_a_turkle_does_not_ring(type_in, chen, noon, capsys):
    connect(programmes.begin(name="Otro", coordinator=chen, now=noon), noon, name="Turkle")

    said = CliRunner().invoke(commands.app, ["ring", "Turkle", "--here", "https://escalera.example.org"])

    assert said.exit_code != 0 and "Only a Label Studio rings" in said.output + capsys.readouterr().err
