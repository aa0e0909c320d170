"""Runs on a Dask cluster that is already there. Only this module knows Dask.

A worker's task hands its run to a server of forks of its own (``planner.batch.forks``), so that a
solve never keeps the worker from answering its scheduler, and is ended with it. A worker that
dies loses its run only, which Dask gives to another. Plans come back to whoever asked.
"""

from __future__ import annotations

import queue
import threading
import uuid
from collections.abc import Sequence
from typing import Any

from planner.batch import job as jobs
from planner.batch.forks import Forks
from planner.batch.job import Ended, Event, Job
from planner.errors import PlaceplanError

_REACH = 15.0  # seconds to reach the scheduler
_AHEAD = 2  # runs handed over for each that is being done, so that no worker waits


class Cluster:
    """The cluster at an address.

    A worker's threads are taken for its cores: of a run that needs two, a worker of four does
    two at a time.

    Parameters
    ----------
    modules : what the runs need, imported once on each worker.
    threads : cores for each run.

    Raises
    ------
    PlaceplanError : Dask is not installed, or the cluster cannot be reached.
    """

    def __init__(self, address: str, modules: Sequence[str], threads: int):
        try:
            from distributed import Client
        except ImportError as error:
            raise PlaceplanError(
                "Dask is not installed here. Install it with: pip install 'placeplan[dask]'"
            ) from error
        try:
            self._client = Client(address, timeout=_REACH, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise PlaceplanError(
                f"The Dask cluster at {address} cannot be reached: {error}. Check the address, "
                "and that its scheduler runs."
            ) from error
        self._modules, self._threads = tuple(modules), threads
        self._events: queue.Queue[Event] = queue.Queue()
        self._futures: dict[str, Any] = {}

    def slots(self) -> int:
        offered = self._client.nthreads().values()
        return sum(max(1, own // self._threads) for own in offered)

    def room(self) -> int:
        return max(1, _AHEAD * self.slots()) - len(self._futures)

    def begin(self, key: str, job: Job) -> None:
        future = self._client.submit(
            on_worker,
            key,
            job,
            self._modules,
            self._threads,
            key=f"placeplan-{key}-{uuid.uuid4().hex[:8]}",
            pure=False,
        )
        self._futures[key] = future
        future.add_done_callback(lambda done: self._events.put(_end(key, done)))

    def hear(self, seconds: float) -> list[Event]:
        events: list[Event] = []
        try:
            events.append(self._events.get(timeout=seconds))
            while True:
                events.append(self._events.get_nowait())
        except queue.Empty:
            pass
        for event in events:
            self._futures.pop(event.key, None)
        return events

    def stop(self, key: str) -> None:
        future = self._futures.pop(key, None)
        if future is not None:
            future.cancel()

    def close(self) -> None:
        for key in list(self._futures):
            self.stop(key)
        self._client.close()


def _end(key: str, future: Any) -> Ended:
    """How a task ended, whatever became of its workers."""
    if future.status == "finished":
        result = future.result()
        assert isinstance(result, Ended)
        return result
    if future.status == "cancelled":
        return Ended(key, jobs.KILLED, how="the cluster gave it up")
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        return Ended(key, jobs.KILLED, how="every worker that tried it died")
    return Ended(key, jobs.KILLED, how=f"{type(error).__name__}: {error}")


_lock = threading.Lock()
_here: _Worker | None = None


def on_worker(key: str, job: Job, modules: tuple[str, ...], threads: int) -> Ended:
    """Do a job in a child of this worker, and wait for it."""
    global _here
    with _lock:
        if _here is None or _here.modules != modules:
            _here = _Worker(modules, threads)
        mine = _here
    return mine.do(key, job)


class _Worker:
    """The server of forks of a worker, and who waits for which of its jobs."""

    def __init__(self, modules: tuple[str, ...], threads: int):
        from distributed import get_worker

        self.modules = modules
        offered = int(get_worker().state.nthreads)
        self._turn = threading.Semaphore(max(1, offered // threads))
        self._forks = Forks(modules)
        self._waiting: dict[str, queue.Queue[Ended]] = {}
        threading.Thread(target=self._listen, name="hearing runs", daemon=True).start()

    def do(self, key: str, job: Job) -> Ended:
        own = f"{key} {uuid.uuid4().hex}"  # a run that is given up and comes back is another job
        mine: queue.Queue[Ended] = queue.Queue()
        with self._turn:
            self._waiting[own] = mine
            self._forks.start(own, job)
            ended = mine.get()
        return Ended(key, ended.why, ended.result, ended.seconds, ended.memory, ended.how)

    def _listen(self) -> None:
        while True:
            event = self._forks.events.get()
            if isinstance(event, Ended):
                self._waiting.pop(event.key).put(event)
