"""However many brokers and answers run at once, and however often they are killed: nobody is asked above their capacity,
no request has two helpers, and nobody is asked twice about one."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from postgres import cluster

from conftest import NOON, someone
from escalera.coaching.helping import broker
from escalera.coaching.helping.models import Asking
from helping import stuck, would_help

from . import helping_at_once

SCRIPT = Path(helping_at_once.__file__)
PROCESSES, KILLS = 4, 15
DONE_BETWEEN_KILLS = 12  # things in the ledger: a slow machine is killed as often as a quick one

OVER_CAPACITY = (
    "SELECT count(*) FROM (SELECT a.helper_id FROM coaching_asking a JOIN coaching_willingness w"
    " ON w.person_id = a.helper_id GROUP BY a.helper_id, w.weekly HAVING count(*) > w.weekly) x"
)
TWO_HELPERS = (
    "SELECT count(*) FROM (SELECT request_id FROM coaching_asking WHERE declined_at IS NULL"
    " AND lapsed_at IS NULL GROUP BY request_id HAVING count(*) > 1) x"
)
ASKED_TWICE = (
    "SELECT count(*) FROM (SELECT request_id FROM coaching_asking GROUP BY request_id, helper_id"
    " HAVING count(*) > 1) x"
)
TWO_HELPED = (
    "SELECT count(*) FROM (SELECT request_id FROM coaching_asking WHERE accepted_at IS NOT NULL"
    " AND declined_at IS NULL GROUP BY request_id HAVING count(*) > 1) x"
)
WRONG = (OVER_CAPACITY, TWO_HELPERS, ASKED_TWICE, TWO_HELPED)


def wrong_rows(database) -> list[int]:
    """One snapshot, four questions: each must find nothing."""
    return [database.execute(question).fetchone()[0] for question in WRONG]


@pytest.mark.django_db(transaction=True)
def test_twelve_threads_broker_and_answer_at_once(tasks_loaded):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; tools/postgres.py runs this")
    helpers = [someone() for _ in range(6)]
    for n, helper in enumerate(helpers):
        would_help(helper, NOON, weekly=1 + n % 3)
    for _ in range(30):
        stuck(someone(), NOON - timedelta(hours=5))

    wrong = helping_at_once.in_threads(5, 8, threads=12)

    assert wrong == []
    times = Counter(Asking.objects.values_list("helper", flat=True))
    assert all(times[one.pk] <= 1 + n % 3 for n, one in enumerate(helpers))
    with connection.cursor() as cursor:
        found = []
        for question in WRONG:
            cursor.execute(question)
            found.append(cursor.fetchone()[0])
    assert found == [0, 0, 0, 0]
    assert broker.used_by({helpers[0].pk}, NOON)[helpers[0].pk] <= 1


def done_in(database) -> int:
    return database.execute("SELECT count(*) FROM ledger_event").fetchone()[0]


def watched_until(database, done: int, seconds: float = 120) -> list[list[int]]:
    """What was wrong at each look, until so much was done."""
    found, end = [], time.monotonic() + seconds
    while done_in(database) < done:
        assert time.monotonic() < end, "nothing is done any more"
        found.append(wrong_rows(database))
        time.sleep(0.1)
    return found


class Process:
    """One that works until it is killed, and then another in its place."""

    def __init__(self, seed: int, environment: dict[str, str]) -> None:
        self.seed, self.environment = seed, environment
        self.errors = b""
        self.start()

    def start(self) -> None:
        self.seed += 1000
        self.running = subprocess.Popen(
            [sys.executable, str(SCRIPT), str(self.seed)], env=self.environment, stderr=subprocess.PIPE
        )

    def kill(self) -> None:
        self.running.kill()
        assert self.running.stderr
        self.errors += self.running.stderr.read()
        self.running.wait()


@pytest.mark.prove
def test_killed_brokers_ask_nobody_above_capacity(tmp_path):
    chance, seen = random.Random(3), []
    with cluster(durable=True) as url:
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "escalera.site.settings",
            "ESCALERA_HOME": str(tmp_path),
        }
        for command in (["-m", "django", "migrate", "--verbosity", "0"], [str(SCRIPT), "stage"]):
            subprocess.run([sys.executable, *command], env=environment, check=True)
        processes = [Process(n, environment) for n in range(PROCESSES)]
        with psycopg.connect(url, autocommit=True) as database:
            for _ in range(KILLS):
                seen += watched_until(database, done_in(database) + chance.randint(1, 2 * DONE_BETWEEN_KILLS))
                victim = chance.choice(processes)
                victim.kill()
                victim.start()
            for one in processes:
                one.kill()
            seen.append(wrong_rows(database))
            asked = database.execute("SELECT count(*) FROM coaching_asking").fetchone()[0]
            answered = database.execute(
                "SELECT count(*) FROM coaching_asking WHERE accepted_at IS NOT NULL OR declined_at IS NOT NULL"
            ).fetchone()[0]

    assert [rows for rows in seen if any(rows)] == []
    assert [one.errors for one in processes] == [b""] * PROCESSES
    room = sum(helping_at_once.weekly(n) for n in range(helping_at_once.HELPERS))
    assert room >= asked > room / 2
    assert answered > 0
