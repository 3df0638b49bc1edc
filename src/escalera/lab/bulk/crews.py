"""Who does the work: this process, several processes, or a dask cluster. All give the same results in the same order.

Jobs are pure functions of their arguments and of files that no longer change, so doing one twice is harmless.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, Protocol

from escalera.lab.models_packing import Arrays

Work = Callable[..., Arrays]
Job = tuple[Any, ...]
AHEAD = 3
PATIENCE_S = 10.0
MOST_REPAIRS = 5


class NoCluster(Exception):
    """A cluster that does not answer, has no workers, or cannot see the files."""


class Crew(Protocol):
    def check(self, folder: Path) -> None:
        """Raises NoCluster when somebody cannot work on files in the folder."""

    def each(self, work: Work, jobs: Sequence[Job]) -> Iterator[Arrays]:
        """Yield the result of each job, in the order of the jobs."""

    def close(self) -> None: ...


class Alone:
    """Everything in this process."""

    def check(self, folder: Path) -> None:
        pass

    def each(self, work: Work, jobs: Sequence[Job]) -> Iterator[Arrays]:
        for job in jobs:
            yield work(*job)

    def close(self) -> None:
        pass


class Processes:
    """Several processes of this machine; one that is killed is replaced and its jobs are done again."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._pool = self._started()

    def _started(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, mp_context=multiprocessing.get_context("spawn"))

    def check(self, folder: Path) -> None:
        pass

    def each(self, work: Work, jobs: Sequence[Job]) -> Iterator[Arrays]:
        waiting: deque[tuple[Job, Future[Arrays]]] = deque()
        left, repairs = deque(jobs), 0
        while left or waiting:
            while left and len(waiting) < AHEAD * self._count:
                job = left.popleft()
                waiting.append((job, self._submit(work, job)))
            try:
                yield waiting[0][1].result()
                waiting.popleft()
            except BrokenProcessPool:
                repairs += 1
                if repairs > MOST_REPAIRS:
                    raise
                self._pool = self._started()
                waiting = deque((job, self._submit(work, job)) for job, _ in waiting)

    @property
    def pids(self) -> list[int]:
        """The processes at work just now."""
        return list(self._pool._processes or ())

    def _submit(self, work: Work, job: Job) -> Future[Arrays]:
        try:
            return self._pool.submit(work, *job)
        except BrokenProcessPool:
            self._pool = self._started()
            return self._pool.submit(work, *job)

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


class Cluster:
    """A dask.distributed cluster whose workers see the same files; dask gives a dead worker's jobs to another."""

    def __init__(self, address: str) -> None:
        self._client = _connected(address)
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            self.close()
            raise NoCluster(
                f"the cluster at {address} has no workers; start some with: dask worker {address}"
            )
        self._ahead = AHEAD * sum(worker["nthreads"] for worker in workers.values())

    def check(self, folder: Path) -> None:
        try:
            seen = self._client.run(_sees, str(folder))
        except Exception as error:  # whatever a worker without escalera answers
            raise NoCluster(f"a worker of the cluster cannot work for this fit ({error})") from error
        blind = [name for name, sees in seen.items() if not sees]
        if blind:
            raise NoCluster(
                f"the worker {blind[0]} does not see {folder}; put MODEL where all machines can write"
            )

    def each(self, work: Work, jobs: Sequence[Job]) -> Iterator[Arrays]:
        left, waiting = deque(jobs), deque[Any]()
        while left or waiting:
            while left and len(waiting) < self._ahead:
                waiting.append(self._client.submit(work, *left.popleft(), pure=False, retries=3))
            yield waiting[0].result()
            waiting.popleft()

    def close(self) -> None:
        self._client.close()


def of(*, processes: int = 1, cluster: str | None = None) -> Crew:
    """Return who is asked for. Raises NoCluster."""
    if cluster is not None:
        return Cluster(cluster)
    return Processes(processes) if processes > 1 else Alone()


def _connected(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster("--cluster needs dask: pip install 'escalera[bulk]'") from error
    try:
        return Client(address, timeout=PATIENCE_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:  # dask asserts, times out or complains of the address, as luck has it
        why = str(error) or type(error).__name__
        raise NoCluster(f"no dask scheduler answers at {address} ({why})") from error


def _sees(folder: str) -> bool:
    return Path(folder).is_dir()
