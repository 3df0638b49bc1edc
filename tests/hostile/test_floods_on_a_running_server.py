"""Whatever floods in, the server says no without holding it, and answers the next person at once."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from running import Running, free_port, start

from hostile.inputs.floods import FLOODS, Flood

pytestmark = pytest.mark.prove
MOST_MEMORY_MB = 500


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("home"), free_port())
    yield running
    running.process.terminate()
    running.process.wait(timeout=20)


@pytest.mark.parametrize("flood", FLOODS, ids=[flood.name for flood in FLOODS])
def test_it_is_refused_and_the_next_person_is_answered(flood: Flood, running: Running) -> None:
    answer = sent(flood, running.url.removeprefix("http://"))

    assert re.match(rb"HTTP/1\.[01] 4\d\d ", answer) or answer == b"", answer[:200]
    assert b"Traceback" not in answer
    assert httpx.get(f"{running.url}/jobs/", timeout=60).status_code == 200
    assert largest_mb(running.process.pid) < MOST_MEMORY_MB


def sent(flood: Flood, host: str) -> bytes:
    """What came back; nothing where the server closed the door while we were still pushing."""
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=120) as door:
        try:
            for piece in flood.sent(host):
                door.sendall(piece)
            door.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        try:
            return door.recv(20_000)
        except OSError:
            return b""


def largest_mb(parent: int) -> int:
    """Most memory that a process of the server ever had."""
    family = [parent]
    for process in family:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            family += map(int, task.read_text().split())
    peaks = [re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in family]
    return max(int(peak[1]) for peak in peaks if peak) // 1024
