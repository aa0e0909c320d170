"""Ctrl-C while timetables are chosen in a thread of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

CHOOSING = """
import os, signal, threading, time
import numpy as np
from solvers.timetables.choose import choose
from solvers.timetables.people import Column, Rows

random = np.random.default_rng(1)
rows = Rows(np.full(60, 4), np.full(60, 10.0), np.full(60, 1.0), np.zeros(60, int), np.full(60, 10.0))
columns = [
    Column(i % 20, float(random.integers(9)), on := np.sort(random.choice(60, 12, False)),
           np.ones(12, int), on)
    for i in range(2000)
]
pressed = []
signal.signal(signal.SIGINT, lambda *_: pressed.append(1))
worker = threading.Thread(target=lambda: choose(rows, columns, None, 3.0, 1.0))
worker.start()
for _ in range(4):
    time.sleep(0.4)
    os.kill(os.getpid(), signal.SIGINT)
worker.join()
assert len(pressed) == 4
"""


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
def test_ctrl_c_comes_to_the_main_thread() -> None:
    """And not to a solver's own handler, which ends the process."""
    ended = subprocess.run([sys.executable, "-c", CHOOSING], capture_output=True, timeout=60)
    assert ended.returncode == 0, ended.stderr.decode()[-500:]
