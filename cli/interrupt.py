"""Ctrl-C while a plan is being made: once to keep the best so far, twice to leave."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

_LOOK_UP = 0.2  # seconds between chances to act on Ctrl-C


STOPPING = "Stopping with the best plan so far; press Ctrl-C again to leave without a plan."


def interruptible(
    work: Callable[[], T],
    stop: threading.Event,
    tell: Callable[[str], None],
    stopping: str = STOPPING,
) -> T:
    """Do the work in a thread of its own, and let Ctrl-C reach it through ``stop``.

    A solver's native code would keep Python from acting on Ctrl-C if it ran in
    the main thread.

    Parameters
    ----------
    work : ends soon after ``stop`` is set.
    stop : set by the first Ctrl-C.
    tell : says to the user what Ctrl-C did, in the words of ``stopping``.

    Raises
    ------
    KeyboardInterrupt : at the second Ctrl-C; the work is abandoned.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()  # only the main thread hears Ctrl-C
    future: Future[T] = Future()
    worker = threading.Thread(target=_settle, args=(future, work), name="planning", daemon=True)

    def on_interrupt(signum: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        tell(stopping)

    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        worker.start()
        while not future.done():
            wait([future], timeout=_LOOK_UP)
    finally:
        signal.signal(signal.SIGINT, before)
    return future.result()


def _settle(future: Future[T], work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:
        future.set_exception(error)
