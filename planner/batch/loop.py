"""Runs a cycle: what is not done yet, each run once, whatever happens to any of them."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Event as Flag

from planner.batch import folder as store
from planner.batch import job as jobs
from planner.batch.cycle import Cycle, Run
from planner.batch.folder import BatchFolder, RunRecord
from planner.batch.job import Ended, Job, Told
from planner.batch.local import Executor
from planner.batch.prepare import prepare_all
from planner.batch.progress import BatchProgress, Pace
from planner.batch.stages import STAGES
from planner.batch.tasks import Solve, Solved, kept, made, solve
from planner.errors import InputError, PlaceplanError
from planner.plan.store import is_plan, read_plan
from planner.plan.versions import versions
from planner.swap import clear

_LOOK_UP = 0.25  # seconds between looks at the flag that stops it, and words to the listener
_ELSEWHERE = 1.0  # seconds between looks at what another batch is doing

Listener = Callable[[BatchProgress], None]


@dataclass(frozen=True)
class Outcome:
    """How a batch ended. ``counts`` are of the rows of the cycle, by how they came out;
    ``done`` and ``found`` are the runs done now, and those that were there before."""

    counts: dict[str, int]
    done: int
    found: int
    stopped: bool

    @property
    def good(self) -> bool:
        return not self.stopped and set(self.counts) <= {store.PLANNED}


def modules_of(cycle: Cycle) -> list[str]:
    """What a process that runs this cycle imports before it forks."""
    report = ["planner.report.page"] if cycle.reports else []
    return ["planner.batch.tasks", STAGES[cycle.stage].home.partition(":")[0], *report]


def run_batch(
    cycle: Cycle,
    folder: BatchFolder,
    executor: Executor,
    *,
    local: bool = True,
    listen: Listener = lambda progress: None,
    stop: Flag | None = None,
) -> Outcome:
    """Do every run of the cycle that is not done yet.

    Parameters
    ----------
    executor : does the runs; the caller closes it.
    local : whether runs may write to the folder themselves; otherwise plans come back.
    listen : told of progress several times a second.
    stop : when set, what is running is ended and the rest is left for another time.

    Raises
    ------
    InputError : scenarios that do not fit their places, every one, before anything runs.
    PlaceplanError : the folder cannot be written; what is finished is whole.
    """
    folder.open()
    batch = _Batch(cycle, folder, executor, local, listen, stop or Flag())
    batch.look()
    places, findings = prepare_all(
        cycle, batch.runs, executor, listen=batch.tell_preparing, stop=batch.stop
    )
    if findings:
        raise InputError(findings)
    folder.write_index(cycle)
    batch.prepared = places
    try:
        batch.work()
    finally:
        batch.leave()
    return batch.outcome()


@dataclass
class _Batch:
    """A batch under way; ``waiting``, ``elsewhere`` and ``held`` are names of runs."""

    cycle: Cycle
    folder: BatchFolder
    executor: Executor
    local: bool
    listen: Listener
    stop: Flag
    runs: dict[str, Run] = field(default_factory=dict)
    prepared: dict[str, bytes] = field(default_factory=dict)
    waiting: deque[str] = field(default_factory=deque)
    elsewhere: deque[str] = field(default_factory=deque)
    held: dict[str, int] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)  # running → how far
    found: int = 0
    done: int = 0
    bad: int = 0
    pace: Pace = field(default_factory=Pace)
    looked: float = 0.0

    def look(self) -> None:
        """Find what is to be done: rows that ask the same are one run."""
        for run in self.cycle.runs:
            if run.name in self.runs:
                continue
            if self._stands(run.name):
                self.found += 1
            else:
                self.runs[run.name] = run
        self.waiting.extend(self.runs)

    def _stands(self, name: str) -> bool:
        limits = self.cycle.limits
        record = self.folder.record(name)
        if record is None or not record.stands(limits.seconds, limits.memory_gb):
            return False
        return record.came_out != store.PLANNED or is_plan(self.folder.plan(name))

    def work(self) -> None:
        """Until nothing is left, or it is to stop."""
        while (self.waiting or self.elsewhere or self.at) and not self.stop.is_set():
            self._look_elsewhere()
            while self.waiting and self.executor.room() > 0 and not self.stop.is_set():
                self._begin(self.waiting.popleft())
            if self.at:
                for event in self.executor.hear(_LOOK_UP):
                    if isinstance(event, Told):
                        self._heard(event)
                    else:
                        self._ended(event)
            elif self.elsewhere:
                self.stop.wait(_LOOK_UP)
            self._tell()

    def _begin(self, name: str) -> None:
        """Take the run's lock and begin it; a run that another batch has is looked at later."""
        lock = self.folder.hold(name)
        if lock is None:
            self.elsewhere.append(name)
            return
        if self._stands(name) or self._adopted(name):  # by another batch, since we looked
            self.folder.let_go(name, lock)
            self.found += 1
            return
        self.held[name] = lock
        self.at[name] = ""
        limits = self.cycle.limits
        memory = None if limits.memory_gb is None else int(limits.memory_gb * 1e9)
        run = self.runs[name]
        asked = Solve(
            place=self.prepared[name],
            stage=self.cycle.stage,
            options=run.options,
            scenarios=tuple(overlay.name for overlay in run.overlays),
            seed=run.seed,
            folder=self.folder.plan(name) if self.local else None,
            reports=self.cycle.reports,
            versions=versions(),
        )
        self.executor.begin(name, Job(solve, asked, limits.seconds, memory))

    def _adopted(self, name: str) -> bool:
        """Keep a whole plan whose batch was killed before it could say so."""
        path = self.folder.plan(name)
        if not path.is_dir():
            return False
        try:
            plan = read_plan(path, self.cycle.stage)
        except PlaceplanError:
            return False
        self._record(name, made(plan), dict(plan.record.seconds), None)
        return True

    def _look_elsewhere(self) -> None:
        """What another batch had: done by now, or left to us."""
        now = time.monotonic()
        if not self.elsewhere or now - self.looked < _ELSEWHERE:
            return
        self.looked = now
        for _ in range(len(self.elsewhere)):
            name = self.elsewhere.popleft()
            if self._stands(name):
                self.found += 1
            else:
                self.waiting.append(name)

    def _heard(self, event: Told) -> None:
        if event.key in self.at:
            self.at[event.key] = event.text

    def _ended(self, event: Ended) -> None:
        name = event.key
        if self.at.pop(name, None) is None:
            return
        solved = _solved(event, self.cycle)
        if solved.plan is not None:
            solved = kept(solved.plan, self.folder.plan(name), self.cycle.reports)
        if solved.unwritten:
            raise PlaceplanError(
                f"{solved.unwritten}\nThe batch stops here; finished runs are whole."
            )
        seconds = {**dict(solved.seconds), "run": round(event.seconds, 3)}
        self._record(name, solved, seconds, event.memory)
        self.folder.let_go(name, self.held.pop(name))
        self.done += 1
        self.bad += solved.came_out != store.PLANNED
        self.pace.add(event.seconds)
        self._tell(f"{self.runs[name].label}: {solved.came_out}", solved.reason)

    def _record(
        self, name: str, solved: Solved, seconds: dict[str, float], memory: int | None
    ) -> None:
        limits = self.cycle.limits
        self.folder.write_record(
            RunRecord(
                name=name,
                came_out=solved.came_out,
                reason=solved.reason,
                measures=list(solved.measures),
                proven=solved.proven,
                seconds=seconds,
                memory_mb=round(memory / 1e6, 1) if memory else None,
                limits={"seconds": limits.seconds, "memory_gb": limits.memory_gb},
                details=solved.details,
            )
        )

    def _tell(self, ended: str = "", reason: str = "") -> None:
        left = len(self.waiting) + len(self.at) + len(self.elsewhere)
        self.listen(
            BatchProgress(
                "running",
                total=self.found + self.done + left,
                done=self.found + self.done,
                bad=self.bad,
                running=tuple((self.runs[name].label, far) for name, far in self.at.items()),
                elsewhere=len(self.elsewhere),
                left=self.pace.left(left, self.executor.slots()),
                ended=ended,
                reason=reason,
            )
        )

    def tell_preparing(self, done: int, total: int) -> None:
        self.listen(BatchProgress("checking scenarios", total=total, done=done))

    def leave(self) -> None:
        """End what still runs and let its locks go; whatever ended in time is kept, and of what did
        not nothing half-written."""
        for name in self.at:
            self.executor.stop(name)
        if self.at:
            self.executor.close()
        for name in self.at if self.local else ():
            with suppress(OSError):
                clear(self.folder.plan(name))
        for name, lock in self.held.items():
            self.folder.let_go(name, lock)

    def outcome(self) -> Outcome:
        counts: dict[str, int] = {}
        for run in self.cycle.runs:
            record = self.folder.record(run.name)
            came_out = record.came_out if record else store.NOT_RUN
            counts[came_out] = counts.get(came_out, 0) + 1
        return Outcome(counts, self.done, self.found, self.stop.is_set())


def _solved(event: Ended, cycle: Cycle) -> Solved:
    """How a run came out whose process has ended."""
    limits = cycle.limits
    if event.why == jobs.RETURNED:
        assert isinstance(event.result, Solved)
        return event.result
    if event.why == jobs.TIMED_OUT:
        return Solved(
            store.TIMED_OUT,
            f"It was ended after {limits.seconds:g} s, the limit of the cycle. Allow more seconds "
            "under [limits], or give the stage a time_limit, which keeps the best plan so far.",
        )
    if event.why == jobs.OUT_OF_MEMORY:
        most = (
            "this computer has"
            if limits.memory_gb is None
            else f"the {limits.memory_gb:g} GB allowed"
        )
        return Solved(
            store.OUT_OF_MEMORY,
            f"It needed more memory than {most}. Allow more under [limits], or plan fewer periods.",
        )
    if event.result is not None:  # a fault outside the stage
        last = str(event.result).strip().rpartition("\n")[2]
        return Solved(
            store.FAILED, f"Something went wrong inside placeplan: {last}", details=event.result
        )
    return Solved(
        store.KILLED,
        f"Its process was ended from outside ({event.how}): by a person, or by a system that ran "
        "out of memory. Run the cycle again to do it again.",
    )
