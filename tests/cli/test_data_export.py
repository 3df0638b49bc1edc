import json
import zipfile

import pytest
from typer.testing import CliRunner

from escalera.cli import data
from escalera.people.models import Account


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    """Django is awake in tests."""
    monkeypatch.setattr(data, "wake", lambda **_: None)


@pytest.fixture
def account(amina) -> Account:
    return Account.objects.create_user("nube-alegre-42", "804193", person=amina)


def export(*arguments: str):
    return CliRunner().invoke(data.app, ["export", *arguments])


def test_a_worker_is_exported_as_one_json_object(account):
    result = export("--worker", "Nube alegre 42", "--json")

    assert result.exit_code == 0
    assert json.loads(result.stdout)["person"] == str(account.person_id)


def test_a_worker_is_exported_as_a_zip_that_only_the_caller_reads(account, tmp_path):
    file = tmp_path / "mine.zip"

    result = export("--worker", "nube-alegre-42", "--out", str(file))

    assert result.exit_code == 0
    assert "escalera.json" in zipfile.ZipFile(file).namelist()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("arguments", "words", "code"),
    [
        (("--worker", "no-hay-99", "--json"), "Check the spelling", 1),
        (("--worker", "nube-alegre-42"), "--out FILE.zip", 2),
        (("--worker", "nube-alegre-42", "--out", "/no/such/folder/x.zip"), "can't be written", 2),
    ],
)
def test_errors_say_what_to_do(account, capfd, arguments, words, code):
    result = export(*arguments)

    assert result.exit_code == code
    assert words in result.output + capfd.readouterr().err
