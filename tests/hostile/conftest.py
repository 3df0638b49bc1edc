"""The host that forks for each input, a file nobody may read, a port nobody may reach."""

import json
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

SECRET = "a canary sings in the mine 7f3a"


@dataclass
class Listener:
    """Whatever it hears has got out. `came` counts connections, also those that said nothing."""

    port: int
    came: int = 0
    heard: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="session")
def listener() -> Iterator[Listener]:
    found = Listener(0)

    class Heard(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            found.came += 1
            if words := self.request.recv(200):
                found.heard.append(words)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Heard) as server:
        found.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


@dataclass
class Host:
    process: subprocess.Popen[str]
    known: dict[str, str]
    canary: Path

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line, "the host has ended"
        found: dict[str, Any] = json.loads(line)
        return found


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    home = tmp_path_factory.mktemp("hostile")
    canary = home / "canary.txt"
    canary.write_text(SECRET)
    tests = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("host.py")), str(home / "home")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": f"{tests.parent / 'src'}:{tests}"},
    )
    host = Host(process, {}, canary)
    host.known = host.answer()["ready"]
    yield host
    assert process.stdin
    process.stdin.close()
    process.wait(timeout=60)
