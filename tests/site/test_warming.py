"""A web process loads what reads a posting by itself, after the first pages."""

import os
import signal
import time
from pathlib import Path

import pytest
from running import free_port, start

from escalera.cli import serve
from escalera.jobs import reading
from escalera.site import warming


@pytest.fixture
def warmed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    told: list[bool] = []
    monkeypatch.setattr(reading, "warm", lambda: told.append(True))
    monkeypatch.setattr(warming, "AFTER_S", 0.0)
    return told


def wait_for(told: list[bool]) -> None:
    end = time.monotonic() + 5
    while not told and time.monotonic() < end:
        time.sleep(0.01)


def test_a_process_that_serves_is_warmed_beside_its_work(warmed, monkeypatch):
    monkeypatch.delenv("ESCALERA_WARM", raising=False)

    warming.post_worker_init(None)

    wait_for(warmed)
    assert warmed == [True]


def test_a_machine_with_little_memory_leaves_it_to_the_first_posting(warmed, monkeypatch):
    monkeypatch.setenv("ESCALERA_WARM", "0")

    warming.post_worker_init(None)

    time.sleep(0.1)
    assert warmed == []


def test_the_web_server_is_told_of_it(monkeypatch):
    asked: list[list[str]] = []
    monkeypatch.setattr(serve.subprocess, "Popen", asked.append)

    serve.web("127.0.0.1", 8000, 2)

    assert "python:escalera.site.warming" in asked[0]


@pytest.mark.prove
def test_a_server_that_nobody_asks_makes_its_index(tmp_path: Path):
    running = start(tmp_path, free_port(), ESCALERA_WARM="1")
    try:
        assert not list(tmp_path.glob("matching/*/labels.json"))

        end = time.monotonic() + 120
        while not list(tmp_path.glob("matching/*/labels.json")) and time.monotonic() < end:
            time.sleep(0.5)

        assert list(tmp_path.glob("matching/*/labels.json"))
    finally:
        os.killpg(running.process.pid, signal.SIGTERM)
        running.process.wait(timeout=30)
