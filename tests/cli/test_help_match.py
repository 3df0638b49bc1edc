"""`escalera help match FILE.json`."""

import json

import pytest
from typer.testing import CliRunner

from escalera.cli.help import app

REQUEST = {
    "id": "r1",
    "worker": "amina",
    "skill": "typing",
    "level": 0.4,
    "languages": ["es"],
    "hours": [8, 9],
    "waiting_minutes": 20,
}
HELPER = {
    "id": "bilal",
    "skills": {"typing": 0.7},
    "languages": ["es", "en"],
    "hours": [9],
    "load": 0,
    "capacity": 2,
    "credit": 15,
}


def asked(tmp_path, content, *options):
    file = tmp_path / "help.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return CliRunner().invoke(app, ["match", str(file), *options])


def test_matches_and_those_left_over_come_as_json(tmp_path):
    other = REQUEST | {"id": "r2", "worker": "chen", "languages": ["maya"]}

    done = asked(tmp_path, {"requests": [REQUEST, other], "helpers": [HELPER]})

    assert done.exit_code == 0
    assert json.loads(done.output) == {
        "matches": [
            {
                "request": "r1",
                "helper": "bilal",
                "expected_success": 0.900250,
                "reason": "knows more than is asked in typing (0.70 for 0.40), speaks es, 1 hour of the day in common",
            }
        ],
        "unmatched": [{"request": "r2", "why": "nobody who knows typing speaks maya"}],
    }


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "is not JSON"),
        ([], "the file: must be an object with 'requests', not []"),
        ({"requests": []}, "the file: 'helpers' is missing"),
        (
            {"requests": [REQUEST | {"level": 1.4}], "helpers": []},
            "requests[0].level: 1.4 is not a number from 0 to 1",
        ),
        (
            {"requests": [REQUEST | {"hours": [24]}], "helpers": []},
            "requests[0].hours[0]: 24 is not a number",
        ),
        (
            {"requests": [REQUEST, REQUEST], "helpers": []},
            "requests[1].id: 'r1' is there already, at requests[0]",
        ),
        (
            {"requests": [], "helpers": [HELPER | {"capacity": "2"}]},
            'helpers[0].capacity: must be a number, not "2"',
        ),
        ({"requests": [], "helpers": [HELPER | {"skills": {"typing": None}}]}, "helpers[0].skills.typing"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(tmp_path, content, why):
    done = asked(tmp_path, content)

    assert done.exit_code == 2
    assert why in done.output and "Traceback" not in done.output


def test_learning_can_be_told_from_levels(tmp_path):
    expert, near = HELPER | {"id": "expert", "skills": {"typing": 1.0}}, HELPER | {"skills": {"typing": 0.95}}
    content = {"requests": [REQUEST], "helpers": [expert, near]}

    without, with_ = asked(tmp_path, content), asked(tmp_path, content, "--learning")

    assert json.loads(without.output)["matches"][0]["helper"] == "expert"
    assert json.loads(with_.output)["matches"][0]["helper"] == "bilal"
