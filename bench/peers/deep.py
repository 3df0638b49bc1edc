"""Predict the shared logs with our engine and its sequence head (`evaluate --deep`), and keep that.

python -m bench.peers.deep [--logs assistments09 algebra05]
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.peers import kept, shared_logs
from escalera.lab.evaluation import SEED, evaluate

NAME = "escalera-deep"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--logs", nargs="*", default=shared_logs.NAMES)
    for log in parser.parse_args().logs:
        make(log)


def make(log: str) -> None:
    paths = [shared_logs.folder() / f"{log}_{part}.csv.gz" for part in ("train", "test")]
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.csv"
        found = evaluate([paths[0]], [paths[1]], predictions=out, deep=True, seed=SEED)
        p = probabilities(out)
    spent = round(time.process_time() - began, 1)
    command = f"python -m bench.peers.deep --logs {log}"
    kept.write(kept.Making(NAME, log, command, SEED, spent, kept.commit(), p.size), p)
    print(f"{log} {NAME}: test AUC {found.auc:.4f}, {spent:.0f} s of processor", flush=True)


def probabilities(path: Path) -> np.ndarray:
    """The predictions that `evaluate` wrote, (N,), in the order of the test file."""
    with path.open(encoding="utf-8", newline="") as file:
        return np.array([float(row["probability"]) for row in csv.DictReader(file)])


if __name__ == "__main__":
    main()
