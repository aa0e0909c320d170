"""Ctrl-C while a plan is being made."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

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


STUBBORN = """
import sys, time
import planner.skillmix
from tests.plan.sample import sample_plan

def plan_skillmix(place, *, stop, listen, **rest):
    print("searching", flush=True)
    stop.wait(60)
    print("asked to stop", flush=True)
    time.sleep({patience})
    return sample_plan()

planner.skillmix.plan_skillmix = plan_skillmix
from cli.main import main
sys.argv[0] = "placeplan"
main()
"""


def search(folder: Path, plan: Path, patience: float) -> subprocess.Popen[str]:
    """A search that goes on for so many seconds after it has been asked to stop."""
    return subprocess.Popen(
        [sys.executable, "-c", STUBBORN.format(patience=patience), "skillmix", folder, "-o", plan],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def ctrl_c(process: subprocess.Popen[str], wait_for: str) -> None:
    assert process.stdout is not None
    while wait_for not in (line := process.stdout.readline()):
        assert line, "the process has ended"
    process.send_signal(signal.SIGINT)


def test_ctrl_c_once_writes_the_best_plan_so_far(folder: Path, tmp_path: Path) -> None:
    process = search(folder, tmp_path / "plan", patience=0)
    ctrl_c(process, "searching")
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "press Ctrl-C again" in errors
    assert "Not proven" in output
    assert (tmp_path / "plan" / "plan.json").is_file()


def test_ctrl_c_twice_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    process = search(folder, tmp_path / "plan", patience=600)
    ctrl_c(process, "searching")
    ctrl_c(process, "asked to stop")
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped. Nothing was written." in errors
    assert "Traceback" not in errors
    assert not (tmp_path / "plan").exists()
