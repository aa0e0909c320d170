"""The rotation stage: a place goes in, who is where in each block comes out, checked."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import pandas as pd

from planner.errors import CheckFailed, ImpossibleError
from planner.place.place import Place
from planner.place.stages import require
from planner.plan.plan import CheckResult, Plan, PlanRecord, PriorityResult
from planner.plan.versions import versions
from planner.rotation.impossible import impossible
from planner.rotation.labels import make_labels
from planner.rotation.measures import UNITS, baseline, measured
from planner.rotation.problem import make_problem
from planner.rotation.scheme import Scheme, make_scheme
from planner.rotation.tables import make_tables, where_of
from planner.rotation.verify import verify_rotation
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.schemes.problem import PARTS
from solvers.schemes.search import SchemeResult, solve_scheme

#: Seconds a search takes at most where nobody says.
SECONDS = 60.0


def plan_rotation(
    place: Place,
    name: str,
    *,
    previous: Plan | None = None,
    today: dt.date | None = None,
    scenarios: Sequence[str] = (),
    time_limit: float = SECONDS,
    seed: int = 0,
    reproducible: bool = False,
    listen: Listener = silent,
    stop: threading.Event | None = None,
    seconds: Mapping[str, float] | None = None,
) -> Plan:
    """Say where everybody of a scheme is in each of its blocks.

    Parameters
    ----------
    name : the scheme.
    previous : an earlier plan of this stage: what it has before the first block is history, and what
        it has within notice is kept.
    today : blocks that begin within the notice from this day on stay as they were; without one,
        everything may change.
    reproducible : the same place gives the same plan; time is not limited by the clock.
    stop : when set, the best rotation so far is returned.

    Raises
    ------
    InputError : the place has no tables for a rotation.
    PlaceplanError : the place has no such scheme.
    ImpossibleError : nothing keeps all that the scheme asks for, with what conflicts.
    CheckFailed : the independent check disagrees with the search; nothing is published.
    """
    require(place, "rotation")
    limits = Limits(None if reproducible else time_limit, 0.0, 2, seed, stop or threading.Event())
    spent = dict.fromkeys(("load", "validate", "build", "solve", "check", "write"), 0.0)
    spent.update(seconds or {})
    moment = time.monotonic()
    scheme = make_scheme(place, name, today, previous)
    problem = make_problem(scheme)
    spent["build"] += time.monotonic() - moment

    moment = time.monotonic()
    result = solve_scheme(problem, limits, listen=listen, reproducible=reproducible)
    spent["solve"] += time.monotonic() - moment
    if result.status is Status.INFEASIBLE:
        listen(Progress("rotation", note="nothing keeps all of it; finding out why"))
        raise impossible(scheme, problem, limits)
    if result.rotation is None:
        if limits.stop.is_set():
            said = "Interrupted before a first rotation was found; nothing is written."
        else:
            said = "No rotation was found in the time. Allow more time, or fewer blocks."
        raise ImpossibleError(said)

    moment = time.monotonic()
    listen(Progress("check", note="writing the tables and checking them"))
    tables = make_tables(scheme, where_of(scheme, result.rotation))
    priorities = _priorities(scheme, result, tables)
    wrong = verify_rotation(scheme, tables, priorities) + _agree(scheme, result, tables)
    spent["check"] += time.monotonic() - moment
    if wrong:
        raise CheckFailed("rotation", wrong)
    record = _record(scheme, result, spent, limits, scenarios, previous, priorities)
    return Plan(record, tables, make_labels(place, name))


def verify_plan(place: Place, plan: Plan, previous: Plan | None = None) -> list[str]:
    """Check a rotation against its place, from its tables alone; what is wrong, in words.

    ``previous`` is the plan it was made from, where there was one.
    """
    limits = plan.record.limits
    scheme = make_scheme(place, limits["scheme"], dt.date.fromisoformat(limits["today"]), previous)
    return verify_rotation(scheme, plan.tables, plan.record.priorities)


def _priorities(
    scheme: Scheme, result: SchemeResult, tables: Mapping[str, pd.DataFrame]
) -> list[PriorityResult]:
    values, nobody = measured(scheme, tables), baseline(scheme)
    found = []
    for reached in result.reached:
        name, scale = reached.aim.measure.NAME, reached.aim.measure.SCALE
        value = values[name]
        found.append(
            PriorityResult(
                name=name,
                value=value,
                bound=value if reached.proven else min(value, reached.bound / scale),
                tolerance=reached.aim.tolerance,
                slack=reached.aim.slack / scale,
                unit=UNITS[name],
                baseline=nobody[name],
                proven=reached.proven,
            )
        )
    return found


def _agree(scheme: Scheme, result: SchemeResult, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """The measures of the tables against what the solver's own check makes of the rotation."""
    assert result.measured is not None
    found = [str(violation) for violation in result.measured.violations]
    values = measured(scheme, tables)
    # Presence is counted in whole parts of a day, rounded up for each person and block.
    rounding = 2.0 * len(scheme.people) * scheme.blocks.count / PARTS
    for reached in result.reached:
        measure = reached.aim.measure
        solved = result.measured.values[measure.NAME] / measure.SCALE
        room = rounding if measure.SCALE > 1 else 1e-6
        if abs(values[measure.NAME] - solved) > room:
            found.append(
                f"{measure.NAME}: {values[measure.NAME]:g} by the tables, {solved:g} by the search"
            )
    return found


def _record(
    scheme: Scheme,
    result: SchemeResult,
    spent: Mapping[str, float],
    limits: Limits,
    scenarios: Sequence[str],
    previous: Plan | None,
    priorities: list[PriorityResult],
) -> PlanRecord:
    place, blocks = scheme.place, scheme.blocks
    ended = {
        Status.OPTIMAL: "every priority is proven",
        Status.INTERRUPTED: "interrupted",
    }.get(result.status, "the time limit")
    return PlanRecord(
        stage="rotation",
        place=place.settings.name,
        status=result.status.value,
        ended=ended,
        periods=[blocks.begins(block).isoformat() for block in range(blocks.count)],
        start=blocks.first.isoformat(),
        scenarios=list(scenarios),
        base=None if previous is None or previous.folder is None else previous.folder.name,
        priorities=priorities,
        check=CheckResult(passed=True, violations=[]),
        seconds={phase: round(taken, 3) for phase, taken in spent.items()},
        model={"people": len(scheme.people), "posts": len(scheme.posts), **result.size},
        inputs=dict(place.hashes),
        versions=versions(),
        seed=limits.seed,
        limits={
            "time_limit": limits.seconds,
            "reproducible": limits.seconds is None,
            "scheme": scheme.name,
            "today": scheme.today.isoformat(),
            "notice_weeks": scheme.notice_weeks,
        },
        warnings=[],
        settings=place.settings.model_dump(mode="json"),
        trace=[
            asdict(replace(moment, seconds=round(moment.seconds, 3))) for moment in result.trace
        ],
    )
