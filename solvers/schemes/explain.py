"""Why no rotation keeps every promise, and what it takes that one does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solvers.engine.limits import Limits
from solvers.engine.violation import Violation
from solvers.schemes.check import check
from solvers.schemes.problem import Ints, SchemeProblem
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
    kept = {each.kept.index: promise for promise, each in stating.forgiven.items()}
    core = _core(stating, list(stating.forgiven), limits)
    if core is None:
        return None
    smallest, needed = True, list[Promise]()
    rest = [kept[index] for index in core]
    while rest:  # what is left out for good, or needed
        tried = rest.pop()
        if limits.over():
            return Conflict([*rest, tried, *needed], False)
        smaller = _core(stating, [*rest, *needed], limits)
        if smaller is None:
            needed.append(tried)
        else:
            rest = [promise for promise in (kept[i] for i in smaller) if promise not in needed]
    return Conflict(sorted(needed), smallest)


def _core(stating: Stating, promises: Sequence[Promise], limits: Limits) -> list[int] | None:
    """Some of the promises that cannot be kept together, by their literals; None where all can."""
    model = stating.model
    model.clear_assumptions()
    model.add_assumptions([stating.forgiven[promise].kept for promise in promises])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # a core is told by one worker alone
    solver.parameters.random_seed = limits.seed
    if np.isfinite(limits.left()):
        solver.parameters.max_time_in_seconds = max(limits.left(), 0.1)
    if solver.solve(model) != cp_model.INFEASIBLE:
        return None
    return list(solver.sufficient_assumptions_for_infeasibility())


def relaxation(problem: SchemeProblem, limits: Limits) -> Relaxation | None:
    """The fewest promises to give up, then the least excess over them; None where time was too short."""
    stating = state(problem, forgiving=True)
    every = list(stating.forgiven.values())
    broken = sum(~each.kept for each in every)
    stating.model.minimize(broken)
    first = _solve(stating, limits.within(limits.left() / 2))
    if first is None:
        return None
    solver, fewest = first
    stating.model.add(broken <= round(solver.objective_value))
    stating.model.minimize(sum(excess for each in every for excess in each.excess))
    second = _solve(stating, limits)
    solver = solver if second is None else second[0]
    rotation = stating.read(solver.boolean_value)
    return Relaxation(rotation, check(problem, rotation).violations, fewest)


def _solve(stating: Stating, limits: Limits) -> tuple[cp_model.CpSolver, bool] | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = limits.seed
    if np.isfinite(limits.left()):
        solver.parameters.max_time_in_seconds = max(limits.left(), 0.1)
    status = solver.solve(stating.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return solver, status == cp_model.OPTIMAL
