"""What every run's scenarios make of its place, checked before anything runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Event as Flag

from planner.batch.cycle import Cycle, Run
from planner.batch.job import Ended, Job
from planner.batch.local import Executor
from planner.batch.tasks import Prepare, Prepared, packed, prepare
from planner.errors import Finding

_LOOK_UP = 0.25
_MOST_TOLD = 200  # findings; beyond it one mistake has been told of often enough


def prepare_all(
    cycle: Cycle,
    runs: Mapping[str, Run],
    executor: Executor,
    *,
    listen: Callable[[int, int], None],
    stop: Flag,
) -> tuple[dict[str, bytes], list[Finding]]:
    """Run → its place as its scenarios change it, packed; and everything that is wrong.

    Runs that differ in seed or options alone share theirs, so that a place is read once and
    changed once for each set of scenarios. Ends early, with what there is, when ``stop`` is set.
    """
    base = {name: packed(place) for name, place in cycle.places.items()}
    shared: dict[str, str] = {}  # what is changed → the first run that asks for it
    alike = {name: shared.setdefault(_key(run), name) for name, run in runs.items()}
    waiting = [name for name in shared.values() if _changes(runs[name])]
    places = {name: base[runs[name].place] for name in shared.values()}
    findings: dict[Finding, None] = {}
    total, running = len(waiting), 0
    done = 0
    while (waiting or running) and not stop.is_set():
        while waiting and executor.room() > 0:
            run = runs[waiting.pop(0)]
            executor.begin(
                run.name, Job(prepare, Prepare(base[run.place], run.overlays, run.priorities))
            )
            running += 1
        for event in executor.hear(_LOOK_UP):
            if isinstance(event, Ended):
                running -= 1
                done += 1
                place, found = _read(event, runs[event.key])
                places[event.key] = place
                findings |= dict.fromkeys(found)
        listen(done, total)
    return {name: places[first] for name, first in alike.items()}, list(findings)[:_MOST_TOLD]


def _key(run: Run) -> str:
    return repr((run.place, run.overlays, run.priorities))


def _changes(run: Run) -> bool:
    return bool(run.overlays or run.priorities)


def _read(event: Ended, run: Run) -> tuple[bytes, list[Finding]]:
    """The place, and what is wrong: said of the place it is wrong for."""
    if isinstance(event.result, Prepared):
        findings = event.result.findings
    else:
        reason = str(event.result or event.how).strip().rpartition("\n")[2]
        findings = (Finding(f"its scenarios could not be applied: {reason}", "try again"),)
    where = f"place {run.place!r}"
    told = [replace(f, file=f"{where}: {f.file}" if f.file else where) for f in findings]
    return (event.result.place if isinstance(event.result, Prepared) else b""), told
