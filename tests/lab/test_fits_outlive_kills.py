"""Real processes are killed in the middle of a fit: nothing is lost, and the result is the same."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

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
    out, seen, killed = tmp_path / "m.npz", set[str](), 0
    for pause in np.tile([0.0, 0.05], 6):
        running = subprocess.Popen(
            [*COMMAND, str(log), "--out", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Each fit dies once it has come farther than the last one, however slow the machine is.
        while running.poll() is None and kept_beside(out) <= seen:
            time.sleep(0.01)
        time.sleep(pause)
        if running.poll() is not None:
            break
        running.send_signal(signal.SIGKILL)
        running.wait()
        killed, seen = killed + 1, seen | kept_beside(out)
        assert not out.exists() or models.load(out)
    subprocess.run([*COMMAND, str(log), "--out", str(out)], check=True, capture_output=True)

    assert killed >= 2  # a quick machine is done after a few
    long_logs.assert_same(models.load(out), alone)
    assert [path.name for path in tmp_path.iterdir()] == ["m.npz"]


def kept_beside(out):
    """What a fit that is not done has kept; a fit may end, and take it away, while we look."""
    try:
        return {path.name for path in out.with_name(f"{out.name}.state").iterdir()}
    except FileNotFoundError:
        return set()


def kill_one_of(pids):
    """Kill the first that still lives; one that was killed before may not be replaced yet."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
    return False


def test_a_killed_process_of_two_changes_nothing(log, alone, tmp_path):
    crew, killed = crews.Processes(2), []

    def kill_one(stage, share):
        if stage in ("seconds", "items") and stage not in killed:
            killed.extend([stage] * kill_one_of(crew.pids))

    try:
        model = fitting.fit(Task([log], tmp_path / "m.npz"), crew, report=kill_one)
    finally:
        crew.close()

    assert killed == ["seconds", "items"]
    long_logs.assert_same(model, alone)


def test_a_killed_dask_worker_changes_nothing(log, alone, tmp_path, monkeypatch):
    monkeypatch.setattr(crews, "PATIENCE_S", 60.0)  # this one does answer, on a loaded machine late
    distributed = pytest.importorskip("distributed", reason="a cluster needs dask")
    killed = []
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster:
        crew = crews.Cluster(cluster.scheduler_address)

        def kill_one(stage, share):
            if stage in ("seconds", "items") and stage not in killed:
                pids = [nanny.pid for nanny in cluster.workers.values() if nanny.pid]
                killed.extend([stage] * kill_one_of(pids))

        try:
            model = fitting.fit(Task([log], tmp_path / "m.npz"), crew, report=kill_one)
        finally:
            crew.close()

    assert killed == ["seconds", "items"]
    long_logs.assert_same(model, alone)
