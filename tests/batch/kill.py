"""Kills batches, their server or one of their runs at random moments, and looks at what is left.

Run as ``python -m tests.batch.kill KILLS``: cycles of the example ``tiny``. Prints a line of
figures when everything held, and ends with an error otherwise.
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
from collections.abc import Sequence
from pathlib import Path

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

    def run(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            self.command,
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
        after = finished(self.folder)
        for name, moment in before.items():
            if after.get(name) != moment:
                raise AssertionError(f"the finished run {name} was lost or done twice")
        self.tally["finished"] += len(after) - len(before)

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
        end = time.monotonic() + _GONE
        while left := marked(self.mark):
            if time.monotonic() > end:
                raise AssertionError(f"still running: {sorted(left)}")
            time.sleep(0.02)


def marked(mark: str) -> dict[int, int]:
    """Process → its parent, of those alive that were started under the mark."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            if f"{_MARK}={mark}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                found[int(entry.name)] = int(
                    (entry / "stat").read_text().rpartition(")")[2].split()[1]
                )
        except OSError:  # it has just ended, or is another's
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
    for path in (folder / "runs").glob("[!.]*"):
        read_plan(path)  # whole, whether there is a record or not
    return found


def main(kills: int) -> None:
    from fixtures.examples import make_example
    from planner.place import place_from_frames, write_place

    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        example = make_example("tiny")
        write_place(place_from_frames(example.settings, example.frames), root / "tiny", "csv")
        cycle = root / "cycle.toml"
        cycle.write_text(
            'name = "Killed"\nstage = "skillmix"\nplaces = ["tiny"]\n'
            '[options]\nreproducible = true\n[[axis]]\nname = "need"\n'
            'scale = {table = "needs", column = "people"}\n'
            "values = [0.8, 0.9, 1.0, 1.1]\n",
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "cli.main", "batch", "run", cycle, "--quiet", "-o"]
        whole = Killing(command, root / "whole", 0)
        began = time.monotonic()
        assert whole.run().wait(600) == 0
        seconds = time.monotonic() - began
        wanted = [path.read_bytes() for path in write_tables(BatchFolder(root / "whole"))]
        killing = Killing(command, root / "killed", 1)
        for number in range(kills):
            killing.kill(TARGETS[number % 3], 0.6 * seconds, number % 6 == 0)
            if len(finished(killing.folder)) == 4 or number == kills - 1:
                assert killing.run().wait(600) == 0, "what was left stands in the way"
                got = [path.read_bytes() for path in write_tables(BatchFolder(killing.folder))]
                assert got == wanted, "the table is not that of a batch in one go"
                killing.tally["rounds"] += 1
                shutil.rmtree(killing.folder)
        told = ", ".join(f"{what} {count}" for what, count in killing.tally.items())
        print(f"{kills} kills of batches of {seconds:.1f} s: {told}; nothing lost, twice or left")


if __name__ == "__main__":
    main(int(sys.argv[1]))
