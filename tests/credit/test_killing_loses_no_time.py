"""10,000 transfers by six processes that are killed with -9 again and again: each is made once, the sum is zero."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

import psycopg
import pytest
from postgres import cluster

from .transferring import PEOPLE, balances, person_id, plan

SEED, TRANSFERS, PROCESSES = 11, 10_000, 6
TOLD_BETWEEN_KILLS = 100  # a slow machine is killed as often as a quick one
TRANSFERRING = Path(__file__).with_name("transferring.py")

pytestmark = pytest.mark.prove


class Worker(threading.Thread):
    """Keeps a process at work on its numbers; whoever kills it costs only what was not acknowledged."""

    def __init__(self, numbers: list[int], environment: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.left, self.environment = dict.fromkeys(numbers), environment
        self.life: int | None = None
        self.told = self.lives = 0

    def run(self) -> None:
        command = [sys.executable, str(TRANSFERRING), str(SEED), str(TRANSFERS)]
        pipe = subprocess.PIPE
        with subprocess.Popen(
            command, env=self.environment, text=True, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL
        ) as keeper:
            assert keeper.stdin and keeper.stdout
            while self.left:
                print(*self.left, file=keeper.stdin, flush=True)
                self.lives += 1
                self._hear(keeper.stdout)

    def _hear(self, said: IO[str]) -> None:
        """What one life says, until it is gone. Raises AssertionError if who keeps the lives is gone too."""
        for line in said:
            word, *rest = line.split()
            if word == "ended":
                self.life = None
                return
            if word == "life":
                self.life = int(rest[0])
            else:
                self.left.pop(int(word), None)
                self.told += 1
        raise AssertionError("the process that begins lives has ended")

    def kill(self) -> bool:
        """Kill what is at work now with -9; whether there was anything."""
        try:
            if self.life is None or not self.left:
                return False
            os.kill(self.life, signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True


def prepared(url: str) -> dict[str, str]:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "escalera.site.settings"}
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=environment, check=True
    )
    with psycopg.connect(url) as database, database.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_person"
            " (id, language, grammar, country, state, locality_size, sees_moderation, created_at)"
            " VALUES (%s, 'en', 'neutral', '', '', '', false, now())",
            [(person_id(number),) for number in range(PEOPLE)],
        )
    return environment


def kill_now_and_then(workers: list[Worker], chance: random.Random) -> int:
    """Until all is done; returns how many were killed while they had something left to do."""
    kills, next_at = 0, TOLD_BETWEEN_KILLS
    while any(worker.is_alive() for worker in workers):
        time.sleep(0.01)
        if sum(worker.told for worker in workers) >= next_at and chance.choice(workers).kill():
            kills += 1
            next_at += TOLD_BETWEEN_KILLS * chance.uniform(0.5, 1.5)
    return kills


def test_ten_thousand_transfers_survive_kills(tmp_path):
    chance = random.Random(SEED)
    numbers = list(range(TRANSFERS))
    with cluster(durable=True) as url:
        environment = prepared(url) | {"ESCALERA_HOME": str(tmp_path)}
        # Everybody's numbers lie in no order, and a tenth of them is given to a second process too.
        shares = [
            numbers[worker::PROCESSES] + numbers[(worker + 1) % PROCESSES :: 10 * PROCESSES]
            for worker in range(PROCESSES)
        ]
        workers = [Worker(chance.sample(share, len(share)), environment) for share in shares]
        for worker in workers:
            worker.start()
        kills = kill_now_and_then(workers, chance)

        with psycopg.connect(url) as database:
            made = database.execute("SELECT count(*) FROM credit_transfer").fetchone()
            moved = dict(
                database.execute(
                    "SELECT person_id, sum(side * seconds) FROM credit_movement m JOIN credit_transfer t"
                    " ON t.id = m.transfer_id JOIN credit_timeaccount a ON a.id = m.account_id GROUP BY person_id"
                ).fetchall()
            )
            pairs = database.execute(
                "SELECT count(*) FROM (SELECT transfer_id FROM credit_movement GROUP BY transfer_id"
                " HAVING count(*) = 2 AND sum(side) = 0) whole"
            ).fetchone()

    assert kills >= 60
    assert sum(worker.lives for worker in workers) >= PROCESSES + 60
    assert not any(worker.left for worker in workers)
    assert made == pairs == (TRANSFERS,)
    assert moved == {person_id(who): seconds for who, seconds in balances(plan(SEED, TRANSFERS)).items()}
    assert sum(moved.values()) == 0
