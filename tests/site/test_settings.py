"""One settings file that fails with a hint, and is safe where the public comes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def python(home: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    settings = {"DJANGO_SETTINGS_MODULE": "escalera.site.settings", "ESCALERA_HOME": str(home)}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**kept, **settings, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        cwd=ROOT,
    )


@pytest.mark.parametrize("address", ["", "nonsense", "mongodb://x/y", "postgres://a:b@host:port/name"])
def test_a_database_address_that_cannot_be_read_fails_with_a_hint(tmp_path, address):
    told = python(tmp_path, "-m", "escalera", "jobs", "list", DATABASE_URL=address)

    assert told.returncode == 2
    assert "Write postgres://user:password@host:5432/name" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_database_that_does_not_answer_is_named_as_the_reason(tmp_path):
    told = python(
        tmp_path, "-m", "escalera", "jobs", "list", DATABASE_URL="postgres://a:secret@127.0.0.1:9/x"
    )

    assert told.returncode == 2
    assert "Check DATABASE_URL" in told.stderr
    assert "Traceback" not in told.stderr
    assert "secret" not in told.stderr


def test_a_public_host_without_a_secret_key_fails_with_a_hint(tmp_path):
    told = python(tmp_path, "-m", "escalera", "jobs", "list", ESCALERA_PUBLIC_HOST="escalera.example")

    assert told.returncode == 2
    assert "SECRET_KEY is not set" in told.stderr
    assert "Traceback" not in told.stderr


def test_on_one_machine_a_secret_key_is_made_once_and_nobody_else_reads_it(tmp_path):
    ask = ("-c", "from django.conf import settings; print(settings.SECRET_KEY)")

    first, second = python(tmp_path, *ask).stdout, python(tmp_path, *ask).stdout

    assert len(first.strip()) >= 50
    assert first == second
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_django_finds_nothing_to_say_about_a_public_host(tmp_path):
    told = python(
        tmp_path,
        "-m",
        "django",
        "check",
        "--deploy",
        "--fail-level",
        "INFO",
        ESCALERA_PUBLIC_HOST="escalera.example",
        SECRET_KEY="k7Qm2xVb9Zr4Tn8Wd1Lp6Hs3Yc5Gf0Ja-long-enough-to-be-a-secret-key",
    )

    assert told.returncode == 0, told.stdout + told.stderr
    assert "no issues" in told.stdout


def test_a_folder_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").write_text("")

    told = python(tmp_path / "file" / "home", "-m", "escalera", "jobs", "list")

    assert told.returncode == 2
    assert "Set ESCALERA_HOME" in told.stderr
    assert "Traceback" not in told.stderr
