"""The product as people run it: `escalera run` on a folder of its own."""

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """A product that runs: its address, its folder, its process."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]


def start(home: Path, port: int, **environment: str) -> Running:
    command = [sys.executable, "-c", "from escalera.cli.main import run; run()", "run", "--port", str(port)]
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    process = subprocess.Popen(
        command,
        env={**clean, "ESCALERA_WARM": "0", "ESCALERA_HOME": str(home), **environment},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    running = Running(f"http://127.0.0.1:{port}", home, process)
    wait_until_it_answers(running)
    return running


def wait_until_it_answers(running: Running, seconds: float = 240) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert running.process.poll() is None, "escalera run stopped"
        try:
            httpx.get(running.url, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("escalera run did not answer")
