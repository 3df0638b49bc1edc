"""A new guest's step of one task type of a running product: its address and the guest's session."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from running import Running

SCRIPT = Path(__file__).with_name("every_step.py")


def beside(site: Running, *arguments: str) -> Any:
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    found = subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        env={**clean, "ESCALERA_HOME": str(site.home)},
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def steps_of(site: Running, task_type: str, language: str = "en") -> tuple[str, str]:
    given = beside(site, "give", language)
    step = next(one["step"] for one in given["steps"] if one["task_type"] == task_type)
    return f"/steps/{step}/", given["session"]
