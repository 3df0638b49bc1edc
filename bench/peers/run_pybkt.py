"""Run pyBKT on the shared logs, with and without forgetting, and keep its predictions and its time.

sh bench/peers/environment.sh && python -m bench.peers.run_pybkt
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from bench.peers import kept, shared_logs
from escalera.lab import measures

BENCH = Path(__file__).parents[1]
PYTHON = BENCH / ".peers" / "pybkt" / "bin" / "python"
SEED = 20261123


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", nargs="*", default=shared_logs.NAMES)
    parser.add_argument("--only", choices=("pybkt", "pybkt-forgets"))
    parser.add_argument(
        "--fits", type=int, default=5, help="random starts of the fit (pyBKT's own default: 5)"
    )
    chosen = parser.parse_args()
    for log in chosen.logs:
        for model in ("pybkt", "pybkt-forgets"):
            if chosen.only in (None, model):
                make(model, log, fits=chosen.fits)


def make(model: str, log: str, *, fits: int) -> None:
    paths = [str(shared_logs.folder() / f"{log}_{part}.csv.gz") for part in ("train", "test")]
    extra = ["--fits", str(fits), *(["--forgets"] if model == "pybkt-forgets" else [])]
    before = _spent_by_children()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "p.npy"
        script = str(BENCH / "peers" / "pybkt.py")
        subprocess.run([str(PYTHON), script, *paths, str(out), *extra], check=True)
        p = np.load(out)
    spent = _spent_by_children() - before
    command = f"python -m bench.peers.run_pybkt --logs {log} --only {model} --fits {fits}"
    note = f"{fits} random start{'s' * (fits > 1)}"
    kept.write(kept.Making(model, log, command, SEED, round(spent, 1), kept.commit(), p.size, note), p)
    test = shared_logs.read(log).test
    print(f"{log} {model}: test AUC {measures.auc(test.score, p):.4f}, {spent:.0f} s", flush=True)


def _spent_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
