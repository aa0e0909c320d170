"""What one more unit of each limit would save, priority by priority.

Yes/no decisions stay as the outcome has them. What is left is linear: for each priority,
its least with those before it kept at their caps, or at the outcome's own values where
these are more, so that the outcome itself stays possible. A limit is raised by one unit
and the model solved again: the difference is what one more unit saves. Nothing else is
ever reported.

A limit stands only under the first priority that more of it helps. Held at their caps,
the priorities before would give what a unit does for them to the one at hand, at the
rate at which these are exchanged: one more recruit, who can be turned into care, would
"save" the visits of care that is then left out. Where a unit does nothing for those
before, the figure is what planning again in order would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.engine.caps import Cap, extend_basis, with_caps
from solvers.engine.exact import SMALL
from solvers.engine.goals import Goal
from solvers.engine.limits import Limits
from solvers.engine.mathopt import Basis, LinearResult, solve, solve_from
from solvers.engine.model import Assembled, Floats
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.limit_words import LIMITS, Limit
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import value
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.raisable import raisable, with_room
from solvers.skillmix.rules import capacity, hubs
from solvers.skillmix.search import Ask, goal_of
from solvers.skillmix.trials import Trials

PHASE = "bottlenecks"
#: Position of the hours in ``LIMITS``.
HOURS = next(k for k, limit in enumerate(LIMITS) if limit.rows == capacity.NAME)
DESKS = next(k for k, limit in enumerate(LIMITS) if limit.rows == hubs.DESKS)
#: A goal kept at the outcome's value is given this much room, relative to it.
HAIR = 1e-6
#: Price of breaking a cap, as in ``engine.bounds``, until a first vertex is found.
PRICE = 30.0


@dataclass(frozen=True)
class Bottleneck:
    """What one more unit of a limit would save.

    Attributes
    ----------
    priority : name of the measure.
    at : an entry of each of the limit's axes.
    saves : of the measure, per unit; above zero, measured by raising the limit.
    raised_by : units by which it was raised.
    """

    priority: str
    limit: Limit
    at: tuple[int, ...]
    saves: float
    raised_by: float


@dataclass
class Bottlenecks:
    """What was found, by priority in their order, and what could not be looked at, in words."""

    found: list[Bottleneck] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def find_bottlenecks(
    model: SkillmixModel,
    outcome: Outcome,
    asks: Sequence[Ask],
    bounds: Sequence[float | None],
    limits: Limits,
    listen: Listener = silent,
) -> Bottlenecks:
    """What one more unit of each limit would save of each priority.

    Parameters
    ----------
    outcome : of the model's problem; its yes/no decisions are kept.
    asks : the priorities in order.
    bounds : what is proven of each, None where nothing is.

    A search that is stopped keeps what it has measured.
    """
    goals = [goal_of(ask, model) for ask in asks]
    values = [value(MEASURES[goal.name], outcome) for goal in goals]
    most = [
        max(goal.cap(bound or 0.0), least + HAIR * max(1.0, abs(least)))
        for goal, bound, least in zip(goals, bounds, values, strict=True)
    ]
    return _Search(model, outcome, goals, values, most, limits, listen).run()


@dataclass
class _Search:
    model: SkillmixModel
    outcome: Outcome
    goals: Sequence[Goal]
    values: Sequence[float]
    most: Sequence[float]
    limits: Limits
    listen: Listener
    result: Bottlenecks = field(default_factory=Bottlenecks)
    _basis: Basis | None = None
    _known: int = 0

    #: By entry: there is none of it, or more may help a priority before the one at hand.
    _not_asked: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    def __post_init__(self) -> None:
        roomy = with_room(self.model)
        x = np.zeros(roomy.n_columns)
        for name, columns in self.model.decisions.items():
            x[columns] = self.outcome[name]
        decided = np.flatnonzero(roomy.integer)
        self.fixed = roomy.relaxed().with_bounds(decided, x[decided], x[decided])
        self.all = raisable(self.model)
        self._not_asked = ~self._there()

    def _there(self) -> np.ndarray:
        """By entry, whether there is something to have more of: hours of somebody who is
        there, desks of a hub that is open."""
        index, there = self.model.index, np.ones(len(self.all.ids), bool)
        hours = np.zeros((len(index.pair_area), self.model.problem.horizon.size))
        np.add.at(hours, index.pair_of_cell, self.outcome.capacity)
        for entry in np.flatnonzero(self.all.limit == HOURS):
            there[entry] = hours[self.all.entries[entry]] > 0.01
        for entry in np.flatnonzero(self.all.limit == DESKS):
            there[entry] = self.outcome["hub_open"][self.all.entries[entry]] > 0.5
        return there

    def run(self) -> Bottlenecks:
        for i, goal in enumerate(self.goals):
            if self.values[i] <= goal.same:
                continue  # there is nothing to save
            if self.limits.over():
                self.result.missing.append(f"{goal.name}: not looked at")
                continue
            self._say(goal, "the least that is possible")
            self._priority(i)
        return self.result

    def _priority(self, i: int) -> None:
        goal = self.goals[i]
        scale = max(1.0, self.values[i]) / 1000.0
        hard, cost = with_caps(self.fixed, self._caps(i, np.inf))
        objective = np.concatenate([goal.objective, cost]) / scale
        least = self._least(i, hard, objective, scale)
        if least.status is Status.OPTIMAL:
            trials = Trials(hard, objective, self.limits, least.basis, self.all, scale)
            if trials.ready:
                trials.bound[self._not_asked] = 0.0
                self._kinds(goal, trials)
                self._not_asked = self._not_asked | trials.may_help()
                return
        why = "stopped" if self.limits.over() else "the solver found no way to begin"
        self.result.missing.append(f"{goal.name}: not looked at ({why})")

    def _kinds(self, goal: Goal, trials: Trials) -> None:
        if trials.least <= goal.same:
            return
        for k, limit in enumerate(LIMITS):
            if not trials.worth_trying(k):
                continue
            self._say(goal, limit.name)
            trials.try_kind(k)
            if self.limits.over():
                self.result.missing.append(f"{goal.name}: stopped at {limit.name}")
                break
        for entry, (saves, raised_by) in trials.best():
            limit = LIMITS[self.all.limit[entry]]
            at = self.all.entries[entry]
            self.result.found.append(Bottleneck(goal.name, limit, at, saves, raised_by))
        unmeasured = len(trials.unmeasured)
        if unmeasured and not self.limits.over():
            self.result.missing.append(
                f"{goal.name}: {unmeasured} limits that may matter took too long to measure"
            )

    def _caps(self, i: int, price: float) -> list[Cap]:
        return [
            Cap(goal.objective, most, price * max(1.0, self.values[i]) / max(1.0, most))
            for goal, most in zip(self.goals[:i], self.most[:i], strict=True)
        ]

    def _least(self, i: int, hard: Assembled, objective: Floats, scale: float) -> LinearResult:
        """A vertex at which the goal is least, as ``engine.bounds`` finds its own."""
        if hard.n_columns <= SMALL:
            return solve(hard, objective, self.limits, algorithm="simplex")
        found: LinearResult | None = None
        if self._basis is not None:
            basis = extend_basis(self._basis, self._caps(i, np.inf), self._known)
            found = solve_from(hard, objective, self.limits, basis)
        if found is None or found.status is not Status.OPTIMAL:
            found = self._cold(i, hard, objective, scale)
        # The first goal's vertex is a bad start for the second's.
        if found.status is Status.OPTIMAL and found.basis is not None and i > 0:
            self._basis, self._known = found.basis, i
        return found

    def _cold(self, i: int, hard: Assembled, objective: Floats, scale: float) -> LinearResult:
        """By the interior point method, on which caps that cannot be broken would stall."""
        elastic, cost = with_caps(self.fixed, self._caps(i, PRICE))
        eased = np.concatenate([self.goals[i].objective, cost]) / scale
        first = solve(elastic, eased, self.limits)
        if first.status is Status.OPTIMAL and first.basis is not None:
            found = solve_from(hard, objective, self.limits, first.basis, dual=True)
            if found.status is Status.OPTIMAL:
                return found
        return solve(hard, objective, self.limits, algorithm="simplex")

    def _say(self, goal: Goal, note: str) -> None:
        seconds = round(self.limits.elapsed(), 3)
        self.listen(Progress(PHASE, goal.name, note=note, seconds=seconds))
