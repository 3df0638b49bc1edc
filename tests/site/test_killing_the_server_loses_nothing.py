"""500 answers are sent while everything is killed with -9 again and again: none is lost, none is doubled."""

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
import pytest
from postgres import cluster
from running import Running, free_port, start

ANSWERS = 500
ANSWERS_BETWEEN_KILLS = 50

pytestmark = pytest.mark.prove


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    if request.param == "sqlite":
        yield {"DATABASE_URL": f"sqlite:///{tmp_path}/home/escalera.sqlite3"}
    else:
        with cluster(durable=True) as url:
            yield {"DATABASE_URL": url}


class Killer(threading.Thread):
    """Kills the whole process group, as a power cut does, and starts it again, until told to stop.

    It waits for answers, not seconds: a fast machine is killed as often as a slow one, and a slow one gets on.
    """

    def __init__(self, running: Running, environment: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.running, self.environment = running, environment
        self.kills, self.stored, self.enough = 0, 0, threading.Event()

    def run(self) -> None:
        chance = random.Random(7)
        while self.waited_for(ANSWERS_BETWEEN_KILLS * chance.uniform(0.5, 1.5)):
            os.killpg(self.running.process.pid, signal.SIGKILL)
            self.kills += 1
            port = int(self.running.url.rsplit(":", 1)[1])
            self.running = start(self.running.home, port, **self.environment)

    def waited_for(self, answers: float) -> bool:
        """Whether so many more answers were stored before it was enough."""
        until = self.stored + answers
        while not self.enough.wait(0.02):
            if self.stored >= until:
                return True
        return False


def send_until_stored(client: httpx.Client, path: str, body: object) -> object:
    """What a phone does: send the same again until the server says that it has it."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            answer = client.post(path, json=body) if body is not None else client.get(path)
            if answer.status_code < 500:
                assert answer.status_code < 300, answer.text
                return answer.json()
        except httpx.HTTPError:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{path} was not answered for two minutes")


def begin(url: str) -> httpx.Client:
    client = httpx.Client(base_url=f"{url}/api", timeout=60)
    guest = client.post("/guests").json()
    client.headers["X-CSRFToken"] = guest["csrf_token"]
    client.headers["Referer"] = url
    job = client.get("/jobs").json()[0]["id"]
    assert client.post("/goal", json={"origin": "job", "origin_id": job}).status_code == 200
    return client


def counts(url: str) -> tuple[int, int, int]:
    """Attempts, different attempts, and attempts told to the engine, read from the database itself."""
    question = (
        "SELECT count(*), count(DISTINCT id), (SELECT sum(told) FROM learning_beliefstate) FROM tasks_attempt"
    )
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            return tuple(connection.execute(question).fetchone())  # type: ignore[return-value]
    with psycopg.connect(url) as connection:
        return tuple(connection.execute(question).fetchone())  # type: ignore[arg-type, return-value]


def test_no_answer_is_lost_or_doubled(database, tmp_path):
    running = start(tmp_path / "home", free_port(), **database)
    client = begin(running.url)
    killer = Killer(running, database)
    killer.start()
    try:
        for number in range(ANSWERS):
            step = send_until_stored(client, "/next-step", None)["step"]
            attempt = {"id": str(uuid4()), "step": step["id"], "answer": {}, "seconds": 30 + number % 50}
            stored = send_until_stored(client, "/attempts", [attempt])
            assert stored[0]["state"] == "stored"
            killer.stored += 1
            if number % 5 == 0:
                send_until_stored(client, "/attempts", [attempt])
    finally:
        killer.enough.set()
        killer.join(timeout=120)
        os.killpg(killer.running.process.pid, signal.SIGKILL)

    assert killer.kills >= 5
    assert counts(database["DATABASE_URL"]) == (ANSWERS, ANSWERS, ANSWERS)
