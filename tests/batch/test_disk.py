"""Batches on a disk that is really full, and on one that is really read-only.

Needs Linux that lets users mount a disk of their own in memory; skipped elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from planner.batch.folder import PLANNED, BatchFolder
from planner.batch.table import write_tables
from planner.plan.store import read_plan
from tests.batch.conftest import Write

RUNS = 8
#: Runs the cycle on a disk that holds some of its runs, again on the same disk once it is larger,
#: and a longer cycle once it is read-only; keeps what is there after each.
SCRIPT = """
mount -t tmpfs -o size={size}k tmpfs disk || exit 77
{python} -m tests.batch.trial cycle.toml disk/out 2> full.txt; echo $?
cp -r disk/out full
mount -o remount,size=64m disk
{python} -m tests.batch.trial cycle.toml disk/out 2> larger.txt; echo $?
cp -r disk/out larger
mount -o remount,ro disk
{python} -m tests.batch.trial longer.toml disk/out 2> fixed.txt; echo $?
cp -r disk/out fixed
"""


def _own_disks(commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Do these where disks can be mounted that nobody else sees."""
    return subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", commands],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no disks of one's own here")
def test_a_full_disk_and_a_read_only_one_leave_finished_runs_whole(
    cycle: Write, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    text = f'seeds = {list(range(RUNS))}\n[options]\nlog = "{log}"\n'
    cycle(text)
    cycle(text.replace(f"{RUNS - 1}]", f"{RUNS - 1}, {RUNS}]"), "longer.toml")
    (tmp_path / "disk").mkdir()
    done = _own_disks(SCRIPT.format(size=450, python=sys.executable), tmp_path)
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("this system lets nobody mount a disk of their own")
    assert done.stdout.split() == ["1", "0", "1"], done.stderr

    told = (tmp_path / "full.txt").read_text()
    assert "the disk is full" in told
    assert "finished runs are whole" in told
    kept = _whole(tmp_path / "full")
    assert 0 < len(kept) < RUNS

    assert _whole(tmp_path / "larger") >= kept
    assert len(_whole(tmp_path / "larger")) == RUNS
    begun = Counter(int(line.split()[1]) for line in log.read_text().splitlines())
    assert set(begun) == set(range(RUNS))  # the longer cycle began none on the read-only disk
    rows = BatchFolder(tmp_path / "larger").index()["rows"]
    assert {begun[int(row["levels"]["seed"])] for row in rows if row["run"] in kept} == {1}

    told = (tmp_path / "fixed.txt").read_text()
    assert "read-only file system" in told
    assert "finished runs are whole" in told
    assert _whole(tmp_path / "fixed") == _whole(tmp_path / "larger")


def _whole(root: Path) -> set[str]:
    """The runs that a folder records as planned; its plans are whole, and nothing is half-written."""
    folder = BatchFolder(root)
    names = {path.stem for path in (root / "records").glob("*.json")}
    plans = {path.name for path in (root / "runs").iterdir()}
    assert names <= plans
    for name in plans:
        read_plan(folder.plan(name), "skillmix")
    records = [folder.record(name) for name in names]
    assert {record.came_out for record in records if record} == {PLANNED}
    assert None not in records
    assert not list(root.rglob(".*"))
    write_tables(folder)
    return names
