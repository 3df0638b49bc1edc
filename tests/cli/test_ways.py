"""`escalera ways` prints the comparison, and nothing of fewer than ten people."""

import pytest
from typer.testing import CliRunner

from escalera.cli import main
from escalera.coaching.ways import estimating
from wayfaring import circles_helped, lived

pytestmark = pytest.mark.usefixtures("tasks_loaded")
SHOWN = "far from the goal, fewer hours, Spanish, not with others before: circle +"


@pytest.fixture
def printed(monkeypatch):
    def run() -> str:
        main.mount()
        result = CliRunner().invoke(main.app, ["ways"])
        assert result.exit_code == 0, result.output
        return result.output

    monkeypatch.setattr(main.app, "registered_groups", [])
    monkeypatch.setattr(main.app, "registered_commands", list(main.app.registered_commands))
    return run


def test_ways_are_compared_by_what_was_offered(noon, printed):
    circles_helped(noon)
    lived("circle", noon, people=5, gained=0.8, declined_at=noon, took_part=False)
    estimating.estimate(now=noon)

    said = printed()

    assert "circle  +1." in said and "20 periods, 25% declined, 75% went that way, 4.0 h spent" in said
    assert SHOWN in said and "(20 people)" in said


def test_nothing_is_said_of_fewer_than_ten(noon, printed):
    circles_helped(noon, people=9)
    estimating.estimate(now=noon)

    said = printed()

    assert said.count("fewer than ten people") == 4
    assert "no kind yet" in said and "+" not in said
