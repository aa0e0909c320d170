"""A search compiles nothing any more once it has been made ready."""

from __future__ import annotations

import subprocess
import sys

LATER = """
from random import Random
from solvers.engine.limits import Limits
from solvers.roster.ready import make_ready
from solvers.roster.search import solve_roster
from solvers.timetables import search
from solvers.timetables import automaton, changes, cheapest, within
from tests.roster.random_roster import random_roster

def compiled():
    jitted = (automaton._follow, cheapest._cheapest, changes.walked, changes.change, within._left, within._listed)
    return [f.signatures[:] for f in jitted]

make_ready()
search.LARGE = 20  # persons and days: some of them begin by small changes
before = compiled()
for seed in range(30):
    solve_roster(random_roster(Random(seed)), Limits(seconds=1.0))
assert compiled() == before, [len(s) for s in compiled()]
assert all(before)
"""


def test_nothing_is_compiled_later() -> None:
    ended = subprocess.run([sys.executable, "-c", LATER], capture_output=True, timeout=120)
    assert ended.returncode == 0, ended.stderr.decode()[-800:]
