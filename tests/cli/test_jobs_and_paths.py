import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from escalera.cli import jobs, paths

POSTINGS = Path(__file__).parents[1] / "jobs" / "postings"
FILES = sorted(file for file in POSTINGS.iterdir() if file.suffix != ".toml" and file.name != "empty.txt")


@pytest.fixture(autouse=True)
def awake(starter, monkeypatch):
    """Django is awake in tests."""
    monkeypatch.setattr(jobs, "wake", lambda **_: None)
    monkeypatch.setattr(paths, "wake", lambda **_: None)


def run(app, *arguments, **more):
    result = CliRunner().invoke(app, list(map(str, arguments)), **more)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refused(capfd, result, *words: str, code: int = 2) -> None:
    said = result.output + capfd.readouterr().err
    assert result.exit_code == code, said
    assert all(word in said for word in words), said
    assert "Traceback" not in said


def test_jobs_are_listed_for_people_and_programs():
    listed = json.loads(run(jobs.app, "list", "--json").stdout)

    assert len(listed) >= 12
    assert all(job["title"]["en"] and job["title"]["es"] and job["required"] for job in listed)
    assert listed[0]["id"] in run(jobs.app, "list").stdout


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_posting_is_broken_down(file):
    result = run(jobs.app, "break", file, "--json")

    found = json.loads(result.stdout)
    assert {"title", "language", "skills", "task_types"} <= set(found)
    for skill in found["skills"]:
        assert set(skill) >= {"id", "label", "level", "phrase", "confidence"}
        assert 0 <= skill["level"] <= 1 and 0 <= skill["confidence"] <= 1
    assert bool(found["task_types"]) or not found["skills"] or file.name == "nothing_asked.txt"
    assert run(jobs.app, "break", file).exit_code == 0


def test_an_empty_posting_is_refused_clearly(capfd):
    refused(capfd, run(jobs.app, "break", POSTINGS / "empty.txt", "--json"), ".")


@pytest.mark.parametrize("text", ["You enter data in Excel and check numbers. ", "x"])
def test_a_megabyte_gets_an_answer_or_a_clear_refusal(tmp_path, capfd, text):
    file = tmp_path / "big.txt"
    file.write_text(text * (1_000_000 // len(text)))

    result = run(jobs.app, "break", file, "--json")

    if result.exit_code:
        refused(capfd, result, "long")
    else:
        assert "skills" in json.loads(result.stdout)


def test_a_posting_may_come_from_standard_input():
    result = run(jobs.app, "break", "-", "--json", input="Data entry. You enter data in Excel.")

    assert [skill["id"] for skill in json.loads(result.stdout)["skills"]]


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path, capfd, name):
    refused(capfd, run(jobs.app, "break", tmp_path / name), "can't be read")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", bytes(range(256)) * 20]
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path, capfd, content):
    file = tmp_path / "posting"
    file.write_bytes(content)

    refused(capfd, run(jobs.app, "break", file), ".")


def plan(*arguments):
    return run(paths.app, "plan", *arguments)


def test_the_way_to_a_job_has_steps_with_reasons():
    result = json.loads(plan("--job", "data-entry", "--json").stdout)

    assert result["steps"]
    for step in result["steps"]:
        assert {"task_type", "skills", "minutes", "gain", "reason"} <= set(step)
        assert step["minutes"] > 0
        assert all(low <= gain <= high for low, gain, high in step["gain"].values())
    assert result["minutes"] == pytest.approx(sum(step["minutes"] for step in result["steps"]), abs=1)
    assert "minutes." in plan("--job", "data-entry").stdout


def test_the_way_to_a_posting():
    result = json.loads(plan("--posting", POSTINGS / "capturista.txt", "--json").stdout)

    assert result["steps"]


def test_who_can_do_it_all_has_nothing_left_to_do(tmp_path):
    job = next(one for one in json.loads(run(jobs.app, "list", "--json").stdout) if one["id"] == "data-entry")
    file = tmp_path / "believed.json"
    file.write_text(json.dumps(dict.fromkeys(job["required"], 1.0)))

    result = json.loads(plan("--job", "data-entry", "--believed", file, "--json").stdout)

    assert result["steps"] == []


def test_minutes_bound_the_plan():
    all_of_it = json.loads(plan("--job", "data-entry", "--json").stdout)
    half = json.loads(plan("--job", "data-entry", "--minutes", all_of_it["minutes"] / 2, "--json").stdout)

    assert half["minutes"] <= all_of_it["minutes"] / 2 + 0.1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--job"),
        (("--job", "data-entry", "--posting", "x"), "--job"),
        (("--job", "no-such-job"), "jobs list"),
        (("--job", "a\0b"), "jobs list"),
        (("--posting", "/no/such/file"), "can't be read"),
        (("--posting", POSTINGS / "empty.txt"), "."),
        (("--job", "data-entry", "--minutes", "-5"), "greater than 0"),
        (("--job", "data-entry", "--minutes", "nan"), "greater than 0"),
        (("--job", "data-entry", "--minutes", "many"), "a number"),
        (("--job", "data-entry", "--believed", "/no/such/file"), "can't be read"),
    ],
)
def test_errors_say_what_to_do(capfd, arguments, words):
    refused(capfd, plan(*arguments), words)


def test_a_posting_that_asks_for_nothing_we_teach_says_so(capfd):
    refused(capfd, plan("--posting", POSTINGS / "nothing_asked.txt"), "can't teach", code=1)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "3", '{"read-documents": "high"}', '{"read-documents": 2}', '{"x": NaN}', "[" * 100_000],
)
def test_levels_that_cannot_be_read_are_refused(tmp_path, capfd, content):
    file = tmp_path / "believed.json"
    file.write_text(content)

    refused(capfd, plan("--job", "data-entry", "--believed", file), str(file))


def test_a_level_of_an_unknown_skill_is_passed_over_aloud(tmp_path, capfd):
    file = tmp_path / "believed.json"
    file.write_text('{"juggling": 0.5}')

    result = plan("--job", "data-entry", "--believed", file, "--json")

    assert result.exit_code == 0
    assert "juggling" in result.stderr
