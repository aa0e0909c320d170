"""Why no rotation keeps every promise, and what it takes that one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.engine.violation import Violation
from solvers.schemes.check import check
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.running import run
from solvers.schemes.search import WORKERS, state
from solvers.schemes.stating import Promise, Stating


@dataclass(frozen=True)
class Conflict:
    """Promises that cannot all be kept.

    Attributes
    ----------
    promises : what is promised, as (rule, whom or what about).
    smallest : whether any of them less can all be kept.
    """

    promises: list[Promise]
    smallest: bool


@dataclass(frozen=True)
class Relaxation:
    """The fewest promises to give up, and of these the least of each.

    Attributes
    ----------
    rotation : the post of each person and block, (P, T), that keeps all others.
    given_up : what it breaks, and by how much.
    fewest : whether no fewer promises will do.
    """

    rotation: Ints
    given_up: list[Violation]
    fewest: bool


def conflict(problem: SchemeProblem, limits: Limits) -> Conflict | None:
    """A set of promises that cannot be kept together, and from which none can be left out; None
    where all can be kept, or time was too short to tell."""
    stating = state(problem, forgiving=True)
    status, rest = _core(stating, list(stating.forgiven), limits)
    if status is not Status.INFEASIBLE:
        return None
    smallest, needed = True, list[Promise]()
    while rest:  # what is left out for good, or needed
        tried = rest.pop()
        if limits.over():
            return Conflict(sorted([*rest, tried, *needed]), False)
        status, core = _core(stating, [*rest, *needed], limits)
        if status is Status.INFEASIBLE:
            rest = [promise for promise in core if promise not in needed]
        else:
            needed.append(tried)
            smallest = smallest and status is Status.FEASIBLE
    return Conflict(sorted(needed), smallest)


def _core(
    stating: Stating, promises: Sequence[Promise], limits: Limits
) -> tuple[Status, list[Promise]]:
    """Whether promises can be kept together, and where not, some that cannot."""
    model = stating.model
    kept = {stating.forgiven[promise].kept.index: promise for promise in promises}
    model.clear_assumptions()
    model.add_assumptions([stating.forgiven[promise].kept for promise in promises])
    # A core is told by one worker alone.
    solver = _solver(limits, workers=1)
    status = run(solver, model, limits)
    if status == cp_model.INFEASIBLE:
        core = list(solver.sufficient_assumptions_for_infeasibility())
        return Status.INFEASIBLE, [kept[index] for index in core or kept]
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (Status.FEASIBLE if found else Status.UNKNOWN), []


def relaxation(problem: SchemeProblem, limits: Limits) -> Relaxation | None:
    """The fewest promises to give up, then the least excess over them; None where time was too short."""
    stating = state(problem, forgiving=True)
    every = list(stating.forgiven.values())
    broken = sum(~each.kept for each in every)
    stating.model.minimize(broken)
    solver, status = _solve(stating, limits.within(limits.left() / 2))
    if not status.has_outcome:
        return None
    rotation = stating.read(solver.boolean_value)
    stating.hint(solver)
    stating.model.add(broken <= round(solver.objective_value))
    stating.model.minimize(sum(excess for each in every for excess in each.excess))
    solver, second = _solve(stating, limits)
    if second.has_outcome:
        rotation = stating.read(solver.boolean_value)
    violations = check(problem, rotation).violations
    return Relaxation(rotation, violations, status is Status.OPTIMAL)


def _solve(stating: Stating, limits: Limits) -> tuple[cp_model.CpSolver, Status]:
    solver = _solver(limits, WORKERS)
    status = run(solver, stating.model, limits)
    told = {cp_model.OPTIMAL: Status.OPTIMAL, cp_model.FEASIBLE: Status.FEASIBLE}
    return solver, told.get(status, Status.UNKNOWN)


def _solver(limits: Limits, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = limits.seed
    if np.isfinite(limits.left()):
        solver.parameters.max_time_in_seconds = max(limits.left(), 0.1)
    return solver
