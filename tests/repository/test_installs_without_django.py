"""`pip install escalera` brings engine, lab and command line, and their tests pass there, without Django."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.prove


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The folder of programs of a fresh environment that holds the package without extras, and pytest."""
    folder = tmp_path_factory.mktemp("alone")
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    environment = os.environ | {"PIP_CONSTRAINT": str(ROOT / "constraints.txt")}
    install = [folder / "bin" / "pip", "install", "--quiet", str(ROOT), "pytest", "hypothesis"]
    subprocess.run(install, check=True, env=environment)
    return folder / "bin"


def ran(program, *arguments, cwd=ROOT):
    # The project's own folder must not lend a package to the fresh environment.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [str(program), *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment | {"OMP_NUM_THREADS": "1"}, capture_output=True, text=True
    )


def test_there_is_no_django(alone):
    found = ran(alone / "python", "-c", "import escalera.engine, escalera.lab.logs, django")

    assert "No module named 'django'" in found.stderr


def test_the_tests_of_engine_and_lab_pass(alone):
    tested = ran(
        alone / "pytest", "-q", "-p", "no:cacheprovider", "-m", "not prove", "tests/engine", "tests/lab"
    )

    assert tested.returncode == 0, tested.stdout[-4000:] + tested.stderr[-1000:]
    assert " passed" in tested.stdout


def test_the_command_line_is_there(alone, tmp_path):
    for group in ("engine", "pay"):
        shown = ran(alone / "escalera", group, "--help", cwd=tmp_path)
        assert shown.returncode == 0, shown.stderr
        assert "evaluate" in shown.stdout


@pytest.mark.parametrize("command", [["jobs", "list"], ["paths", "plan", "--json"], ["data"], ["run"]])
def test_what_needs_the_web_says_what_to_install(alone, tmp_path, command):
    refused = ran(alone / "escalera", *command, cwd=tmp_path)

    assert refused.returncode == 2
    assert "pip install 'escalera[web]'" in refused.stderr
    assert "Traceback" not in refused.stderr
