"""`escalera import ...` says what it did, what would change, and what is loaded; a wrong file ends it with status 2."""

import json

import pytest
from typer.testing import CliRunner

import official_files as files
from escalera.cli import imports
from escalera.reference.models import Dataset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    """Django is awake in tests."""
    monkeypatch.setattr(imports, "wake", lambda **_: None)


def run(*arguments: object):
    return CliRunner().invoke(imports.app, [str(one) for one in arguments])


@pytest.fixture
def wages(tmp_path):
    path = tmp_path / "wages.csv"
    path.write_text("zone,valid_from,daily,hourly\ngeneral,2027-01-01,330.00,\n")
    return path


def test_an_import_says_what_it_added_and_a_second_one_that_nothing_changed(wages):
    first, second = run("minimum-wages", wages), run("minimum-wages", wages)

    assert first.exit_code == second.exit_code == 0
    assert "Loaded: minimum-wages 2027 of 2027-01-01." in first.stdout
    assert "Nothing changed: minimum-wages 2027 of 2027-01-01 was loaded already." in second.stdout


def test_a_dry_run_says_so_and_loads_nothing(wages):
    result = run("minimum-wages", wages, "--dry-run")

    assert "Nothing was changed, because of --dry-run" in result.stdout
    assert not Dataset.objects.exists()


def test_a_wrong_file_ends_it_with_place_and_advice(tmp_path):
    path = tmp_path / "wages.csv"
    path.write_text("zone,valid_from,daily,hourly\ngeneral,soon,330.00,\n")

    result = run("minimum-wages", path)

    assert result.exit_code == 2
    assert "wages.csv, line 2, column valid_from: “soon” is not a date." in result.stderr
    assert "Write 2026-01-31" in result.stderr and "Nothing was changed." in result.stderr


def test_what_was_not_needed_is_named(tmp_path):
    result = run("esco", files.classification(tmp_path), files.relations_zip(tmp_path))

    assert result.exit_code == 0
    assert "conceptSchemes_en.csv" in result.stderr


def test_the_list_shows_what_is_loaded_and_which_command_loads_the_rest(wages):
    run("minimum-wages", wages)

    table, plain = run("list").stdout, json.loads(run("list", "--json").stdout)

    assert "minimum-wages" in table and "not loaded" in table
    loaded = {one["id"]: (one["version"], one["dated"], one["rows"]) for one in plain if one["loaded"]}
    assert loaded == {"minimum-wages": ("2027", "2027-01-01", 1)}


def test_an_import_can_be_taken_out_again(wages):
    run("minimum-wages", wages)

    first, second, unknown = (
        run("remove", "minimum-wages"),
        run("remove", "minimum-wages"),
        run("remove", "moon"),
    )

    assert "Removed: 1 rows of minimum-wages." in first.stdout
    assert "Nothing of minimum-wages was loaded." in second.stdout
    assert unknown.exit_code == 2 and "There are: esco, onet" in unknown.stderr
