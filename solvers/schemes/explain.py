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

#: With so few places for people to be at, one worker is done before others have begun.
FEW = 200
#: What is known when a run ends: nothing, where it is not among these.
TOLD = {
    cp_model.OPTIMAL: Status.OPTIMAL,
    cp_model.FEASIBLE: Status.FEASIBLE,
    cp_model.INFEASIBLE: Status.INFEASIBLE,
}


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
    rest = _core(state(problem, forgiving=True), limits)
    if rest is None:
        return None
    smallest, needed = True, list[Promise]()
    while rest:  # what is left out for good, or needed
        tried = rest.pop()
        if limits.over():
            return Conflict(sorted([*rest, tried, *needed]), False)
        status = _together(problem, [*rest, *needed], limits)
        if status is not Status.INFEASIBLE:
            needed.append(tried)
            smallest = smallest and status.has_outcome
    return Conflict(sorted(needed), smallest)


def _core(stating: Stating, limits: Limits) -> list[Promise] | None:
    """Some of all promises that cannot be kept together; None where all can, or nobody knows."""
    kept = {each.kept.index: promise for promise, each in stating.forgiven.items()}
    stating.model.add_assumptions([each.kept for each in stating.forgiven.values()])
    # A core is told by one worker alone.
    solver = _solver(limits, workers=1)
    if run(solver, stating.model, limits) != cp_model.INFEASIBLE:
        return None
    core = list(solver.sufficient_assumptions_for_infeasibility())
    return [kept[index] for index in core or kept]


def _together(problem: SchemeProblem, promises: Sequence[Promise], limits: Limits) -> Status:
    """Whether these can be kept, whatever becomes of others."""
    stating = state(problem, forgiving=True, only=frozenset(promises))
    stating.model.add_bool_and(each.kept for each in stating.forgiven.values())
    workers = 1 if len(stating.cells) <= FEW else WORKERS
    return TOLD.get(run(_solver(limits, workers), stating.model, limits), Status.UNKNOWN)


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
    return solver, TOLD.get(status, Status.UNKNOWN)


def _solver(limits: Limits, workers: int) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = limits.seed
    if np.isfinite(limits.left()):
        solver.parameters.max_time_in_seconds = max(limits.left(), 0.1)
    return solver
