"""A process that has imported what a stage needs, and forks itself for every job.

Run as ``python -m planner.batch.server MODULE …``: the modules are imported once. It reads
``("start", key, Job)`` and ``("stop", key)`` on its standard input and writes ``Told`` and
``Ended`` on its standard output; ``planner.batch.forks`` is the other end.

It never runs a solver itself and has no threads of Python's, so that what it forks is clean.
It watches the time and the resident memory of its children. When whoever started it is gone,
its input ends: it kills its children and leaves. When it is killed itself the system kills
its children (Linux), and a pipe that only it holds open tells them (everywhere).
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, NoReturn

from planner.batch import job as jobs
from planner.batch.frames import Inbox, send
from planner.batch.job import Ended, Job, Told

_TICK = 0.1  # seconds between looks at the children's memory and time
_SOON = 0.005  # once a child has said its last
_PDEATHSIG = 1


@dataclass
class _Child:
    key: str
    job: Job
    pid: int
    pipe: int
    began: float = field(default_factory=time.monotonic)
    inbox: Inbox = field(default_factory=Inbox)
    open: bool = True
    why: str = ""
    result: Any = None
    returned: bool = False
    peak: int = 0


class Server:
    """Starts, watches and buries children until its input ends."""

    def __init__(self, asks: int, tells: int):
        self._asks, self._tells = asks, tells
        self._inbox = Inbox()
        self._children: dict[str, _Child] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(asks, selectors.EVENT_READ, None)
        self._alive = os.pipe()  # the children read one end; nobody writes to the other

    def serve(self) -> None:
        """Until the input ends."""
        try:
            while self._listen():
                for child in list(self._children.values()):
                    self._look_after(child)
        finally:
            for child in self._children.values():
                with suppress(ProcessLookupError, ChildProcessError):
                    os.kill(child.pid, signal.SIGKILL)
                    os.waitpid(child.pid, 0)  # what it wrote is let go when we leave

    def _listen(self) -> bool:
        """Hear whoever speaks first; False when the input has ended."""
        wait = _TICK if self._children else None
        if any(not child.open for child in self._children.values()):
            wait = _SOON
        for key, _ in self._selector.select(wait):
            if key.data is not None:
                self._hear(key.data)
                continue
            piece = os.read(self._asks, 1 << 20)
            if not piece:
                return False
            for message in self._inbox.take(piece):
                self._do(*message)
        return True

    def _do(self, what: str, key: str, job: Job | None = None) -> None:
        if job is not None:
            self._start(key, job)
        elif what == "stop" and key in self._children:
            self._end(self._children[key], jobs.KILLED)

    def _start(self, key: str, job: Job) -> None:
        mine, its = os.pipe()
        server = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._become_child(job, its, server)
        os.close(its)
        child = _Child(key, job, pid, mine)
        self._children[key] = child
        self._selector.register(mine, selectors.EVENT_READ, child)

    def _become_child(self, job: Job, its: int, server: int) -> NoReturn:
        code = 1
        try:
            _die_with(server, self._alive)
            # A pipe that is closed is none of ours: its number may be another's by now.
            pipes = [child.pipe for child in self._children.values() if child.open]
            for descriptor in (self._asks, self._tells, *pipes):
                os.close(descriptor)
            if job.cores and hasattr(os, "sched_setaffinity"):
                os.sched_setaffinity(0, job.cores)
            send(its, ("returned", job.work(job.asked, lambda text: send(its, ("told", text)))))
            code = 0
        except MemoryError:
            send(its, ("memory", ""))
        except BaseException:
            send(its, ("fault", traceback.format_exc()))
        finally:
            os._exit(code)

    def _hear(self, child: _Child) -> None:
        piece = os.read(child.pipe, 1 << 20)
        if not piece:
            self._selector.unregister(child.pipe)
            os.close(child.pipe)
            child.open = False
        for what, content in child.inbox.take(piece):
            if what == "told":
                send(self._tells, Told(child.key, content))
            elif what == "returned":
                child.returned, child.result = True, content
            elif what == "memory":
                child.why = jobs.OUT_OF_MEMORY
            else:
                child.result = content

    def _look_after(self, child: _Child) -> None:
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
        if pid:
            self._bury(child, status, max(child.peak, usage.ru_maxrss * _MAXRSS))
            return
        size = resident(child.pid)
        child.peak = max(child.peak, size)
        if child.job.memory is not None and size > child.job.memory:
            self._end(child, jobs.OUT_OF_MEMORY)
        elif child.job.seconds is not None and self._age(child) > child.job.seconds:
            self._end(child, jobs.TIMED_OUT)

    def _age(self, child: _Child) -> float:
        return time.monotonic() - child.began

    def _end(self, child: _Child, why: str) -> None:
        child.why = child.why or why
        os.kill(child.pid, signal.SIGKILL)  # not waited for yet, so the number is still its own

    def _bury(self, child: _Child, status: int, peak: int) -> None:
        while child.open:  # what it had still said
            self._hear(child)
        code = os.waitstatus_to_exitcode(status)
        why = jobs.RETURNED if child.returned else child.why or jobs.KILLED
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        ended = Ended(child.key, why, child.result, self._age(child), peak, how)
        del self._children[child.key]
        send(self._tells, ended)


_MAXRSS = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss's unit
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def resident(pid: int) -> int:
    """Bytes of a process in memory; 0 where the system does not say."""
    try:
        with open(f"/proc/{pid}/statm", "rb") as file:
            return int(file.read().split()[1]) * _PAGE
    except (OSError, ValueError, IndexError):
        return 0


def _die_with(server: int, alive: tuple[int, int]) -> None:
    """End this process when the server's ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != server:
        os._exit(1)
    reads, writes = alive
    os.close(writes)

    def watch() -> None:
        os.read(reads, 1)
        os._exit(1)

    threading.Thread(target=watch, name="watching the server", daemon=True).start()


def main(modules: list[str]) -> None:
    asks, tells = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)  # what a library prints must not run into the messages
    for module in modules:
        import_module(module)
    with suppress(BrokenPipeError):  # whoever started us is gone
        Server(asks, tells).serve()
    os._exit(0)  # at once: nothing here is worth tidying up


if __name__ == "__main__":
    main(sys.argv[1:])
