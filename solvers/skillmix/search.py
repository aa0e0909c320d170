"""Solving the skill-mix problem in the order of its priorities, and its baseline."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.engine.goals import Goal, GoalResult
from solvers.engine.limits import Limits
from solvers.engine.model import Assembled
from solvers.engine.priorities import Search
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.engine.violation import Violation
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.check import check
from solvers.skillmix.conflict import Conflict, find_conflicts
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import objective
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.reach import possible_adoption, reach
from solvers.skillmix.rules import pins
from solvers.skillmix.switches import yes_or_no

#: On larger models teams are small beside the whole: the relaxation is near the plans as it
#: is, and what would bring it nearer makes the last linear model longer (decision 7).
LARGE = 150_000


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
    where there is none, and then ``conflicts`` say why; ``pins_in_the_way`` are the pins that
    would have to give way if all else is kept.
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
    pins_in_the_way: list[Conflict] = field(default_factory=list)


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
        model.assembled if _large(model) else nearer_to_plans(model),
        [goal_of(ask, model) for ask in asks],
        limits,
        lambda x: yes_or_no(model, x, limits, large=_large(model)),
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
        if problem.pins:
            result.pins_in_the_way = find_conflicts(model, limits, {pins.NAME: 1.0})
    seconds["check"] = time.monotonic() - solved
    return result


def goal_of(ask: Ask, model: SkillmixModel) -> Goal:
    """The priority as a goal of the model."""
    measure = MEASURES[ask.measure]
    dense = objective(
        measure, model.decisions, model.problem, model.index, model.assembled.n_columns
    )
    return Goal(measure.NAME, dense, measure.UNIT, ask.tolerance, ask.slack, measure.SLACK)


def _large(model: SkillmixModel) -> bool:
    return model.assembled.n_columns > LARGE


def nearer_to_plans(model: SkillmixModel) -> Assembled:
    """The model with what every plan keeps besides the rules, and the relaxation does not.

    Every plan is left in it; see ``solvers.skillmix.reach``.
    """
    adopted, stock = model.decisions["adopted"], model.decisions["in_post"]
    reached = reach(model.problem)
    never = adopted[~possible_adoption(model.problem, reached)]
    later = np.concatenate([reached[:, 1:], np.zeros_like(reached[:, :1])], axis=1)
    worth = np.maximum(reached - later, 0.0)  # of having adopted by s, in t
    most = model.problem.adoption.most
    rows = []
    for pair, columns in enumerate(adopted):
        cells = stock[model.problem.adoption.cell_pair == pair]
        for period in range(len(columns)):
            have = np.flatnonzero(worth[pair, :, period])
            if worth[pair, period, period] >= most[pair]:
                continue  # says no more than the rule
            ids = np.concatenate([cells[:, period], columns[have]])
            terms = np.concatenate([np.ones(len(cells)), -worth[pair, have, period]])
            rows.append((ids, terms, -np.inf, 0.0))
    return model.assembled.with_bounds(never, 0.0, 0.0).with_rows("reach", rows)


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
