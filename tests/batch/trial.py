"""A stage that takes no time and misbehaves as it is told to, in the place of the skill mix.

``python -m tests.batch.trial CYCLE DIR`` runs a cycle of it, for tests that kill the whole batch.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from planner.batch.cycle import read_cycle
from planner.batch.folder import BatchFolder
from planner.batch.local import Local
from planner.batch.loop import Outcome, run_batch
from planner.batch.stages import STAGES, Options, Stage, of_skillmix
from planner.errors import ImpossibleError, PlaceplanError
from planner.place.place import Place
from planner.plan.plan import Plan
from tests.plan.sample import sample_plan

MODULES = ("planner.batch.tasks", "tests.batch.trial")


class TrialOptions(Options):
    mood: str = "well"
    seconds: float = 0.0
    reproducible: bool = False
    time_limit: float | None = None
    log: str = ""  # a file that gains a line for each time a run is begun


def plan_trial(
    place: Place,
    *,
    mood: str,
    seconds: float,
    reproducible: bool,
    time_limit: float | None,
    log: str,
    seed: int,
    scenarios: tuple[str, ...],
    listen: Any,
) -> Plan:
    """The sample plan with a first measure that tells place and seed apart, or what is asked."""
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {seed} {mood}\n")
    time.sleep(seconds)
    if mood == "impossible":
        raise ImpossibleError("No plan keeps every hard rule.", ["posts: 3 WTE short"])
    if mood == "refused":
        raise PlaceplanError("the place is not for this")
    if mood == "faulty":
        raise ZeroDivisionError("a mistake")
    if mood == "greedy":
        held = []
        while True:
            held.append(bytearray(b"x" * 20_000_000))
            time.sleep(0.01)
    if mood == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if mood == "orphan":  # long enough to be seen, if it outlives its parents
        time.sleep(60)
    return _plan(seed, float(place["needs"]["people"].sum()), reproducible)


def _plan(seed: int, people: float, reproducible: bool) -> Plan:
    plan = _sample()
    first = plan.record.priorities[0].model_copy(update={"value": 1000.0 * seed + people})
    limits = {**plan.record.limits, "reproducible": reproducible}
    priorities = [first, *plan.record.priorities[1:]]
    update = {"priorities": priorities, "limits": limits, "seed": seed}
    return replace(plan, record=plan.record.model_copy(update=update))


@cache
def _sample() -> Plan:
    return sample_plan()


STAGE = Stage("tests.batch.trial:plan_trial", TrialOptions, of_skillmix, {})
if sys.argv[0].endswith("server.py"):  # the process that forks the runs of a test
    STAGES["skillmix"] = STAGE


def run_trial(
    cycle: Path, folder: Path, *, processes: int = 2, executor: Local | None = None, **more: Any
) -> Outcome:
    """Run a cycle of this stage on so many processes: those that tests share, or others."""
    return run_batch(read_cycle(cycle), BatchFolder(folder), executor or shared(processes), **more)


@cache
def shared(processes: int) -> Local:
    """So many processes, on one core each, or on the one there is."""
    return Local(MODULES, 1, processes)


if __name__ == "__main__":
    from tests.batch import trial  # not this module's own options, which would not pickle

    STAGES["skillmix"] = trial.STAGE
    sys.exit(0 if trial.run_trial(Path(sys.argv[1]), Path(sys.argv[2])).good else 1)
