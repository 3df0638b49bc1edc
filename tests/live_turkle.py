"""A real Turkle, started by the tests on a port of its own; it can be killed and started again."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import httpx

TOOLS = Path(__file__).parents[1] / "tools" / "platforms"
ADMIN = "boss"


class LiveTurkle:
    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self.database = folder / "turkle.sqlite3"
        self._process: subprocess.Popen[bytes] | None = None
        self._python = subprocess.run(
            ["sh", TOOLS / "turkle.sh"], check=True, capture_output=True, text=True
        ).stdout.strip()
        self.token = self._prepared()
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        command = [
            self._python,
            TOOLS / "turkle_site" / "manage.py",
            "runserver",
            str(self._port),
            "--noreload",
        ]
        self._process = subprocess.Popen(
            command,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _ in range(300):
            try:
                httpx.get(self.address, timeout=5)
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("Turkle did not start")

    def kill(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def close_batches(self) -> None:
        """One server for many tests: what earlier ones left is no longer offered. Its API can't do this."""
        with closing(sqlite3.connect(self.database)) as database, database:
            database.execute("UPDATE turkle_batch SET published = 0")

    def answers(self, batch: int) -> list[dict[str, str]]:
        """What was handed in, with the username, from its database: its table of results loses its end."""
        query = (
            "SELECT answers, username FROM turkle_taskassignment a JOIN turkle_task t ON t.id = a.task_id "
            "LEFT JOIN auth_user u ON u.id = a.assigned_to_id WHERE a.completed AND t.batch_id = ?"
        )
        with closing(sqlite3.connect(self.database)) as database:
            return [{**json.loads(said), "username": name} for said, name in database.execute(query, [batch])]

    def _prepared(self) -> str:
        """A database with an administrator, whose token it is. One process: starting Django thrice takes longer."""
        command = [self._python, TOOLS / "turkle_site" / "prepare.py", ADMIN]
        return subprocess.run(
            command, env=self._environment(), check=True, capture_output=True, text=True
        ).stdout.strip()

    def _environment(self) -> dict[str, str]:
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return keep | {"TURKLE_FOLDER": str(self._folder)}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
