"""A plan as it is played: its decisions, and what each needs to be played forward."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Floats, Ints
from solvers.stress.rows import Grouping, grouping

#: A decision smaller than this is none.
SPECK = 1e-9


@dataclass(frozen=True)
class Cohorts:
    """Those who start a course together by the plan: ``K``, an arc and the period they start.

    Figures of a period are 0 outside of what they are of.
    """

    arc: Ints  # (K,)
    start: Ints  # (K,)
    end: Ints  # (K,) period the course ends in; T: after the horizon
    wte: Floats  # (K,) who start
    course: Ints  # (K,)
    leaves: Ints  # (K,) the cell they come from
    joins: Ints  # (K,) the cell they go to
    rate: Floats  # (K,) share who complete
    working: Floats  # (K, T) WTE still given to the old cell per trainee, or who was one
    learned: Floats  # (K, T) WTE given to the new cell per WTE who joined it, beyond it (≤ 0)


class Script:
    """Everything of an outcome that a replay looks at."""

    def __init__(self, outcome: Outcome):
        self.outcome = outcome
        self.problem = outcome.problem
        problem, w = outcome.problem, outcome.problem.workforce
        self.periods = problem.horizon.size
        self.cohorts = _cohorts(outcome)
        options = outcome["hires"] > SPECK
        self.option, self.option_period = np.nonzero(options)  # hires that are planned
        hiring = problem.recruitment
        self.option_post = w.cell_post[hiring.option_cell]
        self.supply = hiring.supply + outcome.more_recruits
        planned = np.zeros((hiring.groups, self.periods))
        each = outcome["hires"][hiring.draw_option] * hiring.draw_share[:, None]
        np.add.at(planned, hiring.draw_group, each)
        self.drawn_due = planned
        self.target = outcome.post_total
        self.leaving = outcome["released"].copy()  # by decision, draws by partners left out
        np.add.at(
            self.leaving,
            self.cohorts.leaves,
            _at(self.cohorts.start, self.cohorts.wte, self.periods),
        )
        np.add.at(self.leaving, problem.transfers.arc_from, outcome["transfers"])

    @cached_property
    def cells_to_posts(self) -> Grouping:
        w = self.problem.workforce
        return grouping(w.cell_post, len(w.posts))

    @cached_property
    def posts_to_employers(self) -> Grouping:
        w = self.problem.workforce
        return grouping(w.post_organisation, len(w.organisations))

    @cached_property
    def of_cell(self) -> Ints:
        """Employer of each cell, (C,)."""
        w = self.problem.workforce
        return w.post_organisation[w.cell_post]

    @cached_property
    def options_to_posts(self) -> Grouping:
        return grouping(self.option_post, len(self.problem.workforce.posts))

    @cached_property
    def options_to_markets(self) -> Grouping:
        hiring = self.problem.recruitment
        return grouping(hiring.option_market, len(hiring.markets))

    @cached_property
    def draws_to_groups(self) -> Grouping:
        hiring = self.problem.recruitment
        return grouping(hiring.draw_group, hiring.groups)

    @cached_property
    def drawn_cells(self) -> Ints:
        """Cells that partners may draw from."""
        return np.flatnonzero(self.problem.recruitment.cell_group >= 0)

    @cached_property
    def cells_to_groups(self) -> Grouping:
        """The cells of ``drawn_cells`` to the groups they are in."""
        hiring = self.problem.recruitment
        return grouping(hiring.cell_group[self.drawn_cells], hiring.groups)

    @cached_property
    def open_options(self) -> list[dict[int, Ints]]:
        """By period: market → its options through which somebody may be hired."""
        hiring = self.problem.recruitment
        return [
            {
                int(market): np.flatnonzero((hiring.option_market == market) & hiring.allowed[:, t])
                for market in self.markets_by_cost
            }
            for t in range(self.periods)
        ]

    @cached_property
    def markets_by_cost(self) -> Ints:
        """Markets, those that cost least per hire first."""
        return np.argsort(self.problem.recruitment.cost, kind="stable")


def _at(period: Ints, amount: Floats, periods: int) -> Floats:
    """Amounts in their periods, (n, T)."""
    return np.where(np.arange(periods) == period[:, None], amount[:, None], 0.0)


def _cohorts(outcome: Outcome) -> Cohorts:
    problem = outcome.problem
    training, w = problem.training, problem.workforce
    arc, start = np.nonzero(outcome["starts"] > SPECK)
    periods = problem.horizon.size
    present, completed = training.present[arc, start], training.completed[arc, start]
    returned = training.returned[arc, start]
    ended = (completed > 0) | (returned > 0)
    end = np.where(ended.any(axis=1), np.argmax(ended, axis=1), periods)
    rows, last = np.arange(len(arc)), np.minimum(end, periods - 1)
    before = np.where(end > start, present[rows, np.maximum(last - 1, 0)], 1.0)
    joins = training.arc_to[arc]
    stay = 1.0 - w.leave_rate[w.cell_post[joins], last]
    done = np.where(end < periods, completed[rows, last], 0.0)
    rate = np.divide(done, before * stay, out=np.zeros(len(arc)), where=before * stay > 0)
    working, learned = training.from_capacity[arc, start], training.to_capacity[arc, start]
    entered = np.where(np.arange(periods) >= end[:, None], before[:, None], present)
    return Cohorts(
        arc=arc,
        start=start,
        end=end,
        wte=outcome["starts"][arc, start],
        course=training.arc_course[arc],
        leaves=training.arc_from[arc],
        joins=joins,
        rate=np.clip(rate, 0.0, 1.0),
        working=np.divide(working, entered, out=np.zeros_like(working), where=entered > 0),
        learned=np.divide(
            learned, done[:, None], out=np.zeros_like(learned), where=done[:, None] > 0
        ),
    )
