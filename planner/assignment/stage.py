"""The assignment stage: a place goes in, who takes which post and learns what comes out."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from planner.assignment.decisions import decisions_of
from planner.assignment.horizon import MONTHS, NOTICE_WEEKS, Horizon, make_horizon
from planner.assignment.impossible import what_gives_way
from planner.assignment.labels import make_labels
from planner.assignment.ledger import Ledger
from planner.assignment.measures import values, values_today
from planner.assignment.problem import Asked, World, make_problem, make_world
from planner.assignment.reasons import unmet_rows
from planner.assignment.tables import make_tables
from planner.assignment.verify import verify_assignment
from planner.errors import CheckFailed, Finding, ImpossibleError, InputError, PlaceplanError
from planner.place.place import Place
from planner.place.stages import require
from planner.plan.made_from import changed_inputs, refuse_other_periods, said_of
from planner.plan.plan import CheckResult, Plan, PlanRecord, PriorityResult
from planner.plan.versions import versions
from solvers.assignment.search import Ask, AssignmentResult, solve_assignment
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status

#: Seconds a search takes where nobody says.
SECONDS = 300.0

#: The priorities in their order. What later ones may give up of the shortfall is what the
#: rounding of a figure hides, of travel less than anybody notices; nothing is given up of the
#: others.
ASKS = (
    Ask("team_minimums"),
    Ask("shortfall", 0.001),
    Ask("change"),
    Ask("travel", 0.05),
    Ask("preferences"),
    Ask("courses"),
    Ask("fairness"),
)


def plan_assignment(
    place: Place,
    *,
    skillmix: Plan | None = None,
    months: int = MONTHS,
    today: dt.date | None = None,
    notice_weeks: int = NOTICE_WEEKS,
    scenarios: Sequence[str] = (),
    time_limit: float | None = SECONDS,
    gap: float = 0.01,
    reproducible: bool = False,
    seed: int = 0,
    listen: Listener = silent,
    stop: threading.Event | None = None,
    seconds: Mapping[str, float] | None = None,
) -> Plan:
    """Assign the named staff of a place.

    Parameters
    ----------
    skillmix : the plan whose transfers and courses are turned into people; without one the
        targets are the place's table ``targets``.
    months : how much of the horizon is assigned, from the start of the place.
    today : the day from which ``notice_weeks`` are counted; without one, notice has been
        given when the plan starts.
    time_limit : seconds for the search; none where it must be reproducible.
    gap : relative gap within which a priority counts as proven.
    reproducible : one thread and no clock, so that the same place and seed give the same
        plan to the byte; cannot be combined with a time limit.
    stop : when set, the best assignment so far is returned.

    Raises
    ------
    InputError : the place has no posts or staff, or the plan is not of its periods.
    ImpossibleError : what is fixed by hand cannot be; it says what would have to give way.
    CheckFailed : the independent check disagrees with the search; nothing is published.
    """
    require(place, "assignment")
    warnings = _fits(place, skillmix)
    if reproducible and time_limit is not None:
        raise PlaceplanError(
            "a reproducible plan cannot have a time limit: the clock is never the same twice"
        )
    horizon = make_horizon(place.settings, months, today, notice_weeks)
    limits = Limits(time_limit, gap, 1 if reproducible else 2, seed, stop or threading.Event())
    spent = dict.fromkeys(("load", "validate", "build", "solve", "check", "write"), 0.0)
    spent.update(seconds or {})
    moment = time.monotonic()
    listen(Progress("assignment", note="reading people, posts and courses"))
    world = make_world(place, horizon, skillmix)
    asked = make_problem(world)
    spent["build"] += time.monotonic() - moment

    moment = time.monotonic()
    limits.started = moment
    result = solve_assignment(asked.problem, ASKS, limits, listen, reproducible=reproducible)
    spent["solve"] += time.monotonic() - moment
    if result.outcome is None:
        raise _without(asked, result, limits)

    moment = time.monotonic()
    listen(Progress("check", note="writing the tables and checking them", seconds=limits.elapsed()))
    ledger = Ledger(world, decisions_of(asked, result.outcome))
    tables = make_tables(ledger, unmet_rows(ledger, asked, result.outcome))
    priorities = _priorities(ledger, result)
    wrong = verify_assignment(world, tables, priorities) + _measures(ledger, result)
    spent["check"] += time.monotonic() - moment
    if wrong:
        raise CheckFailed("assignment", wrong)
    record = _record(world, asked, result, priorities, spent, limits, scenarios, skillmix)
    told = {"months": months, "today": None if today is None else today.isoformat(),
            "notice_weeks": notice_weeks, "reproducible": reproducible}  # fmt: skip
    record = record.model_copy(update={"limits": {**record.limits, **told}, "warnings": warnings})
    return Plan(record, tables, make_labels(place))


def verify_plan(place: Place, plan: Plan, base: Plan | None = None) -> list[str]:
    """Check an assignment against its place, from its tables alone; what is wrong, in words.

    ``base`` is the skill mix it was made from, where there was one.
    """
    world = make_world(place, horizon_of(place, plan.record), base)
    return verify_assignment(world, plan.tables, plan.record.priorities)


def horizon_of(place: Place, record: PlanRecord) -> Horizon:
    """The periods of a finished assignment."""
    today = record.limits["today"]
    return make_horizon(
        place.settings,
        int(record.limits["months"]),
        None if today is None else dt.date.fromisoformat(today),
        int(record.limits["notice_weeks"]),
    )


def _fits(place: Place, skillmix: Plan | None) -> list[str]:
    """What has changed in the place since the skill mix, as warnings.

    Raises
    ------
    InputError : there is nothing to say whom the place wants, or the plan has other periods.
    """
    if skillmix is None:
        if not any(len(place[name]) for name in ("targets", "team_minimums")):
            message = "nothing says whom the place wants"
            remedy = "name a skill-mix plan with --plan, or add the table targets"
            raise InputError([Finding(message, remedy, "targets")])
        return []
    refuse_other_periods(place, skillmix)
    gone = sorted(set(skillmix["workforce"]["post"]) - set(place["posts"]["post"]))
    if gone:
        message = f"it has posts that the place has not: {', '.join(gone[:5])}"
        remedy = "plan the skill mix of the place as it is now"
        raise InputError([Finding(message, remedy, said_of(skillmix))])
    changed = changed_inputs(skillmix.record, place)
    if not changed:
        return []
    return [f"Changed in the place since the skill mix was planned: {', '.join(changed)}."]


def _without(asked: Asked, result: AssignmentResult, limits: Limits) -> PlaceplanError:
    if result.status is Status.INFEASIBLE:
        return ImpossibleError(
            "No assignment keeps every rule with what is fixed by hand. The least that would "
            "have to give way:",
            what_gives_way(asked.problem, limits),
        )
    if result.status is Status.INTERRUPTED:
        return ImpossibleError("Interrupted before a first assignment; nothing is written.")
    return ImpossibleError(f"No assignment was found ({result.ended}). Allow more time.")


def _priorities(ledger: Ledger, result: AssignmentResult) -> list[PriorityResult]:
    value, today = values(ledger), values_today(ledger)
    return [
        PriorityResult(
            name=g.goal.name,
            value=value[g.goal.name],
            bound=min(g.bound, value[g.goal.name]),
            tolerance=g.goal.tolerance,
            slack=g.goal.slack,
            unit=g.goal.unit,
            baseline=today[g.goal.name],
            proven=g.proven,
        )
        for g in result.goals
    ]


def _measures(ledger: Ledger, result: AssignmentResult) -> list[str]:
    """The priorities of the tables against what the solver's own check makes of them."""
    value = values(ledger)
    return [
        f"priority {g.goal.name}: {value[g.goal.name]:g} by the tables, {g.value:g} by the search"
        for g in result.goals
        if abs(value[g.goal.name] - g.value) > 1e-5 * max(1.0, abs(g.value))
    ]


def _record(
    world: World,
    asked: Asked,
    result: AssignmentResult,
    priorities: list[PriorityResult],
    spent: Mapping[str, float],
    limits: Limits,
    scenarios: Sequence[str],
    skillmix: Plan | None,
) -> PlanRecord:
    place = world.facts.place
    base = None
    if skillmix is not None:
        base = "skill mix" if skillmix.folder is None else skillmix.folder.name
    return PlanRecord(
        stage="assignment",
        place=place.settings.name,
        status=result.status.value,
        ended=result.ended,
        periods=list(world.horizon.labels),
        start=place.settings.start.isoformat(),
        scenarios=list(scenarios),
        base=base,
        priorities=priorities,
        check=CheckResult(passed=True, violations=[]),
        seconds={phase: round(taken, 3) for phase, taken in spent.items()},
        model={
            **result.size,
            "people": len(world.facts.staff),
            "groups": len(asked.groups),
            "offers": len(asked.choices),
        },
        inputs=dict(place.hashes),
        versions=versions(),
        seed=limits.seed,
        limits={"time_limit": limits.seconds, "gap": limits.gap},
        warnings=[],
        settings=place.settings.model_dump(mode="json"),
        trace=[asdict(moment) for moment in result.trace],
    )
