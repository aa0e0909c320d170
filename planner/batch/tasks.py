"""What is done in a process of its own: change a place by its scenarios, and run a stage on it."""

from __future__ import annotations

import pickle
import time
import traceback
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from planner.batch import folder as store
from planner.batch.job import Tell
from planner.batch.stages import STAGES, Options
from planner.errors import Finding, ImpossibleError, InputError, PlaceplanError
from planner.place.place import Place
from planner.plan.plan import Plan
from planner.plan.store import write_plan
from planner.plan.versions import versions
from planner.scenario import Scenario, apply_scenarios, scenario_from_dict
from solvers.engine.progress import Progress

_EVERY = 0.5  # seconds between words on how far a run is


@dataclass(frozen=True)
class Prepare:
    """A place and what to change it by."""

    place: bytes
    overlays: tuple[Scenario, ...]
    priorities: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True)
class Prepared:
    """The place as it is then, or what is wrong with it."""

    place: bytes = b""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Solve:
    """A run. ``folder`` is where its plan goes; without one the plan comes back."""

    place: bytes
    stage: str
    options: Options
    scenarios: tuple[str, ...]
    seed: int
    folder: Path | None
    reports: bool
    versions: dict[str, str]


@dataclass(frozen=True)
class Solved:
    """How a run came out, as ``folder.RunRecord`` says it; ``unwritten`` is what keeps its plan
    from being kept."""

    came_out: str
    reason: str = ""
    measures: tuple[dict[str, Any], ...] = ()
    proven: bool | None = None
    seconds: tuple[tuple[str, float], ...] = ()
    details: str = ""
    unwritten: str = ""
    plan: Plan | None = None


def packed(place: Place) -> bytes:
    """A place, small enough to hand round."""
    return zlib.compress(pickle.dumps(place, protocol=pickle.HIGHEST_PROTOCOL), 1)


def unpacked(content: bytes) -> Place:
    place: Place = pickle.loads(zlib.decompress(content))
    return place


def prepare(asked: Prepare, tell: Tell) -> Prepared:
    """The place as its scenarios and priorities change it, checked."""
    place = unpacked(asked.place)
    try:
        place = apply_scenarios(place, asked.overlays)
        if asked.priorities:
            place = apply_scenarios(place, [_with_priorities(place, asked.priorities)])
    except InputError as error:
        return Prepared(findings=error.findings)
    return Prepared(packed(place))


def _with_priorities(place: Place, changes: Sequence[tuple[str, str, float]]) -> Scenario:
    """The place's priorities with the rooms that a cycle gives them, as a scenario."""
    listed = [priority.model_dump() for priority in place.settings.priorities]
    known = {priority["measure"]: priority for priority in listed}
    for measure, key, value in changes:
        if measure not in known:
            message = f"the place has no priority {measure}"
            raise InputError([Finding(message, f"its priorities: {', '.join(known)}")])
        known[measure][key] = value
    change = {"action": "set", "table": "settings", "values": {"priorities": listed}}
    return scenario_from_dict({"name": "priorities", "change": [change]})


def solve(asked: Solve, tell: Tell) -> Solved:
    """Run the stage, write its plan or send it back, and say how it came out."""
    if asked.versions != versions():
        return Solved(store.FAILED, _other_versions(asked.versions))
    try:
        plan = _planned(asked, tell)
    except ImpossibleError as error:
        return Solved(store.IMPOSSIBLE, str(error))
    except PlaceplanError as error:
        return Solved(store.FAILED, str(error))
    except MemoryError:
        raise
    except Exception as error:
        said = f"Something went wrong inside placeplan: {type(error).__name__}: {error}"
        return Solved(store.FAILED, said, details=traceback.format_exc())
    if asked.folder is None:
        return replace(made(plan), plan=plan)
    return kept(plan, asked.folder, asked.reports)


def _planned(asked: Solve, tell: Tell) -> Plan:
    heard = [0.0]

    def listen(progress: Progress) -> None:
        now = time.monotonic()
        if now - heard[0] >= _EVERY:
            heard[0] = now
            tell(f"{progress.phase}: {progress.priority}" if progress.priority else progress.phase)

    return STAGES[asked.stage].plan(
        unpacked(asked.place),
        asked.options,
        scenarios=asked.scenarios,
        seed=asked.seed,
        listen=listen,
    )


def kept(plan: Plan, folder: Path, reports: bool) -> Solved:
    """The plan is put in its folder; an earlier one there is replaced."""
    try:
        written = write_plan(plan, folder, overwrite=True, report=reports)
    except PlaceplanError as error:
        full = isinstance(error.__cause__, OSError)  # and so would be every other run's
        return Solved(store.FAILED, str(error), unwritten=str(error) if full else "")
    return made(written)


def made(plan: Plan) -> Solved:
    """How a run that has a plan came out."""
    measures = STAGES[plan.record.stage].measures(plan)
    known = [measure.proven for measure in measures if measure.proven is not None]
    return Solved(
        store.PLANNED,
        measures=tuple(asdict(measure) for measure in measures),
        proven=all(known) if known else None,
        seconds=tuple(plan.record.seconds.items()),
    )


def _other_versions(asked: dict[str, str]) -> str:
    """What this computer has that the batch has not."""
    own = versions()
    parts = [
        f"{name} {own.get(name, 'missing')} instead of {asked.get(name, 'none')}"
        for name in sorted({*own, *asked})
        if own.get(name) != asked.get(name)
    ]
    return f"The computer that ran this has {', '.join(parts)}. Install the same versions there."
