"""Kills batches, their server, one of their runs or a Dask worker at random moments, and looks
at what is left.

Run as ``python -m tests.batch.kill KILLS``: cycles of the example ``tiny``, half of them on a
Dask cluster of two workers, until so many kills have met their process. Prints a line of figures
when everything held, and ends with an error otherwise.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.dask_cluster import DaskCluster, dask_cluster
from planner.batch.folder import BatchFolder
from planner.batch.table import write_tables
from planner.plan.store import read_plan

_MARK = "PLACEPLAN_KILLED"
_GONE = 5.0  # seconds in which everything a killed batch started must be gone
TARGETS = ("batch", "server", "run")


class Killing:
    """Batches that are killed, all on one folder after the other.

    Parameters
    ----------
    command : runs a cycle to its end; the folder is its last word.
    """

    def __init__(self, command: Sequence[str | Path], folder: Path, seed: int):
        self.command = [*map(str, command), str(folder)]
        self.folder = folder
        self.chance = random.Random(seed)
        self.mark = uuid.uuid4().hex
        self.tally: Counter[str] = Counter()

    def run(self, more: Sequence[str] = ()) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self.command, *more],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, _MARK: self.mark},
        )

    def kill(self, target: str, longest: float, early: bool = False) -> None:
        """Start a batch, kill one of its processes at some moment within so many seconds of its
        first run, or of its beginning where that is to be ``early``, and see what is left."""
        before = finished(self.folder)
        process = self.run()
        while not early and process.poll() is None and self._victim(process.pid, "run") is None:
            time.sleep(0.02)
        time.sleep(self.chance.uniform(0.0, longest))
        victim = self._victim(process.pid, target)
        if process.poll() is not None or victim is None:
            self.tally["too late"] += 1
        else:
            os.kill(victim, signal.SIGKILL)
            self.tally[target] += 1
        if target == "batch":
            process.wait(60)
            self._see_all_gone()
        else:  # the batch itself goes on without it
            process.wait(600)
            self._see_all_gone()
        self._see_kept(before)

    def kill_worker(self, cluster: DaskCluster, longest: float) -> None:
        """Start a batch on the cluster, kill one of its workers at some moment, and see what is
        left when the batch has ended; then the cluster has another worker."""
        before = finished(self.folder)
        process = self.run(["--dask", cluster.address])
        time.sleep(self.chance.uniform(0.0, longest))
        hit = process.poll() is None
        if hit:
            victim = self.chance.choice(cluster.workers)
            below = descendants(victim.pid)
            victim.kill()
            victim.wait()
            cluster.workers.remove(victim)
            see_gone(lambda: {pid for pid in below if alive(pid)})
        self.tally["Dask worker" if hit else "too late"] += 1
        assert process.wait(600) == 0, "the batch did not outlive the worker"
        self._see_kept(before)
        if hit:
            cluster.add_worker()
            cluster.wait()

    def _see_kept(self, before: dict[str, int]) -> None:
        """What was finished before is the same plan now; no run is there twice."""
        after = finished(self.folder)
        for name, moment in before.items():
            if after.get(name) != moment:
                raise AssertionError(f"the finished run {name} was lost or done twice")
        self.tally["finished"] += len(after) - len(before)

    @property
    def hits(self) -> int:
        return sum(self.tally[target] for target in (*TARGETS, "Dask worker"))

    def _victim(self, batch: int, target: str) -> int | None:
        if target == "batch":
            return batch
        others = {pid: parent for pid, parent in marked(self.mark).items() if pid != batch}
        servers = [pid for pid, parent in others.items() if parent == batch]
        if target == "server":
            return servers[0] if servers else None
        runs = [pid for pid, parent in others.items() if parent in servers]
        return self.chance.choice(runs) if runs else None

    def _see_all_gone(self) -> None:
        see_gone(lambda: set(marked(self.mark)))


def see_gone(left: Callable[[], set[int]]) -> None:
    """Wait until none is left of some processes, and not for long."""
    end = time.monotonic() + _GONE
    while still := left():
        if time.monotonic() > end:
            raise AssertionError(f"still running: {sorted(still)}")
        time.sleep(0.02)


def parents() -> dict[int, int]:
    """Process → its parent, of those that are not dead already."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:  # it has just ended
                continue
            if state != "Z":
                found[int(entry.name)] = int(parent)
    return found


