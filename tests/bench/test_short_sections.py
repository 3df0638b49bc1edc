"""Every section of the bench runs, in a small size, and hands in figures."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench.__main__ import SECTIONS
from bench.report import CANNOT

ROOT = Path(__file__).parents[2]
# Sections whose short run takes more than some seconds are proved apart.
SLOW = {
    "prediction",
    "gains",
    "planning",
    "pay",
    "pages",
    "scale",
    "off_policy",
    "matching",
    "speed_of_matching",
    "reading",
    "advice",
    "solidarity",
    "ways",
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.prove] if name in SLOW else []) for name in SECTIONS]
)
def test_a_short_run_hands_in_figures(name, tmp_path):
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}

    done = subprocess.run(
        [sys.executable, "-m", f"bench.{name}", "--short", "--out", str(tmp_path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    if done.returncode == CANNOT:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    kept = json.loads((tmp_path / f"{name}.json").read_text())
    assert kept["short"] and kept["figures"]
    assert all(figure["verdict"] in ("pass", "short", "no floor") for figure in kept["figures"])
