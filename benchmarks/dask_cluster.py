"""A Dask cluster on this computer, each part a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class DaskCluster:
    """A scheduler and its workers; ``folder`` is theirs."""

    folder: Path
    threads: int = 1
    address: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _begun: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def begin(self, workers: int) -> None:
        """Start the scheduler and so many workers, and wait until they are there."""
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        for _ in range(workers):
            self.add_worker()
        self.wait()

    def add_worker(self) -> None:
        where = ["--local-directory", str(self.folder / f"worker{len(self._begun)}")]
        self.workers.append(
            self._start("worker", "--nthreads", str(self.threads), "--no-nanny", *where)
        )

    def wait(self) -> None:
        """Until the scheduler knows as many workers as are alive."""
        from distributed import Client

        alive = sum(worker.poll() is None for worker in self.workers)
        with Client(scheduler_file=self._file, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(alive, timeout=60)
            self.address = client.scheduler.address

    def end(self) -> None:
        for process in reversed(self._begun):
            process.kill()
            process.wait()

    @property
    def _file(self) -> str:
        return str(self.folder / "scheduler.json")

    def _start(self, part: str, *options: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", f"distributed.cli.dask_{part}"),
                *("--no-dashboard", "--scheduler-file", self._file, *options),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        )
        self._begun.append(process)
        return process


@contextmanager
def dask_cluster(folder: Path, workers: int, threads: int = 1) -> Iterator[DaskCluster]:
    """A cluster of so many workers with so many threads each, for as long as the block lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = DaskCluster(folder, threads)
    try:
        cluster.begin(workers)
        yield cluster
    finally:
        cluster.end()
