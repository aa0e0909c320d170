"""The skill-mix stage: a place goes in, a checked plan comes out."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, replace

from planner.errors import CheckFailed, ImpossibleError, PlaceplanError
from planner.place.place import Place
from planner.place.stages import require
from planner.plan.plan import CheckResult, Plan, PlanRecord, PriorityResult
from planner.plan.versions import versions
from planner.skillmix.base import problem_of
from planner.skillmix.bottlenecks import with_bottlenecks
from planner.skillmix.labels import make_labels
from planner.skillmix.pins import pins_told
from planner.skillmix.read_back import read_outcome
from planner.skillmix.tables import make_tables
from planner.skillmix.verify import verify_tables
from planner.skillmix.without_pins import (
    Solve,
    refuse_no_pins,
    refuse_other_origin,
    with_pin_costs,
)
from solvers.engine.goals import GoalResult
from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.skillmix.check import measure_all
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Pin, Problem
from solvers.skillmix.search import Ask, SkillmixResult, solve_skillmix, solve_today


def plan_skillmix(
    place: Place,
    *,
    scenarios: Sequence[str] = (),
    time_limit: float | None = None,
    gap: float = 0.01,
    base: Plan | None = None,
    reproducible: bool = False,
    seed: int = 0,
    bottlenecks: bool = False,
    pin_costs: bool = False,
    pinned_from: Plan | None = None,
    listen: Listener = silent,
    stop: threading.Event | None = None,
    seconds: Mapping[str, float] | None = None,
) -> Plan:
    """Plan the skill mix of a place.

    Parameters
    ----------
    scenarios : names of the scenarios already applied to the place.
    time_limit : seconds for the whole search; what is not proven by then is said.
    gap : relative gap within which a priority counts as proven.
    base : the plan before: its frozen periods are kept, change is counted from it.
    reproducible : one thread and no clock, so that the same place and seed give
        the same plan; cannot be combined with ``time_limit``.
    bottlenecks : also measure what would help most; beyond the time limit, where there is one.
    pin_costs : also plan again without the place's pins, to say what they cost: all of them, and
        each where they are few. Each search may take the time that the plan may.
    pinned_from : a plan of the same place before it was pinned; says what the pins cost without
        another search.
    listen : told of progress.
    stop : when set, the best checked plan so far is returned.
    seconds : time already spent on ``load`` and ``validate``, for the record.

    Raises
    ------
    InputError : the place lacks tables that a skill mix needs, or ``pinned_from`` is not of it.
    ImpossibleError : no plan keeps every hard rule; it says which, where, by how much.
    CheckFailed : the independent check disagrees with the search; nothing is published.
    """
    require(place, "skillmix")
    if reproducible and time_limit is not None:
        raise PlaceplanError(
            "a reproducible plan cannot have a time limit: the clock is never the same twice"
        )
    if pin_costs:
        refuse_no_pins(place)
    limits = Limits(time_limit, gap, 1 if reproducible else 2, seed, stop or threading.Event())
    spent = dict.fromkeys(("load", "validate", "build", "solve", "check", "write"), 0.0)
    spent.update(seconds or {})
    started = time.monotonic()
    if pinned_from is not None:
        listen(Progress("check", note="holding the plan named to its place"))
        refuse_other_origin(place, pinned_from, base)
        spent["validate"] += time.monotonic() - started
        started = time.monotonic()
    today, problem = _problems(place, base)
    spent["build"] += time.monotonic() - started

    asks = [Ask(p.measure, p.tolerance, p.slack) for p in place.settings.priorities]
    result, baseline = _solve_both(problem, today, asks, limits, listen)
    for phase, taken in result.seconds.items():
        spent[phase] += taken
    if result.outcome is None or baseline.outcome is None:
        raise _without_plan(problem.pins, result if result.outcome is None else baseline)

    listen(Progress("check", note="writing the tables and checking them", seconds=limits.elapsed()))
    moment = time.monotonic()
    tables = make_tables(place, result.outcome, baseline.outcome)
    priorities = _priorities(result.goals, result.outcome, baseline.outcome)
    violations = verify_tables(place, problem, today, tables, priorities)
    spent["check"] += time.monotonic() - moment
    if violations:
        raise CheckFailed("plan", violations)
    record = _record(place, result, baseline, priorities, spent, limits, scenarios, base)
    plan = Plan(record, tables, make_labels(place))
    if pin_costs or pinned_from is not None:
        solve = _without(base, asks) if pin_costs else None
        plan = with_pin_costs(plan, place, pinned_from, solve, limits, listen)
    if not bottlenecks:
        return plan
    return with_bottlenecks(
        plan, result.outcome, reproducible=reproducible, listen=listen, stop=limits.stop
    )


def _without(base: Plan | None, asks: Sequence[Ask]) -> Solve:
    """Plans a place as the plan was, without a baseline beside it."""

    def solve(
        place: Place, limits: Limits, listen: Listener
    ) -> tuple[SkillmixResult, list[PriorityResult]]:
        result = solve_skillmix(problem_of(place, base), asks, limits, listen)
        met = [] if result.outcome is None else _priorities(result.goals, result.outcome, None)
        return result, met

    return solve


def find_bottlenecks(
    place: Place,
    plan: Plan,
    base: Plan | None = None,
    *,
    listen: Listener = silent,
    stop: threading.Event | None = None,
) -> Plan:
    """A finished plan of the place with what would help most.

    ``base`` is the plan before, where the plan was made from one. ``stop``: when set, what
    is measured so far is kept.
    """
    _, problem = _problems(place, base)
    return with_bottlenecks(
        plan,
        read_outcome(problem, plan.tables),
        reproducible=bool(plan.record.limits.get("reproducible")),
        listen=listen,
        stop=stop or threading.Event(),
    )


#: Of the time there is, the baseline waits so much at most for the plan's first bound.
WAIT_SHARE = 0.25


def _solve_both(
    problem: Problem, today: Problem, asks: Sequence[Ask], limits: Limits, listen: Listener
) -> tuple[SkillmixResult, SkillmixResult]:
    """The plan, and the baseline beside it.

    Two cores, and a linear solve uses one. The plan's first bound takes both, and the
    plan takes longer than the baseline, which therefore begins after it. Whoever stops
    the search keeps the plan so far, which needs its baseline: that is only stopped where
    there is no plan.
    """
    bounded, useless = threading.Event(), threading.Event()

    def hear(moment: Progress) -> None:
        if moment.bound is not None:
            bounded.set()
        listen(moment)

    def carry_forward() -> SkillmixResult:
        bounded.wait(None if limits.seconds is None else WAIT_SHARE * limits.seconds)
        return solve_today(today, asks, replace(limits, stop=useless), listen)

    with ThreadPoolExecutor(1) as beside:
        coming = beside.submit(carry_forward)
        kept = False
        try:
            result = solve_skillmix(problem, asks, limits, hear)
            kept = result.outcome is not None or not limits.stop.is_set()
        finally:
            if not kept:
                useless.set()
            bounded.set()
        return result, coming.result()


def verify_plan(place: Place, plan: Plan, base: Plan | None = None) -> list[str]:
    """Check a plan against its place, from its tables alone; what is wrong, in words.

    ``base`` is the plan before, where the plan was made from one: what it froze is
    checked, and the change counted from it.
    """
    today, problem = _problems(place, base)
    return verify_tables(place, problem, today, plan.tables, plan.record.priorities)


def _problems(place: Place, base: Plan | None) -> tuple[Problem, Problem]:
    """Today's problem and the plan's."""
    return problem_of(place, base, today=True), problem_of(place, base)


def _priorities(
    goals: Sequence[GoalResult], outcome: Outcome, baseline: Outcome | None
) -> list[PriorityResult]:
    """Values are those of the outcome itself, not the search's word for them; without a
    baseline, the plan's own stand for it."""
    value = measure_all(outcome)
    before = value if baseline is None else measure_all(baseline)
    return [
        PriorityResult(
            name=g.goal.name,
            value=value[g.goal.name],
            bound=min(g.bound, value[g.goal.name]),
            tolerance=g.goal.tolerance,
            slack=g.goal.slack,
            unit=g.goal.unit,
            baseline=before[g.goal.name],
            proven=g.proven,
        )
        for g in goals
    ]


