"""The roster stage: a place goes in, shifts for named staff come out, checked."""

from __future__ import annotations

import datetime as dt
import math
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

import numpy as np
import pandas as pd

from planner.errors import CheckFailed, ImpossibleError, PlaceplanError
from planner.place.place import Place
from planner.place.stages import require
from planner.plan.plan import CheckResult, Plan, PlanRecord
from planner.plan.versions import versions
from planner.roster.clock import breaches
from planner.roster.horizon import Horizon, make_horizon
from planner.roster.labels import make_labels
from planner.roster.problem import make_problem
from planner.roster.rota import Rota, make_rota
from planner.roster.shortfalls import explain
from planner.roster.tables import duties_of, make_tables
from planner.roster.verify import verify_roster
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.roster.people import RosterPeople, firm_price, rows_of
from solvers.roster.problem import RosterProblem
from solvers.roster.ready import make_ready
from solvers.roster.search import RosterResult, solve_roster

#: Seconds a search takes where nobody says.
SECONDS = 120.0


def plan_roster(
    place: Place,
    *,
    start: dt.date | None = None,
    weeks: int = 4,
    previous: Plan | None = None,
    today: dt.date | None = None,
    notice_weeks: int = 6,
    scenarios: Sequence[str] = (),
    time_limit: float = SECONDS,
    seed: int = 0,
    listen: Listener = silent,
    stop: threading.Event | None = None,
    seconds: Mapping[str, float] | None = None,
) -> Plan:
    """Roster everybody with a contract.

    Parameters
    ----------
    start : the first day, a Monday; without one, the first Monday of the place.
    previous : the roster before, a plan of this stage. What it has before the start is what this one goes on from;
        what it has from the start on is published, and changes as little as possible.
    today : days before it are as published; without one, the start.
    notice_weeks : weeks from today in which a published shift should not change.
    time_limit : seconds for the search.
    stop : when set, the best roster so far is returned.

    Raises
    ------
    InputError : the place has no tables for a roster.
    ImpossibleError : somebody's fixed days and absences cannot be kept with their terms.
    CheckFailed : the independent check disagrees with the search; nothing is published.
    """
    require(place, "roster")
    horizon = make_horizon(place.settings.start, start, weeks, today, notice_weeks)
    listen(Progress("roster", note="getting ready"))
    make_ready()
    limits = Limits(time_limit, 0.0, 2, seed, stop or threading.Event())
    spent = dict.fromkeys(("load", "validate", "build", "solve", "check", "write"), 0.0)
    spent.update(seconds or {})
    moment = time.monotonic()
    listen(Progress("roster", note="reading contracts, cover and requests"))
    rota = make_rota(place, horizon, previous)
    problem = make_problem(rota)
    spent["build"] += time.monotonic() - moment

    moment = time.monotonic()
    result = solve_roster(problem, limits, lambda heard: listen(_in_points(heard)))
    spent["solve"] += time.monotonic() - moment
    if result.roster is None or result.measured is None:
        raise _without_roster(rota, problem, result, limits)

    moment = time.monotonic()
    listen(Progress("check", note="writing the tables and checking them", seconds=limits.elapsed()))
    duties = duties_of(rota, result.roster)
    shortfalls, remedies = explain(rota, duties)
    tables = make_tables(rota, duties, firm_price(problem), shortfalls, remedies)
    wrong = verify_roster(rota, tables) + _costs(problem, result, tables)
    spent["check"] += time.monotonic() - moment
    if wrong:
        raise CheckFailed("roster", wrong)
    return Plan(
        _record(rota, problem, result, spent, limits, scenarios, previous),
        tables,
        make_labels(place),
    )


def _in_points(heard: Progress) -> Progress:
    """What the search says, in the roster's words."""
    return replace(heard, phase="roster", priority="", unit="points")


def verify_plan(place: Place, plan: Plan, previous: Plan | None = None) -> list[str]:
    """Check a roster against its place, from its tables alone; what is wrong, in words.

    ``previous`` is the roster it was made from, where there was one.
    """
    return verify_roster(make_rota(place, horizon_of(plan.record), previous), plan.tables)


