"""The whole command killed at random moments: a whole plan is left, or none."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fixtures.examples import make_example
from planner.place import place_from_frames, write_place
from planner.plan.store import read_plan
from planner.skillmix import verify_plan

KILLS = 10


def start(place: Path, plan: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", "skillmix", place, "-o", plan, "--overwrite"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.parametrize("there", [False, True], ids=["first plan", "over a plan"])
def test_a_killed_command_leaves_a_whole_plan_or_none(tmp_path: Path, there: bool) -> None:
    example = make_example("tiny")
    place = place_from_frames(example.settings, example.frames)
    source, target = tmp_path / "place", tmp_path / "plan"
    write_place(place, source, "csv")
    began = time.monotonic()
    assert start(source, target).wait(timeout=120) == 0
    whole = time.monotonic() - began
    chance = random.Random(f"kill {there}")
    killed = 0
    for _ in range(KILLS):
        if not there and target.exists():
            shutil.rmtree(target)
        process = start(source, target)
        # Writing comes last: half of the kills are aimed at it.
        low = 0.6 if chance.random() < 0.5 else 0.0
        time.sleep(chance.uniform(low, 1.0) * whole)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            killed += 1
        process.wait(timeout=60)
        if there or target.exists():
            assert verify_plan(place, read_plan(target)) == []
    assert killed >= KILLS // 2, "the kills came too late to say anything"
    assert start(source, target).wait(timeout=120) == 0, "what was left stands in the way"
    assert verify_plan(place, read_plan(target)) == []
