"""What a fit keeps beside MODEL while it runs, so that one that was killed goes on where it stopped."""

from __future__ import annotations

import fcntl
import json
import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np

from escalera.lab.bulk.arrays import get, put
from escalera.lab.bulk.crews import Crew, Job, Work
from escalera.lab.bulk.sources import Source
from escalera.lab.models_packing import Arrays

BETWEEN_SAVES_S = 2.0
VERSION = 1


class AtWork(Exception):
    """Another fit is writing to the same MODEL just now."""


class State:
    """The folder of one fit: its manifest (inputs and options), parts, and how far each stage has come."""

    def __init__(self, folder: Path, manifest: dict[str, Any]) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(folder)
        earlier = _read(folder / "manifest.json")
        self.goes_on = earlier == manifest
        self.anew = bool(earlier) and not self.goes_on
        if not self.goes_on:
            self._empty()
            (folder / "manifest.json").write_text(json.dumps(manifest))

    def _empty(self) -> None:
        for path in self.folder.iterdir():
            if path.name != "lock":
                path.unlink()

    def keep(self, name: str, arrays: Arrays) -> Path:
        """Keep arrays under a name, wholly or not at all."""
        return put(self.folder / f"{name}.npz", arrays)

    def kept(self, name: str) -> Arrays | None:
        """Return the arrays kept under a name, None where there are none."""
        path = self.folder / f"{name}.npz"
        return get(path) if path.exists() else None

    def summed(
        self, stage: str, crew: Crew, work: Work, jobs: Sequence[Job], report: Callable[[float], None]
    ) -> Arrays:
        """Return the sum of the results of all jobs, added up in the order of the jobs, whoever did them.

        The running sum is kept every two seconds with how many jobs are in it.
        """
        total = self.kept(stage) or {"jobs": np.array(0)}
        done, saved = int(total["jobs"]), time.monotonic()
        for result in crew.each(work, jobs[done:]):
            done += 1
            total = {name: total[name] + part if name in total else part for name, part in result.items()}
            total["jobs"] = np.array(done)
            report(done / len(jobs))
            if time.monotonic() - saved > BETWEEN_SAVES_S or done == len(jobs):
                self.keep(stage, total)
                saved = time.monotonic()
        return total

    def close(self) -> None:
        self._lock.close()

    def remove(self) -> None:
        """Forget everything: the model is written."""
        shutil.rmtree(self.folder)
        self.close()


def manifest(sources: Sequence[Source], options: dict[str, Any]) -> dict[str, Any]:
    """Return what must be the same for a fit to go on from an earlier start."""
    inputs = [[str(source.path), source.size, source.changed] for source in sources]
    return {"version": VERSION, "inputs": inputs, "options": options}


def _locked(folder: Path) -> IO[str]:
    file = (folder / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise AtWork(f"another fit is at work in {folder}; let it finish or stop it first") from None
    return file


def _read(path: Path) -> dict[str, Any]:
    try:
        read: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return read
