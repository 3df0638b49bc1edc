"""What the commands on policies say when they are asked for something they can't do."""

import pytest
from typer.testing import CliRunner

from escalera.cli.engine import app


@pytest.fixture
def no_model(tmp_path):
    path = tmp_path / "model.npz"
    path.write_text("not a model")
    return str(path)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["gains", "MODEL"], "is not a model"),
        (["compare", "MODEL"], "say what is to be reached: --goal skill=level"),
        (["compare", "MODEL", "--goal", "typing"], "write skill=level"),
        (["compare", "MODEL", "--goal", "typing=7"], "a level lies between 0 and 1"),
        (["compare", "MODEL", "--goal", "typing=0.5"], "is not a model"),
        (["off-policy", "log.csv", "--model", "MODEL"], "say what is to be reached"),
        (["off-policy", "log.csv", "--model", "MODEL", "--policy", "random"], "is not a model"),
    ],
)
def test_a_refusal_says_what_to_do(no_model, words, why):
    result = CliRunner().invoke(app, [no_model if word == "MODEL" else word for word in words])

    assert result.exit_code == 2
    assert why in result.output and "Traceback" not in result.output
