"""What would have to give way where no assignment keeps every rule."""

from __future__ import annotations

import numpy as np

from solvers.assignment.model import Made, add_columns
from solvers.assignment.problem import AssignmentProblem
from solvers.assignment.rules import RULES, mentors, one_offer
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Block, LinearModel

#: Seconds that the search for what gives way may take.
SECONDS = 60.0


def what_gives_way(problem: AssignmentProblem, limits: Limits) -> list[str]:
    """The least of the rules' limits, added up, that would have to be exceeded, in words."""
    made, model = Made(problem), LinearModel()
    columns = add_columns(model, problem)
    for rule in RULES:
        rule.build(model, columns, made)
    bent = [block for block in model.rows if block.axes and block.name != one_offer.NAME]
    more = {block.name: model.add_columns(f"more {block.name}", block.shape) for block in bent}
    for block in bent:
        at_least = block.name == "team minimums"
        model.add_terms(block.ids, more[block.name], 1.0 if at_least else -1.0)
    cost = np.zeros(model.n_columns)
    for ids in more.values():
        cost[ids] = 1.0
    found = solve(model.assemble(), cost, limits.grace(SECONDS), algorithm="choose", gap=1e-4)
    if not found.status.has_outcome:
        return ["what is fixed by hand, taken together"]
    told = []
    for block in bent:
        amounts = found.x[more[block.name]].ravel()
        for at in np.flatnonzero(amounts > 1e-6):
            where = _where(problem, block, int(at))
            told.append(f"{block.name}: {where}: by {amounts[at]:.6g}")
    return told


def _where(problem: AssignmentProblem, block: Block, at: int) -> str:
    names = {
        "intake": problem.intakes.names,
        "team": problem.teams.names,
        "post": problem.posts.names,
        "period": problem.labels,
        "move": problem.agreed.names,
        "minimum": problem.minimums.names,
        "year": tuple(f"year {y + 1}" for y in range(problem.periods)),
        "pool": tuple(
            problem.roles[role] + ("" if employer < 0 else f" of {problem.employers[employer]}")
            for role, employer in mentors.pools(problem)
        ),
    }
    entry = block.entry(block.first + at)
    return ", ".join(names[axis][k] for axis, k in zip(block.axes, entry, strict=True))
