"""Files stay readable, and nothing names this machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDORED = "vendor"


def tracked(*patterns: str) -> list[Path]:
    names = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).exists()]


def test_every_source_file_is_under_300_lines():
    files = tracked("src/*.py", "src/*.html", "src/*.js", "src/*.css")
    long = {
        str(file.relative_to(ROOT)): lines
        for file in files
        if "migrations" not in file.parts and VENDORED not in file.parts
        if (lines := len(file.read_text().splitlines())) >= 300
    }

    assert files
    assert long == {}


def test_no_module_has_a_name_that_says_nothing():
    empty = {"utils", "helpers", "common", "misc", "manager", "data", "info"}
    found = [str(file) for file in tracked("src/*.py") if file.stem in empty and file.parent.name != "cli"]

    assert found == []


@pytest.mark.parametrize("pattern", [r"(^|[^A-Za-z0-9_.])/w[o]rk/", r"pypi\.o[r]g", r"registry\.npmj[s]"])
def test_nothing_names_a_machine_or_a_registry(pattern):
    texts = [
        f
        for f in tracked()
        if f.suffix in {".py", ".md", ".toml", ".txt", ".sh", ".html", ".js", ".css", ".po", ""}
    ]
    found = [
        str(f.relative_to(ROOT))
        for f in texts
        if f.is_file() and re.search(pattern, f.read_text(errors="ignore"), re.M)
    ]

    assert found == []