def alive(pid: int) -> bool:
    return pid in parents()


def descendants(pid: int) -> set[int]:
    """A process's children, and theirs."""
    of, found = parents(), set[int]()
    while more := {p for p, parent in of.items() if parent in {pid, *found}} - found:
        found |= more
    return found


def marked(mark: str) -> dict[int, int]:
    """Process → its parent, of those alive that were started under the mark."""
    found, of = {}, parents()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if f"{_MARK}={mark}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                found[int(entry.name)] = of[int(entry.name)]
        except (OSError, KeyError):  # it has just ended, or is another's
            continue
    return found


def finished(folder: Path) -> dict[str, int]:
    """Run → when its plan was made; every plan that has a record must be whole."""
    batch = BatchFolder(folder)
    found = {}
    for path in (folder / "records").glob("[!.]*.json"):
        record = batch.record(path.stem)
        if record is None:
            raise AssertionError(f"{path} is half-written")
        if record.came_out == "planned":
            found[record.name] = (batch.plan(record.name) / "plan.json").stat().st_mtime_ns
            read_plan(batch.plan(record.name))
    assert len([*folder.glob(".*.new")]) <= 1, "drafts of the list of runs are left"
    for path in (folder / "runs").glob("[!.]*"):
        read_plan(path)  # whole, whether there is a record or not
    return found


def main(kills: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        command = [
            *(sys.executable, "-m", "cli.main", "batch", "run", _write_cycle(root)),
            *("--quiet", "-o"),
        ]
        whole = Killing(command, root / "whole", 0)
        began = time.monotonic()
        assert whole.run().wait(600) == 0
        seconds = time.monotonic() - began
        wanted = [path.read_bytes() for path in write_tables(BatchFolder(root / "whole"))]
        killing = Killing(command, root / "killed", 1)
        with dask_cluster(root / "dask", 2) as cluster:
            turn = 0
            while killing.hits < kills:
                if turn % 2:
                    killing.kill_worker(cluster, 0.8 * seconds)
                else:
                    killing.kill(TARGETS[turn // 2 % 3], 0.6 * seconds, turn % 12 == 0)
                turn += 1
                if len(finished(killing.folder)) == len(LEVELS) or killing.hits == kills:
                    assert killing.run().wait(600) == 0, "what was left stands in the way"
                    got = [p.read_bytes() for p in write_tables(BatchFolder(killing.folder))]
                    assert got == wanted, "the table is not that of a batch in one go"
                    killing.tally["rounds"] += 1
                    shutil.rmtree(killing.folder)
        told = ", ".join(f"{what} {count}" for what, count in killing.tally.items())
        print(f"{kills} kills of batches of {seconds:.1f} s: {told}; nothing lost, twice or left")


LEVELS = [0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15]


def _write_cycle(root: Path) -> Path:
    """The example at so many levels of need."""
    from fixtures.examples import make_example
    from planner.place import place_from_frames, write_place

    example = make_example("tiny")
    write_place(place_from_frames(example.settings, example.frames), root / "tiny", "csv")
    cycle = root / "cycle.toml"
    cycle.write_text(
        'name = "Killed"\nstage = "skillmix"\nplaces = ["tiny"]\n'
        '[options]\nreproducible = true\n[[axis]]\nname = "need"\n'
        'scale = {table = "needs", column = "people"}\n'
        f"values = {LEVELS}\n",
        encoding="utf-8",
    )
    return cycle


if __name__ == "__main__":
    main(int(sys.argv[1]))
