"""Solving the skill-mix problem in the order of its priorities, and its baseline."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.model import Floats
from solvers.engine.priorities import Fixing, Goal, GoalResult, Search
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.check import check
from solvers.skillmix.conflict import Conflict, find_conflicts
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import objective
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import Violation


@dataclass(frozen=True)
class Ask:
    """A priority: a measure by name, and how much of it may be given up for later ones."""

    measure: str
    tolerance: float = 0.005
    slack: float = 0.0


@dataclass
class SkillmixResult:
    """What the search found.

    ``outcome`` is checked (``violations`` says what the check found); it is None
    where there is none, and then ``conflicts`` say why.
    """

    status: Status
    ended: str
    outcome: Outcome | None
    goals: list[GoalResult]
    size: dict[str, int]
    seconds: dict[str, float]
    trace: list[Progress]
    violations: list[Violation] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def solve_skillmix(
    problem: Problem,
    asks: Sequence[Ask],
    limits: Limits,
    listen: Listener = silent,
    phase: str = "plan",
) -> SkillmixResult:
    """Meet the priorities in order; check what comes out.

    Parameters
    ----------
    asks : measures in order; names are those of ``solvers.skillmix.measures``.
    phase : what to call the search in progress messages.
    """
    started = time.monotonic()
    listen(Progress(phase, note="building the model", seconds=limits.elapsed()))
    model = build(problem)
    built = time.monotonic()
    search = Search(
        model.assembled,
        [_goal(ask, model) for ask in asks],
        limits,
        lambda x: round_adoption(model, x),
        listen,
        phase,
    )
    found = search.run()
    solved = time.monotonic()
    seconds = {"build": built - started, "solve": solved - built}
    result = SkillmixResult(
        found.status, found.ended, None, found.goals, model.assembled.size, seconds, found.trace
    )
    if len(found.x):
        result.outcome = model.outcome(found.x)
        result.violations = check(result.outcome)
    elif found.status is Status.INFEASIBLE:
        listen(Progress(phase, note="finding what makes it impossible", seconds=limits.elapsed()))
        result.conflicts = find_conflicts(model, limits)
    seconds["check"] = time.monotonic() - solved
    return result


def _goal(ask: Ask, model: SkillmixModel) -> Goal:
    measure = MEASURES[ask.measure]
    dense = objective(
        measure, model.decisions, model.problem, model.index, model.assembled.n_columns
    )
    return Goal(measure.NAME, dense, measure.UNIT, ask.tolerance, ask.slack, measure.SLACK)


#: A team that the relaxed plan fills to this share of its least size is adopted;
#: tried in turn. The last asks for more than there is: nothing is adopted.
_WORTH = (0.25, 0.75, 0.02, np.inf)


def round_adoption(model: SkillmixModel, x: Floats) -> Iterator[Fixing]:
    """Yes/no decisions from a relaxed point: adopt, from its first use, what the point
    staffs to a good part of the least team; adopt nothing else."""
    adoption = model.problem.adoption
    columns = model.decisions["adopted"]
    cells = np.flatnonzero(adoption.cell_pair >= 0)
    team = np.zeros(columns.shape)
    np.add.at(team, adoption.cell_pair[cells], x[model.decisions["in_post"][cells]])
    used = np.maximum.accumulate(team > 1e-7, axis=1)
    if not adoption.allowed:
        used[:] = False
    tried: list[Floats] = []
    for share in _WORTH:
        least = np.maximum(share * adoption.minimum_team, 1e-6 if share < np.inf else np.inf)
        values = (used & (team.max(axis=1) > least)[:, None]).astype(float).ravel()
        if not any(np.array_equal(values, other) for other in tried):
            tried.append(values)
            yield columns.ravel(), values


def solve_today(
    problem: Problem, asks: Sequence[Ask], limits: Limits, listen: Listener = silent
) -> SkillmixResult:
    """Today's way of working carried forward.

    Budgets are kept as far as they can be; leavers are replaced as far as the
    markets and the money allow; then the priorities are met in order.
    """
    first = [Ask("breach", 0.0), Ask("vacancy", 0.0)]
    rest = [ask for ask in asks if ask.measure not in ("vacancy", "change", "released")]
    return solve_skillmix(problem, [*first, *rest], limits, listen, "today carried forward")
