"""Real processes are killed in the middle of a fit: nothing is lost, and the result is the same."""

import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

import long_logs
from escalera.lab import fitting, models
from escalera.lab.bulk import crews
from escalera.lab.fitting import Task

pytestmark = pytest.mark.prove
COMMAND = [sys.executable, "-m", "escalera", "engine", "fit"]


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return long_logs.write(
        tmp_path_factory.mktemp("log") / "log.csv", long_logs.rows(workers=200, attempts=40)
    )


@pytest.fixture(scope="module")
def alone(log, tmp_path_factory):
    return fitting.fit(Task([log], tmp_path_factory.mktemp("alone") / "m.npz"))


def test_kill_9_again_and_again_and_the_model_is_the_same(log, alone, tmp_path):
    out, killed = tmp_path / "m.npz", 0
    patience = np.linspace(0.8, 6.0, 12)
    for wait in patience:
        running = subprocess.Popen(
            [*COMMAND, str(log), "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + wait
        while running.poll() is None and time.monotonic() < until:
            time.sleep(0.05)
        if running.poll() is not None:
            break
        running.send_signal(signal.SIGKILL)
        running.wait()
        killed += 1
        assert not out.exists() or models.load(out)
    subprocess.run([*COMMAND, str(log), "--out", str(out)], check=True, capture_output=True)

    assert killed >= 2
    long_logs.assert_same(models.load(out), alone)
    assert [path.name for path in tmp_path.iterdir()] == ["m.npz"]


def test_a_killed_process_of_two_changes_nothing(log, alone, tmp_path):
    crew, killed = crews.Processes(2), []

    def kill_one(stage, share):
        if stage in ("seconds", "items") and stage not in [name for name, _ in killed]:
            victim = next(iter(crew.pids))
            os.kill(victim, signal.SIGKILL)
            killed.append((stage, victim))

    try:
        model = fitting.fit(Task([log], tmp_path / "m.npz"), crew, report=kill_one)
    finally:
        crew.close()

    assert len(killed) == 2
    long_logs.assert_same(model, alone)


def test_a_killed_dask_worker_changes_nothing(log, alone, tmp_path):
    distributed = pytest.importorskip("distributed", reason="a cluster needs dask")
    killed = []
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        crew = crews.Cluster(cluster.scheduler_address)

        def kill_one(stage, share):
            if stage in ("seconds", "items") and stage not in [name for name, _ in killed]:
                victim = next(nanny.pid for nanny in cluster.workers.values() if nanny.pid)
                os.kill(victim, signal.SIGKILL)
                killed.append((stage, victim))

        try:
            model = fitting.fit(Task([log], tmp_path / "m.npz"), crew, report=kill_one)
        finally:
            crew.close()

    assert len(killed) == 2
    long_logs.assert_same(model, alone)
