"""`escalera circles propose FILE.json`."""

import json

import pytest
from typer.testing import CliRunner

from escalera.cli.circles import app


def worker(name, knows, wishes, **others):
    return {
        "id": name,
        "levels": {knows: 0.8},
        "wishes": [wishes],
        "languages": ["es"],
        "hours": [18],
    } | others


def asked(tmp_path, content, *options):
    file = tmp_path / "workers.json"
    file.write_text(json.dumps(content))
    return CliRunner().invoke(app, ["propose", str(file), *options])


def test_circles_come_with_teachers_and_a_reason(tmp_path):
    names = ["amina", "bilal", "chen", "dora"]
    workers = [worker(name, f"s{at}", f"s{(at + 1) % 4}") for at, name in enumerate(names)]
    workers.append(worker("eve", "s0", "s1", hours=[]))

    done = asked(tmp_path, {"workers": workers})

    assert done.exit_code == 0
    found = json.loads(done.output)
    (circle,) = found["circles"]
    assert sorted(circle["members"]) == names and circle["coverage"] == 1.0
    assert {"worker": "amina", "skill": "s1", "teachers": ["bilal"]} in circle["wishes"]
    assert "4 of 4 wishes meet somebody who knows" in circle["reason"]
    assert found["unplaced"] == [{"worker": "eve", "why": "no hour of the day is given"}]
    assert found["coverage"] == 0.8


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({}, "the file: 'workers' is missing"),
        ({"workers": [{"id": "amina"}]}, "workers[0]: 'levels' is missing"),
        (
            {"workers": [worker("amina", "a", "b") | {"wishes": {"b": 2}}]},
            "workers[0].wishes.b: 2 is not a number",
        ),
        ({"workers": [worker("amina", "a", "b"), worker("amina", "a", "b")]}, "'amina' is there already"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path, content, why):
    done = asked(tmp_path, content)

    assert done.exit_code == 2
    assert why in done.output and "Traceback" not in done.output
