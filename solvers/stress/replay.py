"""A plan's decisions played forward, period by period, in many draws at once.

People are conserved as ``solvers.skillmix.rules.stock_and_flow`` has it, but that leavers,
hires, completions and those who leave during a course are what a draw makes them:

* of those in post, the plan's share times the turnover factor leaves; those hired in the last
  year count at the rate of their first year;
* hires are those of the policy (``hiring``), and as many fewer or more are drawn from partners;
* a course that cannot be filled, a transfer or a release for which too few are left, is done
  as far as there are people: all that leave a cell by decision are cut alike.

With all factors at 1 and nothing left to chance this is the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from solvers.skillmix.problem import Floats
from solvers.stress.chance import befallen
from solvers.stress.hiring import REFILL, drawn_from, planned_hires, refilling_hires
from solvers.stress.rows import grouping, quotient
from solvers.stress.script import SPECK, Script
from solvers.stress.shocks import Spread

#: Chains of moves within a period are followed so far when too few people are left.
_LINKS = 3


@dataclass(frozen=True)
class World:
    """What chance makes of a plan in some draws.

    ``factors``: quantity → (U, T, D); ``uniform``: event → (2, rows, …, D).
    """

    script: Script
    spreads: Mapping[str, Spread]
    factors: Mapping[str, Floats]
    uniform: Mapping[str, Floats]
    draws: int


@dataclass(frozen=True)
class Moment:
    """A period of some draws. WTE."""

    period: int
    in_post: Floats  # (C, D) without trainees
    total: Floats  # (N, D) with trainees
    hires: Floats  # (H, D)
    share_done: Floats  # (C, D) of planned moves out of a cell, what is done
    trainees: Floats  # (K, D) who are trainees at the end, or were when their course ended
    completed: Floats  # (K, D) who joined, when they did
    by_chance: Floats  # (C, D) who left beyond what was likely


class Replay:
    """One policy in some draws; ``moments`` gives one period after the other."""

    def __init__(self, world: World, policy: str):
        self.world, self.script, self.policy = world, world.script, policy
        script, w = world.script, world.script.problem.workforce
        self.stock = np.repeat(w.in_post_start[:, None], world.draws, axis=1)
        shape = (len(script.cohorts.arc), world.draws)
        self.trainees, self.completed = np.zeros(shape), np.zeros(shape)
        self.arrived: list[Floats] = []  # by period, (N, D)
        turnover = world.spreads["turnover"]
        self.post_chance = turnover.chance
        self.cell_chance = turnover.chance[w.cell_post]
        self.trainee_post = w.cell_post[script.cohorts.leaves]
        self.trainees_to_posts = grouping(self.trainee_post, len(w.posts))

    def moments(self) -> Iterator[Moment]:
        for period in range(self.script.periods):
            yield self._step(period)

    def _step(self, t: int) -> Moment:
        script, cohorts, w = self.script, self.script.cohorts, self.script.problem.workforce
        leavers, by_chance = self._leavers(t)
        self._train(t)
        inflow = np.zeros_like(self.stock)
        ended = (cohorts.end == t) & (cohorts.start < t)
        was = self.trainees.copy()
        self._end(ended, t, inflow)
        there = self.stock - leavers + inflow
        new_leave = self._new_leave(t)
        hires = self._hires(t, there, new_leave)
        arrived = script_sum(script, hires)
        uniform = self.world.uniform["new"][:, :, t]
        lost = befallen(uniform, arrived, new_leave, self.post_chance)
        self.arrived.append(arrived)
        there[w.post_base_cell] += arrived - lost
        by_chance[w.post_base_cell] += lost - arrived * new_leave
        drawn = drawn_from(script, t, hires, there)
        share = self._share_done(t, there, drawn)
        self._begin(t, share)
        was[cohorts.start == t] = self.trainees[cohorts.start == t]
        there += self._moved_in(t, share)
        self._end((cohorts.end == t) & (cohorts.start == t), t, there)
        out = script.leaving[:, t, None] + drawn
        self.stock = np.maximum(0.0, there - out * share)
        total = script.cells_to_posts.sum(self.stock) + self.trainees_to_posts.sum(self.trainees)
        return Moment(t, self.stock, total, hires, share, was, self.completed.copy(), by_chance)

    def _leavers(self, t: int) -> tuple[Floats, Floats]:
        """Who leaves of those in post before, and how many beyond what was likely, (C, D)."""
        w, before = self.script.problem.workforce, self.stock
        expected = w.leave_rate[w.cell_post, t, None] * before
        for hired in range(t):
            beyond = w.hire_kept[:, hired, t]
            some = np.flatnonzero(beyond)
            if len(some):
                expected[w.post_base_cell[some]] -= beyond[some, None] * self.arrived[hired][some]
        likely = np.clip(expected, 0.0, before)
        beside = expected - likely  # what the plan's own reckoning leaves over
        turnover = self.world.factors["turnover"][w.cell_post, t]
        share = np.minimum(1.0, turnover * quotient(likely, before, 0.0))
        uniform = self.world.uniform["leave"][:, :, t]
        left = befallen(uniform, before, share, self.cell_chance)
        return left + beside, left - before * share

    def _new_leave(self, t: int) -> Floats:
        """Share of the period's hires who leave again in it, (N, D)."""
        w = self.script.problem.workforce
        share = 1.0 - w.hire_kept[:, t, t]
        return np.clip(share[:, None] * self.world.factors["turnover"][:, t], 0.0, 1.0)

    def _hires(self, t: int, there: Floats, new_leave: Floats) -> Floats:
        planned = planned_hires(self.world, t)
        if self.policy != REFILL:
            return planned
        script, w = self.script, self.script.problem.workforce
        intended = np.repeat(script.outcome["hires"][:, t, None], self.world.draws, axis=1)
        arriving = script_sum(script, intended)
        expected = there.copy()
        expected[w.post_base_cell] += arriving * (1.0 - new_leave)
        drawn = np.repeat(script.outcome["drawn"][:, t, None], self.world.draws, axis=1)
        share = self._share_done(t, expected, drawn)
        expected += self._moved_in(t, share) + self._same_period(t, share)
        expected -= (script.leaving[:, t, None] + drawn) * share
        learning = self._learning(t, share)
        missing = script.target[:, t, None] - script.cells_to_posts.sum(expected) - learning
        wanted = np.maximum(0.0, arriving + missing / np.maximum(1.0 - new_leave, 0.05))
        return refilling_hires(self.world, t, wanted)

    def _learning(self, t: int, share: Floats) -> Floats:
        """Trainees by post if those who are to begin do, (N, D)."""
        cohorts = self.script.cohorts
        after = self.trainees.copy()
        begin = (cohorts.start == t) & (cohorts.end > t)
        after[begin] = cohorts.wte[begin, None] * share[cohorts.leaves[begin]]
        return self.trainees_to_posts.sum(after)

    # --- moves by decision ------------------------------------------------------------

    def _share_done(self, t: int, there: Floats, drawn: Floats) -> Floats:
        """Of what is to leave each cell by decision, the share for which there are people."""
        out = self.script.leaving[:, t, None] + drawn
        some = np.flatnonzero((out > SPECK).any(axis=1))
        share = np.ones_like(there)
        for _ in range(_LINKS):
            available = there[some] + (self._moved_in(t, share) + self._same_period(t, share))[some]
            share[some] = np.clip(quotient(available, out[some], 1.0), 0.0, 1.0)
        return share

    def _moved_in(self, t: int, share: Floats) -> Floats:
        """Who comes by transfer, (C, D)."""
        script, transfers = self.script, self.script.problem.transfers
        came = np.zeros_like(share)
        for arc in np.flatnonzero(script.outcome["transfers"][:, t] > SPECK):
            stay = 1.0 - transfers.leave_share[transfers.arc_move[arc]]
            amount = script.outcome["transfers"][arc, t] * stay
            came[transfers.arc_to[arc]] += amount * share[transfers.arc_from[arc]]
        return came

    def _same_period(self, t: int, share: Floats) -> Floats:
        """Who is likely to come of courses that begin and end in the period, (C, D)."""
        cohorts, w = self.script.cohorts, self.script.problem.workforce
        came = np.zeros_like(share)
        for k in np.flatnonzero((cohorts.start == t) & (cohorts.end == t)):
            begun = cohorts.wte[k] * share[cohorts.leaves[k]]
            stay = 1.0 - w.leave_rate[w.cell_post[cohorts.joins[k]], t]
            came[cohorts.joins[k]] += begun * cohorts.rate[k] * stay
            came[cohorts.leaves[k]] += begun * (1.0 - cohorts.rate[k])
        return came

    # --- courses ----------------------------------------------------------------------

    def _begin(self, t: int, share: Floats) -> None:
        cohorts = self.script.cohorts
        begin = cohorts.start == t
        self.trainees[begin] = cohorts.wte[begin, None] * share[cohorts.leaves[begin]]

    def _train(self, t: int) -> None:
        """Trainees leave the place as others of their old posts do."""
        cohorts, rate = self.script.cohorts, self.script.problem.workforce.leave_rate
        still = np.flatnonzero((cohorts.start < t) & (cohorts.end > t))
        post = self.trainee_post[still]
        likely = rate[post, t, None] * self.world.factors["turnover"][post, t]
        uniform = self.world.uniform["train"][:, still, t]
        self.trainees[still] -= befallen(
            uniform, self.trainees[still], np.minimum(1.0, likely), self.post_chance[post]
        )

    def _end(self, which: np.ndarray, t: int, inflow: Floats) -> None:
        """Courses end: who completes joins, the others go back, and some of both leave."""
        if not which.any():
            return
        cohorts, w = self.script.cohorts, self.script.problem.workforce
        uniform, turnover = self.world.uniform, self.world.factors["turnover"]
        rows = np.flatnonzero(which)
        course, learned = cohorts.course[rows], self.world.spreads["completion"]
        likely = cohorts.rate[rows, None] * self.world.factors["completion"][course, t]
        people = self.trainees[rows]
        done = befallen(
            uniform["complete"][:, rows], people, np.minimum(1.0, likely), learned.chance[course]
        )
        old, new = self.trainee_post[rows], w.cell_post[cohorts.joins[rows]]
        leave = np.minimum(1.0, w.leave_rate[new, t, None] * turnover[new, t])
        joined = done - befallen(
            uniform["complete_leave"][:, rows], done, leave, self.post_chance[new]
        )
        back = people - done
        leave = np.minimum(1.0, w.leave_rate[old, t, None] * turnover[old, t])
        leave[cohorts.start[rows] == t] = 0.0  # they left with the others of the period
        back = back - befallen(uniform["return_leave"][:, rows], back, leave, self.post_chance[old])
        np.add.at(inflow, cohorts.joins[rows], joined)
        np.add.at(inflow, cohorts.leaves[rows], back)
        self.completed[rows], self.trainees[rows] = joined, 0.0


def script_sum(script: Script, hires: Floats) -> Floats:
    """Hires (H, D) by post, (N, D)."""
    return script.options_to_posts.sum(hires)
