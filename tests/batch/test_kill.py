"""Batches killed at random moments: nothing finished is lost, done twice or half-written."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planner.batch.folder import BatchFolder
from planner.batch.table import write_tables
from tests.batch.conftest import Write
from tests.batch.kill import Killing
from tests.batch.trial import run_trial

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


@pytest.mark.usefixtures("trial_stage")
def test_killed_batches_go_on(cycle: Write, tmp_path: Path) -> None:
    path = cycle(
        "seeds = [1, 2, 3, 4, 5, 6, 7, 8, 9]\n[options]\nseconds = 0.5\nreproducible = true\n"
    )
    command = [sys.executable, "-m", "tests.batch.trial", path]
    killing = Killing(command, tmp_path / "out", 3)
    for target in ("batch", "run", "server"):
        killing.kill(target, 1.5)
    assert killing.tally["too late"] <= 1, "the kills came too late to say anything"
    assert run_trial(path, tmp_path / "out").good
    assert run_trial(path, tmp_path / "whole").good
    one, other = (write_tables(BatchFolder(tmp_path / name)) for name in ("out", "whole"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in other]


def test_a_run_does_not_outlive_its_batch(cycle: Write, tmp_path: Path) -> None:
    """A run that would sleep for a minute is gone within seconds."""
    path = cycle('[options]\nmood = "orphan"\n')
    killing = Killing([sys.executable, "-m", "tests.batch.trial", path], tmp_path / "out", 4)
    killing.kill("batch", 0.5)
    assert killing.tally == {"batch": 1, "finished": 0}
    assert not list((tmp_path / "out" / "runs").iterdir())
