"""Where and when a figure was measured."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class About:
    """What every result says about itself; `commit` ends in +changes when files differ from it."""

    machine: str
    seed: int
    commit: str
    date: str
    load: float
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    short: bool = False

    @property
    def line(self) -> str:
        return f"{self.machine} · seed {self.seed} · commit {self.commit} · {self.date}"


def about(seed: int) -> About:
    return About(
        machine=machine(),
        seed=seed,
        commit=commit(),
        date=time.strftime("%Y-%m-%d"),
        load=round(os.getloadavg()[0], 1),
    )


def machine() -> str:
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{processor()}, {os.cpu_count()} cores, {memory_gb():.0f} GB, {system}"


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def memory_gb() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def commit() -> str:
    name = _git("rev-parse", "--short", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", "src", "bench/*.py")
    return f"{name}+changes" if changed else name


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()
