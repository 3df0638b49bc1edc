"""Every command of docs/tutorial.md runs in a shell as it stands, in order."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "tutorial.md"


def blocks() -> list[tuple[str, str]]:
    return re.findall(r"```(sh|text)\n(.*?)```", PAGE.read_text(), flags=re.S)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The folder after the tutorial, and each command with what it printed."""
    place = tmp_path_factory.mktemp("tutorial")
    scripts = Path(sys.executable).parent
    reader = {
        **os.environ,
        "PATH": f"{scripts}:{os.environ['PATH']}",
        "COLUMNS": "120",
        "OMP_NUM_THREADS": "1",
    }
    said = []
    for kind, text in blocks():
        if kind == "sh":
            done = subprocess.run(
                ["sh", "-ec", text], cwd=place, env=reader, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr}"
            said.append((text, done.stdout))
    return place, said


def printed(walked: tuple[Path, list[tuple[str, str]]], *words: str) -> str:
    return next(out for command, out in walked[1] if all(word in command for word in words))


def test_what_the_page_says_is_printed_is_printed(walked):
    order = blocks()
    shown = [text for kind, text in order if kind == "text"]
    after = [order[at - 1][1] for at, (kind, _) in enumerate(order) if kind == "text"]

    assert len(shown) == 2
    for text, command in zip(shown, after, strict=True):
        assert text.strip() in dict(walked[1])[command]


def test_the_gains_come_with_interval_evidence_and_who_said_so(walked):
    said = printed(walked, "gains model.npz --most 8")

    assert re.search(r"family-\d-\d │ skill-\d │ \d\.\d\d\* │ \d\.\d\d to \d\.\d\d +│ \d+ ", said)
    assert re.search(r"w\d+ \(0\.\d\d\)", said)
    rows = json.loads((walked[0] / "gains.json").read_text())
    assert {"task_type", "skill", "gain", "low", "high", "evidence", "peers", "said"} == set(rows[0])


def test_the_pictures_are_pictures(walked):
    for name, title in (("gains.svg", "What each task type teaches"), ("avance.svg", "Qué enseña")):
        picture = ElementTree.parse(walked[0] / name).getroot()
        assert title in picture.findtext("{http://www.w3.org/2000/svg}title", "")


def test_the_taught_tutor_is_quicker_than_chance(walked):
    said = printed(walked, "compare")
    minutes = {
        name.strip(): float("inf") if median.strip() == "over" else float(median)
        for name, median in re.findall(r"│ ([\w, -]+?) +│ +(\d+|over) +│", said)
    }

    assert {"oracle, one step", "tutor, taught by the log", "random", "mastery with prerequisites"} <= set(
        minutes
    )
    assert minutes["oracle, one step"] <= minutes["tutor, taught by the log"] < minutes["random"]


def test_the_log_tells_of_a_policy_it_did_not_follow(walked):
    said = printed(walked, "--policy relevant")

    for outcome in ("score", "minutes", "reached"):
        assert re.search(rf"{outcome} +│ +\d+\.\d+ +│ +\d+\.\d+ +│ \d+\.\d+ to \d+\.\d+ \(95%\)", said)
    assert "can't tell" not in printed(walked, "--policy mine.csv")