def _without_plan(fixed: Sequence[Pin], result: SkillmixResult) -> PlaceplanError:
    if result.status is Status.INFEASIBLE:
        pins = pins_told(fixed, result.pins_in_the_way)
        rest = f"\n{pins}\n" if pins else " "
        why = (
            "No plan keeps every hard rule (placeplan explain says which figures are in conflict, "
            f"and what to change).{rest}"
        )
        return ImpossibleError(
            f"{why}The least that would have to give way:",
            [str(conflict) for conflict in result.conflicts],
        )
    if result.status is Status.INTERRUPTED:
        return ImpossibleError("Interrupted before a first plan was found; nothing is written.")
    why = f" ({result.ended})" if result.ended else ""
    return ImpossibleError(f"No plan was found{why}. Allow more time, or fewer periods.")


def _record(
    place: Place,
    result: SkillmixResult,
    baseline: SkillmixResult,
    priorities: list[PriorityResult],
    spent: Mapping[str, float],
    limits: Limits,
    scenarios: Sequence[str],
    base: Plan | None,
) -> PlanRecord:
    trace = [asdict(moment) for moment in [*baseline.trace, *result.trace]]
    warnings = []
    breach = measure_all(baseline.outcome)["breach"] if baseline.outcome else 0.0
    if breach > 1.0:
        warnings.append(
            f"Today's way of working carried forward overspends hard budgets by {breach:,.0f} k£ "
            "over the plan; the plan itself does not."
        )
    return PlanRecord(
        stage="skillmix",
        place=place.settings.name,
        status=result.status.value,
        ended=result.ended,
        periods=[p.label for p in place.periods],
        start=place.settings.start.isoformat(),
        scenarios=list(scenarios),
        base=None if base is None or base.folder is None else base.folder.name,
        priorities=priorities,
        check=CheckResult(passed=True, violations=[]),
        seconds={phase: round(taken, 3) for phase, taken in spent.items()},
        model=result.size,
        inputs=dict(place.hashes),
        versions=versions(),
        seed=limits.seed,
        limits={
            "time_limit": limits.seconds,
            "gap": limits.gap,
            "reproducible": limits.threads == 1,
        },
        warnings=warnings,
        settings=place.settings.model_dump(mode="json"),
        trace=trace,
    )
