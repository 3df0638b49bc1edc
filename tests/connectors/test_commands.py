"""`escalera connect ...` against the real Turkle, and what it says where something is wrong."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from escalera.cli import connect as commands
from escalera.connectors.models import Batch, Connection
from escalera.tasks.models import Attempt

from .test_work_from_a_live_turkle import price

NAME = "Seed shop's Turkle"


@pytest.fixture
def run(monkeypatch) -> Callable[..., Result]:
    monkeypatch.setattr(commands, "wake", lambda: None)  # Django is awake in tests

    def running(*arguments: str, **more: Any) -> Result:
        return CliRunner().invoke(commands.app, list(arguments), **more)

    return running


@pytest.fixture
def says(run, capfd) -> Callable[..., SimpleNamespace]:
    """All that a command says, wherever it says it."""

    def saying(*arguments: str, **more: Any) -> SimpleNamespace:
        result = run(*arguments, **more)
        out, err = capfd.readouterr()
        return SimpleNamespace(code=result.exit_code, words=result.output + out + err)

    return saying


@pytest.fixture
def arguments(turkle, programme) -> list[str]:
    return ["turkle", NAME, turkle.address, "--programme", programme.name, "--requester", "Seed shop"]


PAID = ["--pay", "0.05", "--currency", "USD"]


def test_a_platform_is_connected_exchanges_is_paused_and_removed(
    says, arguments, turkle, work, amina, noon, tmp_path
):
    token = tmp_path / "token.txt"
    token.write_text(f"{turkle.token}\n")
    batch = work("maíz", "chía")

    added = says(*arguments, *PAID, "--token-file", str(token))
    brought = says("sync", NAME)
    price(amina, Connection.objects.get(), noon)
    delivered = says("sync", NAME)
    listed = says("list")

    assert added.code == 0 and "is connected" in added.words
    assert "0 answers delivered, 2 new tasks." in brought.words
    assert "1 answers delivered, 0 new tasks." in delivered.words and len(turkle.answers(batch.id)) == 1
    assert NAME in listed.words and "0 answers wait" in listed.words
    assert turkle.token not in added.words + brought.words + listed.words
    assert says("pause", NAME).code == 0 and "paused" in says("list").words
    assert says("resume", NAME).code == 0 and "paused" not in says("list").words
    assert says("remove", NAME).code == 0 and not Connection.objects.exists()


def test_tasks_of_ours_are_pushed_and_sent(says, connected, boss):
    pushed = says("push", NAME, "addresses-1", "--language", "es", "--items", "2", "--answers", "3")
    sent = says("sync", NAME)

    assert pushed.code == 0 and "2 tasks wait" in pushed.words
    assert "2 of our tasks sent, 0 answers to them read." in sent.words
    assert boss.batch(int(Batch.objects.get().remote_id)).assignments == 3


def test_a_token_is_asked_for_and_not_shown(says, arguments, turkle):
    added = says(*arguments, *PAID, input=f"{turkle.token}\n")

    assert added.code == 0 and turkle.token not in added.words


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--pay", "free", "--currency", "USD"], "is no amount"),
        (["--pay", "-1", "--currency", "USD"], "amount above 0"),
        (["--pay", "0.05"], "three capital letters"),
        (["--programme", "Nowhere"], "no programme 'Nowhere'"),
        (["--token-file", "/no/such/file"], "can't be read"),
    ],
)
def test_what_is_unclear_is_refused_with_what_to_do(says, arguments, more, words):
    said = says(*arguments, *more, input="one\n")

    assert said.code == 2 and words in said.words and "Traceback" not in said.words
    assert not Connection.objects.exists()


def test_two_words_are_no_token_and_a_name_is_used_once(says, arguments, connected):
    assert "That is no token" in says(*arguments, input="two words\n").words
    assert "Choose another name" in says(*arguments, *PAID, input="one\n").words


@pytest.mark.parametrize("command", ["sync", "pause", "resume", "remove", "push"])
def test_an_unknown_connection_is_said_with_the_way_to_find_it(says, db, command):
    more = ["addresses-1", "--language", "es"] if command == "push" else []

    said = says(command, "Nothing", *more)

    assert said.code == 2 and "escalera connect list" in said.words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["no-such-type", "--language", "es"], "no task type"),
        (["addresses-1", "--language", "fr"], "no task type"),
        (["picture-boxes-1", "--language", "es"], "boxes"),
        (["addresses-1", "--language", "es", "--items", "0"], "--items 1 to 500"),
    ],
)
def test_what_can_not_go_out_is_said(says, connected, arguments, words):
    said = says("push", NAME, *arguments)

    assert said.code == 2 and words in said.words and not Batch.objects.exists()


def test_who_removes_a_platform_with_answers_waiting_is_told_to_exchange_first(
    says, connected, work, amina, noon
):
    work("maíz")
    says("sync", NAME)
    price(amina, connected, noon)

    said = says("remove", NAME)

    assert said.code == 1 and "escalera connect sync" in said.words
    assert Connection.objects.exists() and Attempt.objects.exists()
    assert "1 answers delivered" in says("sync", NAME).words
    assert says("remove", NAME).code == 0 and Attempt.objects.exists()


def test_a_wrong_token_and_a_dead_server_are_said_plainly(says, connected, monkeypatch):
    from escalera.connectors import sealing

    Connection.objects.update(sealed=sealing.seal("wrong"))
    assert "does not accept the token" in says("sync", NAME).words

    monkeypatch.setattr("escalera.connectors.politeness.FIRST_PAUSE_S", 0.01)
    Connection.objects.update(address="http://127.0.0.1:9")
    said = says("sync", NAME)
    assert said.code == 1 and "can't be reached" in said.words
    assert "can't be reached" in says("list").words
