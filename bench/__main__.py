"""Run every measurement and keep what it printed: python -m bench [NAME ...]

Each result goes to bench/results/NAME.txt with machine, commit, date and command.
"""

import os
import platform
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results"
SUITE = {
    "engine_speed": ["bench/engine_speed.py"],
    "policies": ["bench/policies.py", "--worlds", "3", "--workers", "20"],
    "prediction": ["bench/prediction.py"],
}


def main() -> int:
    names = sys.argv[1:] or list(SUITE)
    RESULTS.mkdir(exist_ok=True)
    return max(measure(name) for name in names)


def measure(name: str) -> int:
    """Run one measurement; its words go to the screen and to its file."""
    print(f"== {name}", flush=True)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *SUITE[name]], cwd=HERE.parent, capture_output=True, text=True, check=False
    )
    print(done.stdout or done.stderr)
    head = (
        f"{about()}\ncommand: python {' '.join(SUITE[name])}\nseconds: {time.perf_counter() - began:.0f}\n\n"
    )
    (RESULTS / f"{name}.txt").write_text(head + done.stdout)
    return done.returncode


def about() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout
    cores = os.cpu_count()
    return (
        f"commit: {commit.strip()}\ndate: {time.strftime('%Y-%m-%d')}\n"
        f"machine: {platform.machine()}, {cores} cores, {platform.system()}, Python {platform.python_version()}"
    )


if __name__ == "__main__":
    sys.exit(main())