def horizon_of(record: PlanRecord) -> Horizon:
    """The days of a finished roster."""
    start = dt.date.fromisoformat(record.start)
    today = dt.date.fromisoformat(record.limits["today"])
    weeks = int(record.limits["notice_weeks"])
    return make_horizon(start, start, len(record.periods), today, weeks)


def _costs(
    problem: RosterProblem, result: RosterResult, tables: Mapping[str, pd.DataFrame]
) -> list[str]:
    """The points of the tables against what the solver's own check makes of the roster."""
    assert result.measured is not None
    assert result.roster is not None
    rows, covered = rows_of(problem), problem.covered(result.roster)
    cost = result.measured.preference + sum(result.measured.terms.values()) + rows.cost(covered)
    points = float(tables["roster_measures"]["points"].iloc[-1])
    if abs(points - cost) > 1e-6 * max(1.0, abs(points)):
        return [f"roster_measures: {points:g} points in all, the search has {cost:g}"]
    return []


def _without_roster(
    rota: Rota, problem: RosterProblem, result: RosterResult, limits: Limits
) -> PlaceplanError:
    """Who cannot be rostered at all, and why; or that there was no time."""
    reasons = []
    people = RosterPeople(problem)
    worth = np.zeros(len(problem.cover.day))
    for e, person in enumerate(rota.people):
        value, _ = people.cheapest(e, worth)
        if not math.isinf(value):
            continue
        fixed = {
            day: next(s for s, ok in zip(rota.slots, rota.available[e, day], strict=True) if ok)
            for day in range(rota.horizon.days)
            if rota.must[e, day] and rota.available[e, day].any()
        }
        nowhere = [
            day
            for day in range(rota.horizon.days)
            if rota.must[e, day] and not rota.available[e, day].any()
        ]
        told = [f"{rota.horizon.date(day)}: fixed to work, and away or nowhere" for day in nowhere]
        told += [f"{rota.horizon.date(b.day)}: {b}" for b in breaches(rota, person, fixed)]
        why = "; ".join(told[:5]) or "what is fixed leaves no way to keep the terms"
        reasons.append(f"{person.name}: {why}")
    if reasons:
        return ImpossibleError(
            "No roster keeps everybody's terms with what is fixed. Mend the pins, absences or "
            "terms of:",
            reasons,
        )
    if limits.stop.is_set():
        return ImpossibleError("Interrupted before a first roster was found; nothing is written.")
    return ImpossibleError("No roster was found in the time. Allow more time, or fewer weeks.")


def _record(
    rota: Rota,
    problem: RosterProblem,
    result: RosterResult,
    spent: Mapping[str, float],
    limits: Limits,
    scenarios: Sequence[str],
    previous: Plan | None,
) -> PlanRecord:
    place, horizon = rota.place, rota.horizon
    ended = "proven" if result.status.value == "optimal" else "the time limit"
    if limits.stop.is_set():
        ended = "interrupted"
    return PlanRecord(
        stage="roster",
        place=place.settings.name,
        status=result.status.value,
        ended=ended,
        periods=[horizon.date(7 * week).isoformat() for week in range(horizon.weeks)],
        start=horizon.start.isoformat(),
        scenarios=list(scenarios),
        base=None if previous is None or previous.folder is None else previous.folder.name,
        priorities=[],
        check=CheckResult(passed=True, violations=[]),
        seconds={phase: round(taken, 3) for phase, taken in spent.items()},
        model={
            "people": len(rota.people),
            "days": horizon.days,
            "shifts": len(rota.slots),
            "cover_rows": len(problem.cover.day),
        },
        inputs=dict(place.hashes),
        versions=versions(),
        seed=limits.seed,
        limits={
            "time_limit": limits.seconds,
            "today": horizon.today.isoformat(),
            "notice_weeks": horizon.notice // 7,
            "bound": result.bound if math.isfinite(result.bound) else None,
        },
        warnings=[],
        settings=place.settings.model_dump(mode="json"),
        trace=[
            asdict(Progress("roster", incumbent=cost, unit="points", seconds=round(when, 3)))
            for when, cost in result.trace
        ],
    )
