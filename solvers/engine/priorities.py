"""Goals met in order, each within its tolerance of its best, with a proven bound.

``bounds`` proves what each goal can be at best. Then the caller's rounding turns the
relaxed point into fixed yes/no decisions, and one more linear model with the caps of all
goals gives the outcome; where the yes/no decisions cost a goal more than asked, other
roundings and, on models that are not large, an integer search follow. See
``docs/decisions`` for what else was tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.engine import exact
from solvers.engine.bounds import PRICES, Bounds, Vertex
from solvers.engine.caps import Cap, with_caps
from solvers.engine.goals import ROOM, Goal, GoalResult, Lexicographic
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.model import Assembled, Floats
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.engine.switches import Attempt, Choosing, Rounding, Switch

#: Seconds that further switches, and then an integer search, may take at most.
FURTHER = 60.0
#: An integer search of a larger model does not get beyond its root in that time.
INTEGER_COLUMNS = 50_000
#: Of the time there is, bounds may take this share; the rest is for the outcome.
BOUNDS_SHARE = 0.75
#: Seconds for a first outcome when the search is stopped before there is one.
GRACE = 120.0


@dataclass
class Search:
    """One search in the order of goals."""

    model: Assembled
    goals: Sequence[Goal]
    limits: Limits
    rounding: Rounding
    listen: Listener = silent
    phase: str = "plan"
    _best: Floats | None = None
    _near: Vertex | None = None
    _reduced: Floats | None = None
    _trace: list[Progress] = field(default_factory=list)
    _reached: int = 0
    _room: float = 0.0

    def __post_init__(self) -> None:
        limits = self.limits.share(BOUNDS_SHARE)
        self.bounds = Bounds(self.model.relaxed(), self.goals, limits, self._tell)

    def run(self) -> Lexicographic:
        """Meet the goals in order."""
        if self.model.n_columns <= exact.SMALL:
            return self._exactly()
        failed = self.bounds.prove()
        if failed is not None and not len(self.bounds.relaxed):
            return Lexicographic(failed.status, failed.detail, np.zeros(0), [], self._trace)
        self._reached = len(self.bounds.proven)
        self.bounds.proven += [0.0] * (len(self.goals) - self._reached)
        if self._reached < min(2, len(self.goals)):
            # A point that is good for the first goal alone is no plan to show anybody.
            return self._result()
        # Stopped early, one outcome is still worth a moment.
        early = self.limits.over() or self._reached < len(self.goals)
        whole, self.limits = self.limits, self.limits.grace(GRACE) if early else self.limits
        self.bounds.limits = self.limits
        if self.model.integer.any():
            self._make_whole()
        else:
            self._offer(self.bounds.relaxed)
        self.limits = whole
        return self._result()

    def _exactly(self) -> Lexicographic:
        """A small model, goal by goal under hard caps."""

        def heard(i: int, value: float, bound: float) -> None:
            goal = self.goals[i]
            moment = Progress(self.phase, goal.name, value, bound, goal.unit, self._seconds())
            self._say(moment)

        found = exact.meet_exactly(self.model, self.goals, self.limits, heard)
        if not len(found.x):
            return Lexicographic(found.status, found.detail, found.x, [], self._trace)
        self._best, self._room = found.x, found.room
        self.bounds.proven = [*found.bounds, *[0.0] * (len(self.goals) - len(found.bounds))]
        return self._result()

    # --- yes/no decisions ---------------------------------------------------------

    def _make_whole(self) -> None:
        """Yes/no decisions near the relaxed point, better ones while they matter."""
        self._note("yes/no decisions")
        choosing = self._choosing()
        if not choosing.together() and not self.limits.over():
            if self._rule_out(choosing.switches):
                choosing = self._choosing()
            choosing.likely()
        if self._best is None and not self.limits.over():
            choosing.none()
        if self._reached == len(self.goals):
            until = self.limits.elapsed() + FURTHER
            choosing.over = lambda: self.limits.over() or self.limits.elapsed() > until
            choosing.otherwise()
            choosing.one_by_one()
            small = self.model.n_columns <= INTEGER_COLUMNS
            if small and not self._close() and not self.limits.over():
                self._integer()

    def _choosing(self) -> Choosing:
        switches = self.rounding(self.bounds.relaxed)
        return Choosing(switches, self._try, self._close, self.limits.over, self._gain)

    def _gain(self, columns: np.ndarray, change: Floats) -> float:
        """The most that the best outcome's objective can fall where columns change by so much:
        it is convex, and never below what its reduced costs say."""
        if self._reduced is None:
            return np.inf
        return -float(self._reduced[columns] @ change)

    def _rule_out(self, switches: Sequence[Switch]) -> bool:
        """Close what the relaxed point has in part and no outcome can have whole; whether there
        was any. The bounds are the better for it."""
        if self._reached < len(self.goals):
            return False
        part = [s for s in switches if s.last >= 0 and 0.0 < s.worth < 1.0 - 1e-6]
        never = [s.columns for s in part if not self.bounds.may_be_on(s.last)]
        if not never or self.limits.over():
            return False
        self._note("without what cannot be whole")
        self.bounds.rule_out(np.concatenate(never))
        return True

    def _try(self, ids: np.ndarray, values: Floats) -> Attempt:
        """Offer the best outcome with these decisions, from where the best so far lies."""
        found, at = self.bounds.with_fixed(ids, values, self._reached - 1, self._near)
        if found.status is not Status.OPTIMAL:
            return Attempt.IMPOSSIBLE
        found.x[ids] = values
        before = self._best
        self._offer(found.x)
        if self._best is before:
            return Attempt.WORSE
        self._near, self._reduced = at, found.reduced
        return Attempt.BEST

    def _integer(self) -> None:
        """An integer search for the first goal that is not proven."""
        i = next(i for i in range(len(self.goals)) if not self._proven(i))
        goal = self.goals[i]
        self._note(f"integer search for {goal.name}")
        caps = [
            Cap(g.objective, g.cap(b), PRICES[0] / max(1.0, abs(b)))
            for g, b in zip(self.goals[:i], self.bounds.proven, strict=False)
        ]
        capped, cost = with_caps(self.model, caps)
        objective = np.concatenate([goal.objective, cost])
        found = solve(capped, objective, self.limits, algorithm="choose", seconds=FURTHER)
        if found.bound > self.bounds.proven[i]:
            self.bounds.better(i, found.bound)
        if found.status.has_outcome:
            ids = np.flatnonzero(self.model.integer)
            self._try(ids, found.x[ids])

    def _offer(self, x: Floats) -> None:
        """Keep a point if it is the first, or better in the first goal that differs.

        As far as a goal is proven either way it does not differ; where none does, the caps
        decide.
        """
        if self._best is None:
            self._best = x
            return
        for gap in (self.limits.gap, 0.0):
            for goal, bound in zip(self.goals, self.bounds.proven, strict=True):
                cap = goal.cap(bound)
                good = cap + max(gap * cap, goal.same) if gap else cap
                old = max(float(goal.objective @ self._best), good)
                new = max(float(goal.objective @ x), good)
                room = max(goal.same, 1e-6 * max(1.0, abs(old)))
                if new < old - room:
                    self._best = x
                    return
                if new > old + room:
                    return

    # --- what is said -------------------------------------------------------------

    def _proven(self, i: int) -> bool:
        """Whether the best outcome's value of a goal is near enough to its bound."""
        if self._best is None:
            return False
        goal, bound = self.goals[i], self.bounds.proven[i]
        value = float(goal.objective @ self._best)
        hair = self._room * max(1.0, abs(value))
        return value <= goal.cap(bound) + max(self.limits.gap * abs(value), goal.same, hair)

    def _close(self) -> bool:
        return all(self._proven(i) for i in range(len(self.goals)))

    def _result(self) -> Lexicographic:
        result = Lexicographic(Status.UNKNOWN, "", np.zeros(0), [], self._trace)
        if self._best is None:
            stopped = self.limits.stop.is_set()
            result.status = Status.INTERRUPTED if stopped else Status.UNKNOWN
            result.ended = "interrupted" if stopped else "the time was too short for a first plan"
            if self.limits.left() > 0 and not stopped:
                result.ended = "no yes/no decisions were found that fit"
            return result
        result.x = self._best
        for i, goal in enumerate(self.goals):
            value = float(goal.objective @ self._best)
            bound = min(self.bounds.proven[i], value)
            result.goals.append(GoalResult(goal, value, bound, self._proven(i)))
            self._tell(goal, bound)
        if self.limits.stop.is_set():
            result.status, result.ended = Status.INTERRUPTED, "interrupted"
        elif self._close():
            result.status, result.ended = Status.OPTIMAL, "every priority is proven"
        else:
            result.status = Status.FEASIBLE
            over = self.limits.left() <= 0
            result.ended = "the time limit" if over else "the search found no better"
        return result

    def _tell(self, goal: Goal, bound: float | None) -> None:
        value = None if self._best is None else float(goal.objective @ self._best)
        if value is not None and value <= ROOM * (1 + 1e-6):
            value = 0.0  # the room a cap of nothing leaves
        self._say(Progress(self.phase, goal.name, value, bound, goal.unit, self._seconds()))

    def _note(self, note: str) -> None:
        self._say(Progress(self.phase, note=note, seconds=self._seconds()))

    def _seconds(self) -> float:
        return round(self.limits.elapsed(), 3)

    def _say(self, moment: Progress) -> None:
        self._trace.append(moment)
        self.listen(moment)
