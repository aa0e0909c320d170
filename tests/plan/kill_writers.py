"""Kills processes that write plans in a loop, and looks at what is left.

Run as ``python -m tests.plan.kill_writers FOLDER KILLS MODE``, with MODE ``exchange`` or
``renames``. It forks after its imports, so that a kill costs milliseconds. Prints one line
``kills … before_first … recovered … leftovers …`` when everything held, and ends with an
error otherwise.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from planner import swap
from planner.plan.plan import Plan
from planner.plan.store import read_plan, write_plan
from tests.plan.sample import sample_plan


def _write_for_ever(plan: Plan, target: Path) -> None:
    seed = os.getpid()
    while True:
        seed += 1
        record = plan.record.model_copy(update={"seed": seed})
        write_plan(Plan(record, plan.tables, plan.labels), target, overwrite=True, report=False)


def _write_until_killed(plan: Plan, target: Path, wait: Callable[[int], object]) -> None:
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            _tell_when_aside(told)
            _write_for_ever(plan, target)
        finally:
            os._exit(1)
    wait(heard)
    os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    os.close(heard)
    os.close(told)
    if not os.WIFSIGNALED(status):
        raise AssertionError("the writer ended by itself")


def _tell_when_aside(told: int) -> None:
    """Tell the killer, and give it time, whenever a folder has just been set aside."""
    rename = os.rename

    def slowly(one: Path, other: Path) -> None:
        rename(one, other)
        if str(other).endswith(".old"):
            os.write(told, b".")
            time.sleep(0.05)

    os.rename = slowly  # type: ignore[assignment]


def _seconds_of_a_write(plan: Plan, folder: Path) -> float:
    """The quickest of a few, so that warming up does not count."""
    taken = []
    for _ in range(4):
        began = time.perf_counter()
        write_plan(plan, folder / "first", overwrite=True, report=False)
        taken.append(time.perf_counter() - began)
    return min(taken)


def main(folder: str, kills: str, mode: str) -> None:
    rng = random.Random(5)
    plan = sample_plan()
    if mode == "renames":
        swap.exchange = lambda one, other: False  # type: ignore[assignment]
    os.fsync = lambda descriptor: None  # type: ignore[assignment]  # a kill loses nothing written
    longest = 2 * _seconds_of_a_write(plan, Path(folder))
    before_first = recovered = leftovers = 0
    for number in range(int(kills)):
        target = Path(folder) / f"plan{number // 10}"  # ten kills on one, the first onto nothing
        if number % 10 and not target.exists():
            write_plan(plan, target, report=False)
        between = mode == "renames" and number % 4 == 3  # every fourth between two renames
        _write_until_killed(
            plan,
            target,
            (lambda heard: bool(os.read(heard, 1)))
            if between
            else (lambda heard: time.sleep(rng.uniform(0.0, longest))),
        )
        aside = any(p.name.endswith(".old") for p in swap._siblings(target, ".old"))
        leftovers += bool(aside or swap._siblings(target, ".new"))
        if not target.exists() and not aside:
            before_first += 1
            continue
        recovered += not target.exists()
        got = read_plan(target)
        if not all(got[name].equals(frame) for name, frame in plan.tables.items()):
            raise AssertionError("the plan read is not the plan written")
    for number in range((int(kills) + 9) // 10):
        target = Path(folder) / f"plan{number}"
        write_plan(plan, target, overwrite=True, report=False)
    left = [p.name for p in Path(folder).iterdir() if p.name.startswith(".")]
    if left:
        raise AssertionError(f"left over: {left}")
    print(f"kills {kills} before_first {before_first} recovered {recovered} leftovers {leftovers}")


if __name__ == "__main__":
    main(*sys.argv[1:])
