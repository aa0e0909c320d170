"""Runs on this computer: one process each, on cores of its own."""

from __future__ import annotations

import os
import queue
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from planner.batch.forks import Forks
from planner.batch.job import Ended, Event, Job


class Executor(Protocol):
    """Where jobs are done."""

    def room(self) -> int:
        """How many more jobs it would begin at once."""

    def begin(self, key: str, job: Job) -> None:
        """Do a job; what becomes of it is told by ``hear``."""

    def hear(self, seconds: float) -> list[Event]:
        """What has happened since, having waited so long for it at most."""

    def stop(self, key: str) -> None:
        """End a job."""

    def slots(self) -> int:
        """How many jobs it does at a time."""

    def close(self) -> None:
        """End whatever still runs."""


class Local:
    """Never more jobs than there are cores for.

    Parameters
    ----------
    modules : what the jobs need, imported once.
    threads : cores for each job.
    processes : jobs at a time at most; None for as many as there are cores for.
    """

    def __init__(self, modules: Sequence[str], threads: int, processes: int | None = None):
        self._forks = Forks(modules)
        cores = usable_cores()
        threads = min(threads, len(cores))
        groups = [tuple(cores[at : at + threads]) for at in range(0, len(cores), threads)]
        whole = [group for group in groups if len(group) == threads]
        self._free = whole[:processes]
        self._slots = len(self._free)
        self._held: dict[str, tuple[int, ...]] = {}

    def room(self) -> int:
        return len(self._free)

    def slots(self) -> int:
        return self._slots

    def begin(self, key: str, job: Job) -> None:
        self._held[key] = self._free.pop()
        self._forks.start(key, replace(job, cores=self._held[key]))

    def hear(self, seconds: float) -> list[Event]:
        events: list[Event] = []
        try:
            events.append(self._forks.events.get(timeout=seconds))
            while True:
                events.append(self._forks.events.get_nowait())
        except queue.Empty:
            pass
        for event in events:
            if isinstance(event, Ended) and event.key in self._held:
                self._free.append(self._held.pop(event.key))
        return events

    def stop(self, key: str) -> None:
        self._forks.stop(key)

    def close(self) -> None:
        """End whatever runs and forget it; another job may be begun afterwards."""
        self._forks.close()
        self.hear(0.0)
        self._free += self._held.values()
        self._held.clear()


def usable_cores() -> list[int]:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return list(range(os.cpu_count() or 1))
