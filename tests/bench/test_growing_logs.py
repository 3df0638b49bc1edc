"""Made logs are the same for the same seed, and two models are as far apart as their farthest numbers."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("pyarrow", reason="made logs are Parquet")

from bench import made_logs, scale
from escalera.engine import Catalogue, Gains, TaskType
from escalera.lab.models import Model


def read(folder):
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(folder).to_pylist()


def test_the_same_seed_makes_the_same_log(tmp_path):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        made_logs.write(tmp_path / name, 400, seed=seed)

    rows = read(tmp_path / "one")
    assert len(rows) == 400
    assert len({row["worker"] for row in rows}) == 4
    assert read(tmp_path / "again") == rows
    assert read(tmp_path / "other") != rows


def test_made_workers_get_better_at_what_teaches(tmp_path):
    made_logs.write(tmp_path / "log", 100_000, seed=1)

    score = np.array([row["score"] for row in read(tmp_path / "log")]).reshape(-1, made_logs.ATTEMPTS)

    assert score[:, -30:].mean() > score[:, :30].mean() + 0.01


def test_the_difference_of_two_models_is_that_of_their_farthest_numbers():
    catalogue = Catalogue.of(skills=["s"], task_types=[TaskType("t", {"s": 1.0})])
    model = Model(catalogue, Gains.declared(catalogue))
    moved = replace(model, catalogue=replace(catalogue, seconds=catalogue.seconds + 0.25))
    renamed = replace(model, catalogue=replace(catalogue, task_types=("u",)))

    assert scale.difference(model, model) == 0.0
    assert scale.difference(model, moved) == pytest.approx(0.25)
    assert scale.difference(model, renamed) == float("inf")


def test_memory_counts_a_process_with_all_that_descend_from_it():
    # Each says that it stands before it is weighed (just forked it holds next to nothing), and stays until we hang up.
    stay = "print(flush=True); sys.stdin.read()"
    child = f"p = subprocess.Popen([sys.executable, '-c', {'import sys; ' + stay!r}], stdout=-1); p.stdout.readline(); "
    command = [sys.executable, "-c", "import subprocess, sys; " + child + stay]
    with subprocess.Popen(command, stdin=-1, stdout=-1) as parent:
        parent.stdout.readline()
        family = scale._family(parent.pid)
        held = [scale._resident(pid) for pid in family]

    assert len(family) == 2
    assert min(held) > 1_000_000
