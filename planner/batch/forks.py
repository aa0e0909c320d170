"""The other end of ``planner.batch.server``: starts it, asks it, and hears what it says."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

from planner.batch import job as jobs
from planner.batch.frames import receive, send
from planner.batch.job import Ended, Event, Job
from planner.errors import PlaceplanError

#: Libraries that start threads when they are imported are kept to one.
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


class Forks:
    """A server of forks. ``events`` fills with what is heard of the jobs.

    A server that dies takes its jobs with it: each is told as killed, and the next job starts
    another server.

    Parameters
    ----------
    modules : what the server imports before it forks.
    """

    def __init__(self, modules: Sequence[str]):
        if not hasattr(os, "fork"):
            raise PlaceplanError(
                "Batches need processes that can be forked, which this system does not have; "
                "run them on Linux or macOS (on Windows: in WSL)."
            )
        self.events: queue.Queue[Event] = queue.Queue()
        self._modules = tuple(modules)
        self._under_way: set[str] = set()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None

    def start(self, key: str, job: Job) -> None:
        """Begin a job; its end comes by ``events``."""
        with self._lock:
            process = self._running()
            self._under_way.add(key)
            try:
                self._send(process, ("start", key, job))
            except OSError:  # its reader tells the end of this job with the others
                return

    def stop(self, key: str) -> None:
        """Kill a job; its end comes by ``events``."""
        with self._lock, suppress(OSError):
            if self._process is not None:
                self._send(self._process, ("stop", key))

    def close(self) -> None:
        """End the server and every job that is left; their ends are in ``events`` then."""
        with self._lock:
            process, self._process = self._process, None
            reader, self._reader = self._reader, None
            if process is not None:
                assert process.stdin is not None
                with suppress(OSError):
                    process.stdin.close()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        if reader is not None:
            reader.join(5)

    def _send(self, process: subprocess.Popen[bytes], message: tuple[object, ...]) -> None:
        assert process.stdin is not None
        send(process.stdin.fileno(), message)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        said = tempfile.TemporaryFile()  # noqa: SIM115 - the reader closes it
        here = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "planner.batch.server", *self._modules],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the batch, which then ends its jobs
            env={**os.environ, **dict.fromkeys(_ONE_THREAD, "1"), "PYTHONPATH": here},
        )
        self._reader = threading.Thread(
            target=self._read, args=(self._process, said), name="hearing runs", daemon=True
        )
        self._reader.start()
        return self._process

    def _read(self, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        """Pass on what a server says; when it is gone, its jobs are."""
        assert process.stdout is not None
        with suppress(OSError, ValueError):
            for event in receive(process.stdout.fileno()):
                if isinstance(event, Ended):
                    with self._lock:
                        self._under_way.discard(event.key)
                self.events.put(event)
        process.wait()
        with self._lock:
            if self._process is process:
                self._process = None
            lost, self._under_way = self._under_way, set()
        for key in sorted(lost):
            self.events.put(Ended(key, jobs.KILLED, how=_last_words(said)))
        process.stdout.close()


def _last_words(said: IO[bytes]) -> str:
    """The last line that a server wrote before it died."""
    with said:
        said.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
    return f"the process that starts runs ended: {lines[-1] if lines else 'it was killed'}"
