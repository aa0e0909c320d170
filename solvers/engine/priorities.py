"""Goals met in order, each within its tolerance of its best, with a proven bound.

For each goal the linear relaxation under the caps of the goals before gives the
bound; the caller's rounding turns its point into fixed yes/no decisions, and the
linear model solved again with them gives the outcome. Where the two are further
apart than asked, an integer search closes what it can in the time left.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import LinearResult, solve
from solvers.engine.model import Assembled, Floats
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status

#: A cap leaves this much room, relative to its value, for what solvers leave behind.
ROOM = 1e-7


@dataclass(frozen=True)
class Goal:
    """One goal: keep ``objective @ x`` small. All goals are nonnegative measures.

    ``tolerance`` (a share) and ``slack`` (in the unit) say how much of the goal may
    be given up for later ones; ``same`` is the difference that means nothing.
    """

    name: str
    objective: Floats
    unit: str
    tolerance: float = 0.005
    slack: float = 0.0
    same: float = 0.0

    def cap(self, value: float) -> float:
        """The most the goal may be when later goals are looked at."""
        return value + max(self.tolerance * abs(value) + self.slack, ROOM * max(1.0, abs(value)))


@dataclass(frozen=True)
class GoalResult:
    """How a goal came out; ``bound`` holds for every outcome within the caps before it."""

    goal: Goal
    value: float
    bound: float
    proven: bool


@dataclass
class Lexicographic:
    """The outcome of a search in the order of goals."""

    status: Status
    ended: str
    x: Floats
    goals: list[GoalResult] = field(default_factory=list)
    trace: list[Progress] = field(default_factory=list)


#: From a relaxed point to bounds (ids, lower, upper) that fix every yes/no decision.
Rounding = Callable[[Floats], Sequence[tuple[np.ndarray, Floats]]]


@dataclass
class Search:
    """One search in the order of goals."""

    model: Assembled
    goals: Sequence[Goal]
    limits: Limits
    rounding: Rounding
    listen: Listener = silent
    phase: str = "plan"
    _caps: list[tuple[np.ndarray, Floats, float, float]] = field(default_factory=list)
    _best: Floats | None = None

    def run(self) -> Lexicographic:
        """Meet the goals in order."""
        result = Lexicographic(Status.UNKNOWN, "", np.zeros(0))
        for goal in self.goals:
            if self.limits.over() and self._best is not None:
                break
            met = self._meet(goal, result)
            if isinstance(met, Status):
                result.status = met
                if self._best is None:
                    result.ended = result.ended or f"no outcome: {met.value}"
                    return result
                break
            result.goals.append(met)
            used = np.flatnonzero(goal.objective)
            cap = goal.cap(met.value)
            self._caps.append((used, goal.objective[used], -np.inf, cap))
        assert self._best is not None
        result.x = self._best
        self._finish(result)
        return result

    def _finish(self, result: Lexicographic) -> None:
        for goal in self.goals[len(result.goals) :]:
            value = float(goal.objective @ result.x)
            result.goals.append(GoalResult(goal, value, 0.0, value <= goal.same))
        if self.limits.stop.is_set():
            result.status, result.ended = Status.INTERRUPTED, "interrupted"
        elif all(goal.proven for goal in result.goals):
            result.status, result.ended = Status.OPTIMAL, "every priority is proven"
        else:
            result.status = Status.FEASIBLE
            result.ended = (
                "the time limit" if self.limits.left() <= 0 else "the search found no better"
            )

    def _meet(self, goal: Goal, result: Lexicographic) -> GoalResult | Status:
        """One goal under the caps so far; a status where nothing was found."""
        self._tell(goal, None, result)
        if self._best is not None and goal.objective @ self._best <= goal.same:
            return self._said(goal, 0.0, result)
        capped = self.model.with_rows("caps", self._caps)
        relaxed = solve(capped.relaxed(), goal.objective, self.limits)
        if relaxed.status is not Status.OPTIMAL:
            return self._unsolved(goal, relaxed, result)
        bound = max(0.0, relaxed.bound)
        self._tell(goal, bound, result)
        for candidate in self._roundings(relaxed.x):
            fixed = capped
            for ids, values in candidate:
                fixed = fixed.with_bounds(ids, values, values)
            if _same_point(capped, candidate, relaxed.x):
                self._offer(relaxed.x, goal)
            else:
                again = solve(fixed.relaxed(), goal.objective, self.limits)
                if again.status is Status.OPTIMAL:
                    self._offer(again.x, goal)
            if self._close(goal, bound) or self.limits.over():
                break
        if not self._close(goal, bound) and not self.limits.over():
            bound = max(bound, self._integer(goal, capped))
        if self._best is None:
            return Status.UNKNOWN if not self.limits.stop.is_set() else Status.INTERRUPTED
        return self._said(goal, bound, result)

    def _roundings(self, x: Floats) -> list[Sequence[tuple[np.ndarray, Floats]]]:
        """Yes/no decisions to try: the best outcome's own, then the relaxed point's."""
        if not self.model.integer.any():
            return [[]]
        tries = [self.rounding(x)]
        if self._best is not None:
            ids = np.flatnonzero(self.model.integer)
            tries.insert(0, [(ids, self._best[ids])])
        return tries

    def _integer(self, goal: Goal, capped: Assembled) -> float:
        """An integer search with the time left; its bound, and perhaps a better outcome."""
        share = min(self.limits.left() / 2, 600.0)
        found = solve(capped, goal.objective, self.limits, algorithm="choose", seconds=share)
        if found.status.has_outcome:
            self._offer(found.x, goal)
        return found.bound

    def _offer(self, x: Floats, goal: Goal) -> None:
        if self._best is None or goal.objective @ x < goal.objective @ self._best:
            self._best = x

    def _close(self, goal: Goal, bound: float) -> bool:
        if self._best is None:
            return False
        value = float(goal.objective @ self._best)
        return value - bound <= max(self.limits.gap * abs(value), goal.same)

    def _said(self, goal: Goal, bound: float, result: Lexicographic) -> GoalResult:
        assert self._best is not None
        value = float(goal.objective @ self._best)
        bound = min(bound, value)
        self._tell(goal, bound, result)
        return GoalResult(goal, value, bound, self._close(goal, bound))

    def _unsolved(
        self, goal: Goal, relaxed: LinearResult, result: Lexicographic
    ) -> GoalResult | Status:
        """No bound for the goal: keep the best outcome so far, if there is one."""
        result.ended = relaxed.detail
        if self._best is None:
            return relaxed.status if relaxed.status is not Status.FEASIBLE else Status.UNKNOWN
        return self._said(goal, 0.0, result)

    def _tell(self, goal: Goal, bound: float | None, result: Lexicographic) -> None:
        value = None if self._best is None else float(goal.objective @ self._best)
        moment = Progress(
            self.phase, goal.name, value, bound, goal.unit, round(self.limits.elapsed(), 3)
        )
        result.trace.append(moment)
        self.listen(moment)


def _same_point(
    model: Assembled, candidate: Sequence[tuple[np.ndarray, Floats]], x: Floats
) -> bool:
    """Whether the relaxed point already takes the candidate's decisions."""
    return all(np.allclose(x[ids], values, atol=1e-9) for ids, values in candidate)
