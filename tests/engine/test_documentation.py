import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def test_the_tutorial_runs_as_it_stands(capsys):
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "engine.md").read_text(), flags=re.S)

    readers_own: dict[str, object] = {"__name__": "tutorial"}
    for block in blocks:
        exec(compile(block, "docs/engine.md", "exec"), readers_own)

    said = capsys.readouterr().out
    chance, tutored = (
        float(number) for number in re.findall(r"by chance (\d+), with the tutor (\d+)", said)[0]
    )
    assert tutored < chance


@pytest.mark.parametrize(
    "name",
    ["belief", "gains", "planning", "pay", "pay-with-unpaid-time", "simulation", "off-policy", "judgement"],
)
def test_every_algorithm_page_names_files_that_exist(name):
    page = (DOCS / "algorithms" / f"{name}.md").read_text()

    named = re.findall(r"`(engine/[\w/]+\.py)`", page)

    source = DOCS.parent / "src" / "escalera"
    assert named or name == "simulation"
    assert all((source / file).exists() for file in named)
