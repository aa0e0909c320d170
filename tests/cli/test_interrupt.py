"""Ctrl-C while a plan is being made."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from cli.interrupt import interruptible


def press_ctrl_c() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_work_returns_what_it_makes() -> None:
    before = signal.getsignal(signal.SIGINT)
    assert interruptible(lambda: 7, threading.Event(), print) == 7
    assert signal.getsignal(signal.SIGINT) is before


def test_an_error_of_the_work_comes_out() -> None:
    def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interruptible(work, threading.Event(), print)


def test_the_first_ctrl_c_asks_the_work_to_stop() -> None:
    stop = threading.Event()
    told: list[str] = []

    def work() -> str:
        press_ctrl_c()
        return "best so far" if stop.wait(10) else "too late"

    assert interruptible(work, stop, told.append) == "best so far"
    assert len(told) == 1
    assert "again" in told[0]


def test_the_second_ctrl_c_leaves() -> None:
    stop, over = threading.Event(), threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def stubborn() -> None:
        press_ctrl_c()
        stop.wait(10)
        press_ctrl_c()
        over.wait(10)

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interruptible(stubborn, stop, lambda line: None)
    over.set()
    assert time.monotonic() - began < 5
    assert signal.getsignal(signal.SIGINT) is before


def test_elsewhere_than_in_the_main_thread_it_just_works() -> None:
    made: list[int] = []
    thread = threading.Thread(
        target=lambda: made.append(interruptible(lambda: 7, threading.Event(), print))
    )
    thread.start()
    thread.join(10)
    assert made == [7]
