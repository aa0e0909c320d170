"""Runs on a Dask cluster on this computer, and without one."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.dask_cluster import dask_cluster
from planner.batch.cycle import read_cycle
from planner.batch.folder import BatchFolder
from planner.batch.loop import run_batch
from planner.batch.table import write_tables
from planner.errors import PlaceplanError
from planner.plan.store import read_plan
from tests.batch.conftest import Write
from tests.batch.trial import MODULES, run_trial

distributed = pytest.importorskip("distributed")

WORKERS = 2


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler with two workers of one thread, and the workers' processes."""
    with dask_cluster(tmp_path / "dask", WORKERS) as started:
        yield started.address, started.workers


@pytest.mark.usefixtures("trial_stage")
def test_a_cluster_does_the_same_and_outlives_a_worker(
    cycle: Write, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    from planner.batch.cluster import Cluster

    address, workers = cluster
    log = tmp_path / "log"
    path = cycle(
        f'seeds = [1, 2, 3, 4, 5, 6]\n[options]\nreproducible = true\nseconds = 0.7\nlog = "{log}"\n'
    )
    executor = Cluster(address, MODULES, 1)
    assert executor.slots() == WORKERS
    victim = threading.Thread(target=_kill_at_work, args=(workers[0], log))
    victim.start()
    try:
        outcome = run_batch(read_cycle(path), BatchFolder(tmp_path / "out"), executor, local=False)
    finally:
        victim.join()
        executor.close()
    assert workers[0].poll() == -signal.SIGKILL
    assert outcome.counts == {"planned": 6}
    begun = log.read_text().splitlines()
    assert len(begun) == 7, "the run of the worker that died is done once more, and no other"
    folder = BatchFolder(tmp_path / "out")
    assert [read_plan(folder.plan(r["run"])).record.seed for r in folder.index()["rows"]] == [
        1, 2, 3, 4, 5, 6,
    ]  # fmt: skip
    table = write_tables(folder)[0].read_bytes()
    assert run_trial(path, tmp_path / "here").good
    assert write_tables(BatchFolder(tmp_path / "here"))[0].read_bytes() == table


def _kill_at_work(worker: subprocess.Popen[bytes], log: Path) -> None:
    """Kill a worker while a child of its server is at a run."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        begun = [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []
        for pid in begun:
            if _ancestor(int(pid), 2) == worker.pid:
                worker.kill()
                return
        time.sleep(0.02)


def _ancestor(pid: int, steps: int) -> int:
    for _ in range(steps):
        try:
            pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            return 0
    return pid


def test_a_cluster_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from planner.batch import cluster

    monkeypatch.setattr(cluster, "_REACH", 1.0)
    with pytest.raises(PlaceplanError, match="cannot be reached"):
        cluster.Cluster("tcp://127.0.0.1:9", MODULES, 1)
