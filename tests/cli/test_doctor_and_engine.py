import json

import pytest
from typer.testing import CliRunner

from escalera.cli import engine, serve
from escalera.cli.main import app

HEADER = "worker,item,skills,score,at\n"


def doctor(*arguments):
    return CliRunner().invoke(app, ["doctor", *arguments])


@pytest.fixture
def awake(starter, monkeypatch, tmp_path):
    monkeypatch.setattr(serve, "wake", lambda **_: None)
    monkeypatch.setenv("ESCALERA_HOME", str(tmp_path))


def test_a_sound_installation(awake):
    result = doctor("--json")

    told = json.loads(result.stdout)
    assert told["ok"], told
    assert result.exit_code == 0
    assert {check["check"] for check in told["checks"]} >= {"Python", "web packages", "Spanish", "database"}


def test_what_is_missing_is_named_with_what_to_do(awake, monkeypatch):
    monkeypatch.setenv("ESCALERA_PUBLIC_HOST", "escalera.example")
    monkeypatch.delenv("SECRET_KEY", raising=False)

    result = doctor()

    assert result.exit_code == 1
    assert "MISSING  secret key: set SECRET_KEY" in result.stdout
    assert "Traceback" not in result.output


def test_a_database_that_does_not_answer(monkeypatch, tmp_path):
    def no_database(**_):
        raise SystemExit(2)

    monkeypatch.setattr(serve, "wake", no_database)
    monkeypatch.setenv("ESCALERA_HOME", str(tmp_path))

    told = json.loads(doctor("--json").stdout)

    assert not told["ok"]
    assert any("DATABASE_URL" in check["says"] for check in told["checks"] if not check["ok"])


def evaluate(*arguments):
    result = CliRunner().invoke(engine.app, ["evaluate", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("content", [None, "", "a,b\n1,2\n", "\x00\x01\x02", "worker\n"])
def test_a_log_that_cannot_be_read_is_named(tmp_path, content):
    file = tmp_path / "log.csv"
    if content is not None:
        file.write_text(content)

    result = evaluate("--train", file, "--test", file, "--json")

    assert result.exit_code == 2
    assert "log.csv" in result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize("arguments", [(), ("--train", "x.csv"), ("--test", "x.csv")])
def test_both_logs_are_asked_for(arguments):
    result = evaluate(*arguments)

    assert result.exit_code == 2
    assert "Missing option" in result.output


def test_predictions_need_a_folder_that_exists(tmp_path):
    out = tmp_path / "no" / "out.csv"

    result = evaluate("--train", "x.csv", "--test", "x.csv", "--predictions", out)

    assert result.exit_code == 2
    assert "does not exist" in result.output
