"""The model with room: every limit that could be another one stands in a row of its own.

A model's columns have bounds that follow from its limits (nobody can be in post for whom
there are no funded posts), so that easing a limit's row alone would change nothing. Here the
columns are as wide as if every limit were generous, and what a bound stated that is a limit
itself is a row. With every row in force nothing else is possible than in the model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.model import Assembled, Block, Floats, Ids
from solvers.skillmix.build import SkillmixModel, build
from solvers.skillmix.decisions import DECISIONS
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import establishment

#: Decisions whose own bound is a limit, which gets rows named after it.
BOUNDED = ("establishment", "over", "short_time", "overspend")

#: Room for people and for money, beyond the largest figures of the place.
LEAST_ROOM = 10.0
MONEY_ROOM = 1e5  # k£
#: What bounds agency staff, and those under agreements, where their own rows do not.
PEOPLE_ROOM = 1e4


@dataclass(frozen=True)
class Roomy:
    """The model with room.

    Attributes
    ----------
    model : of the generous problem; its columns, index and decisions.
    assembled : with the rows of the problem itself, and those of ``BOUNDED``.
    problem : the problem itself.
    """

    model: SkillmixModel
    assembled: Assembled
    problem: Problem

    def rows(self, name: str, axes: tuple[str, ...]) -> dict[tuple[int, ...], int]:
        """Row by what it stands for, of the rows of that name and those axes."""
        found: dict[tuple[int, ...], int] = {}
        for block in self.assembled.rows:
            if block.name == name and block.axes == axes:
                found.update({block.entry(int(row)): int(row) for row in block.ids.ravel()})
        return found


def bound_of(decision: str) -> str:
    """Name of the rows that state a decision's bounds."""
    return f"bound of {decision}"


def with_room(problem: Problem) -> Roomy:
    """The model of a problem with room."""
    own, wide = build(problem), build(_generous(problem))
    assembled = _with_own_limits(own.assembled, wide.assembled, problem)
    for name, could in (("agency", wide.assembled.upper[wide.decisions["agency"]] > 0),
                        ("placed", True)):  # fmt: skip
        columns = wide.decisions[name][np.broadcast_to(could, wide.decisions[name].shape)]
        assembled = assembled.with_bounds(columns, assembled.lower[columns], PEOPLE_ROOM)
    for name in BOUNDED:
        columns = wide.decisions[name].ravel()
        assembled = _with_bound_rows(
            assembled,
            Block(bound_of(name), assembled.n_rows, wide.decisions[name].shape, DECISIONS[name][0]),
            columns,
            own.assembled.lower[columns],
            own.assembled.upper[columns],
        )
    return Roomy(wide, assembled, problem)


def _generous(problem: Problem) -> Problem:
    """The problem with every limit that may be another one far away."""
    w, hiring = problem.workforce, problem.recruitment
    pinned = max((pin.value for pin in problem.pins), default=0.0)
    people = LEAST_ROOM + 2.0 * max(
        pinned, w.establishment_max.max(initial=0.0), w.in_post_start.max(initial=0.0)
    )
    return replace(
        problem,
        workforce=replace(
            w,
            establishment_min=np.zeros_like(w.establishment_min),
            establishment_max=w.establishment_max + people,
            over_max=w.over_max + people,
            short_time_max=w.short_time_max + people,
            release_max=w.release_max + people,
        ),
        adoption=replace(problem.adoption, most=problem.adoption.most + LEAST_ROOM + pinned),
        recruitment=replace(
            hiring,
            supply=hiring.supply + people,
            allowed=hiring.allowed | (hiring.supply[hiring.option_market] <= 0),
        ),
        training=replace(problem.training, places=problem.training.places + people),
        transfers=replace(problem.transfers, most=problem.transfers.most + people),
        money=replace(
            problem.money,
            fund_amount=problem.money.fund_amount + MONEY_ROOM,
            overspend_max=problem.money.overspend_max + MONEY_ROOM,
        ),
    )


def _with_own_limits(own: Assembled, wide: Assembled, problem: Problem) -> Assembled:
    """The generous model's terms with the bounds of the problem's own rows."""
    lower, upper = wide.row_lower.copy(), wide.row_upper.copy()
    for mine, theirs in zip(own.rows, wide.rows, strict=True):
        at = slice(theirs.first, theirs.first + theirs.size)
        if mine.name == establishment.RELEASE:  # also of posts that may release nobody
            upper[at] = problem.workforce.release_max.ravel()
            continue
        assert (mine.name, mine.shape) == (theirs.name, theirs.shape)
        lower[at] = own.row_lower[mine.first : mine.first + mine.size]
        upper[at] = own.row_upper[mine.first : mine.first + mine.size]
    return replace(wide, row_lower=lower, row_upper=upper)


def _with_bound_rows(
    model: Assembled, block: Block, columns: Ids, lower: Floats, upper: Floats
) -> Assembled:
    """The model with one row for the bounds of each of some columns."""
    join = np.concatenate
    return replace(
        model,
        row_lower=join([model.row_lower, lower]),
        row_upper=join([model.row_upper, upper]),
        entry_row=join([model.entry_row, block.first + np.arange(len(columns))]),
        entry_column=join([model.entry_column, columns]),
        entry_value=join([model.entry_value, np.ones(len(columns))]),
        rows=(*model.rows, block),
    )


def with_demands(
    model: Assembled, demands: Sequence[tuple[Ids, Floats, float, float]]
) -> Assembled:
    """The model with what is demanded besides: (columns, coefficients, least, most) each."""
    return model.with_rows("demanded", demands)
