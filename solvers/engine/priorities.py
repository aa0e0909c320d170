"""Goals met in order, each within its tolerance of its best, with a proven bound.

The linear relaxation is solved for each goal in turn, under caps that keep every
goal before within its tolerance of its own bound. That proves the bounds. The first is solved cold, the others from the vertex
before. Then the caller's rounding turns a relaxed point into fixed yes/no decisions, and one more
linear model with the caps of all goals gives the outcome; where the yes/no
decisions cost a goal more than asked, other roundings and an integer search
follow. See ``docs/decisions`` for what else was tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from solvers.engine import exact
from solvers.engine.caps import Cap, extend_basis, with_caps
from solvers.engine.limits import Limits
from solvers.engine.mathopt import Basis, LinearResult, solve, solve_from
from solvers.engine.model import Assembled, Floats
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.engine.switches import Attempt, Choosing, Rounding

#: A cap leaves this much room, relative to its value, for what solvers leave behind.
ROOM = 1e-7
#: Prices of breaking a cap, tried in turn: breaking it by all of its value costs so
#: many times the value of the goal at hand.
PRICES = (30.0, 1500.0)
#: A cap broken by less than this share of it holds well enough for a bound, which is
#: valid either way; an outcome is held to its caps by what counts as proven.
HOLDS = 2e-3


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

    def cap(self, best: float) -> float:
        """The most the goal may be when later goals are looked at."""
        return best + max(self.tolerance * abs(best) + self.slack, ROOM * max(1.0, abs(best)))


@dataclass(frozen=True)
class GoalResult:
    """How a goal came out.

    No outcome that keeps the goals before within their tolerances of their own
    bounds has less than ``bound``. ``proven``: the value is within the goal's own
    tolerance and the gap asked for of it.
    """

    goal: Goal
    value: float
    bound: float
    proven: bool


@dataclass
class Lexicographic:
    """The outcome of a search in the order of goals; ``x`` is empty without one."""

    status: Status
    ended: str
    x: Floats
    goals: list[GoalResult] = field(default_factory=list)
    trace: list[Progress] = field(default_factory=list)


#: Seconds that further switches, and then an integer search, may take at most.
FURTHER = 60.0
#: An integer search of a larger model does not get beyond its root in that time.
INTEGER_COLUMNS = 50_000
#: Of the time there is, bounds may take this share; the rest is for the outcome.
BOUNDS_SHARE = 0.75
#: Seconds for a first outcome when the search is stopped before there is one.
GRACE = 120.0


@dataclass(frozen=True)
class Vertex:
    """A basis to start from, and how many caps its model had."""

    basis: Basis
    caps: int


@dataclass
class Search:
    """One search in the order of goals."""

    model: Assembled
    goals: Sequence[Goal]
    limits: Limits
    rounding: Rounding
    listen: Listener = silent
    phase: str = "plan"
    _bounds: list[float] = field(default_factory=list)
    _relaxed: Floats = field(default_factory=lambda: np.zeros(0))
    _best: Floats | None = None
    _trace: list[Progress] = field(default_factory=list)
    _vertex: Vertex | None = None
    _reached: int = 0
    _room: float = 0.0

    def run(self) -> Lexicographic:
        """Meet the goals in order."""
        if self.model.n_columns <= exact.SMALL:
            return self._exactly()
        whole = self.limits
        self.limits = whole.share(BOUNDS_SHARE)
        for goal in self.goals[self._skip_first() :]:
            failed = self._bound(goal)
            if failed is not None and not len(self._relaxed):
                return Lexicographic(failed.status, failed.detail, np.zeros(0), [], self._trace)
            if failed is not None:
                break
        self._reached = len(self._bounds)
        self._bounds += [0.0] * (len(self.goals) - self._reached)
        if self._reached < min(2, len(self.goals)):
            # A point that is good for the first goal alone is no plan to show anybody.
            self.limits = whole
            return self._result()
        # Stopped early, one outcome is still worth a moment.
        early = whole.over() or self._reached < len(self.goals)
        self.limits = whole.grace(GRACE) if early else whole
        if self.model.integer.any():
            self._make_whole()
        else:
            self._offer(self._relaxed)
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
        self._bounds = [*found.bounds, *[0.0] * (len(self.goals) - len(found.bounds))]
        return self._result()

    # --- bounds -------------------------------------------------------------------

    def _skip_first(self) -> int:
        """Goals whose bounds are known before the search for each begins.

        A first goal with room (slack) mostly has a best of nothing. While a second core
        finds that out, the second goal is looked at as if it were so.
        """
        if len(self.goals) < 2 or self.goals[0].slack <= 0.0:
            return 0
        first, second = self.goals[:2]
        self._tell(first, None)
        with ThreadPoolExecutor(1) as beside:
            coming = beside.submit(
                solve, self.model.relaxed(), first.objective, self.limits, crossover=False
            )
            self._bounds = [0.0]
            failed = self._bound(second)
            best = coming.result()
        if best.status is Status.OPTIMAL and best.bound <= first.same and failed is None:
            return 2
        self._bounds, self._relaxed, self._vertex = [], np.zeros(0), None
        return 0

    def _bound(self, goal: Goal) -> LinearResult | None:
        """Prove a bound on the next goal; what came instead, if it could not be."""
        self._tell(goal, None)
        if len(self._relaxed) and goal.objective @ self._relaxed <= goal.same:
            self._bounds.append(0.0)
            self._tell(goal, 0.0)
            return None
        # The first goal's vertex has little in common with the second's: a warm start
        # from it takes longer than an interior point.
        start = self._vertex if len(self._bounds) > 1 else None
        found = self._minimise(self.model.relaxed(), goal, self._bounds, start)
        if found.status is not Status.OPTIMAL:
            return found
        self._bounds.append(max(0.0, found.bound))
        self._relaxed = found.x
        self._tell(goal, self._bounds[-1])
        return None

    def _minimise(
        self,
        model: Assembled,
        goal: Goal,
        bounds: Sequence[float],
        start: Vertex | None,
        dual: bool = False,
    ) -> LinearResult:
        """Least of a goal with the goals before it capped; ``x`` is cut to the model's own.

        Where a cap is bought off, the price is raised; the bound is valid either way.
        """
        before = [(g, b) for g, b in zip(self.goals, bounds, strict=False) if g is not goal]
        at = self._relaxed if len(self._relaxed) else None
        reach = self._guess(goal) if at is None else max(1.0, abs(float(goal.objective @ at)))
        found: LinearResult | None = None
        for price in PRICES:
            caps = [Cap(g.objective, g.cap(b), price * reach / max(1.0, abs(b))) for g, b in before]
            capped, cost = with_caps(model, caps)
            scale = reach / 1000.0
            objective = np.concatenate([goal.objective, cost]) / scale
            again = self._solve(capped, objective, caps, start, dual)
            if again.status is not Status.OPTIMAL:
                return again if found is None else found
            if again.basis is not None:
                start, dual = Vertex(again.basis, len(caps)), False
            found = replace(
                again,
                x=again.x[: model.n_columns],
                value=again.value * scale,
                bound=again.bound * scale,
            )
            if self._worst(found.x, before) <= HOLDS or self.limits.over():
                break
        assert found is not None
        if start is not None and not dual:
            self._vertex = start
        return found

    def _solve(
        self,
        capped: Assembled,
        objective: Floats,
        caps: Sequence[Cap],
        start: Vertex | None,
        dual: bool,
    ) -> LinearResult:
        """From the vertex where there is one, and it helps; cold otherwise."""
        if start is not None and start.caps <= len(caps):
            basis = extend_basis(start.basis, caps, start.caps)
            warm = solve_from(capped, objective, self.limits, basis, dual=dual)
            # Elastic caps leave something possible, so only fixed decisions can be
            # impossible; any other word of it is a warm start that lost its way.
            final = (Status.OPTIMAL, Status.INTERRUPTED, *((Status.INFEASIBLE,) if dual else ()))
            if warm.status in final:
                return warm
        return solve(capped, objective, self.limits)

    def _guess(self, goal: Goal) -> float:
        """The order of magnitude of a goal before anything is known: a little of its most."""
        used = np.flatnonzero(goal.objective)
        most = np.minimum(self.model.upper[used], 1e6)
        return max(1.0, 0.05 * float(np.abs(goal.objective[used]) @ most))

    @staticmethod
    def _worst(x: Floats, before: Sequence[tuple[Goal, float]]) -> float:
        """Largest share by which a point breaks a cap."""
        return max(
            (
                (float(g.objective @ x) - g.cap(b) - 0.1 * g.same) / max(1.0, abs(g.cap(b)))
                for g, b in before
            ),
            default=0.0,
        )

    # --- yes/no decisions ---------------------------------------------------------

    def _make_whole(self) -> None:
        """Yes/no decisions near the relaxed point, better ones while they matter."""
        self._note("yes/no decisions")
        choosing = Choosing(self.rounding(self._relaxed), self._try, self._close, self.limits.over)
        choosing.likely()
        if self._best is None and not self.limits.over():
            choosing.none()
        if self._reached == len(self.goals):
            until = self.limits.elapsed() + FURTHER
            choosing.over = lambda: self.limits.over() or self.limits.elapsed() > until
            choosing.one_by_one()
            small = self.model.n_columns <= INTEGER_COLUMNS
            if small and not self._close() and not self.limits.over():
                self._integer()

    def _try(self, ids: np.ndarray, values: Floats) -> Attempt:
        """Offer the best outcome with these decisions."""
        fixed = self.model.relaxed().with_bounds(ids, values, values)
        here, last = self._vertex, self._reached - 1
        found = self._minimise(fixed, self.goals[last], self._bounds[:last], here, dual=True)
        self._vertex = here
        if found.status is not Status.OPTIMAL:
            return Attempt.IMPOSSIBLE
        found.x[ids] = values
        before = self._best
        self._offer(found.x)
        return Attempt.WORSE if self._best is before else Attempt.BEST

    def _integer(self) -> None:
        """An integer search for the first goal that is not proven."""
        i = next(i for i in range(len(self.goals)) if not self._proven(i))
        goal = self.goals[i]
        self._note(f"integer search for {goal.name}")
        caps = [
            Cap(g.objective, g.cap(b), PRICES[0] / max(1.0, abs(b)))
            for g, b in zip(self.goals[:i], self._bounds, strict=False)
        ]
        capped, cost = with_caps(self.model, caps)
        objective = np.concatenate([goal.objective, cost])
        found = solve(capped, objective, self.limits, algorithm="choose", seconds=FURTHER)
        if found.bound > self._bounds[i]:
            self._raise(i, found.bound)
        if found.status.has_outcome:
            ids = np.flatnonzero(self.model.integer)
            self._try(ids, found.x[ids])

    def _raise(self, i: int, bound: float) -> None:
        """A better bound for a goal loosens its cap, so later bounds are proven again."""
        self._bounds[i] = bound
        for j in range(i + 1, len(self.goals)):
            again = self._minimise(
                self.model.relaxed(), self.goals[j], self._bounds[:j], self._vertex
            )
            known = again.status is Status.OPTIMAL
            self._bounds[j] = min(self._bounds[j], max(0.0, again.bound)) if known else 0.0

    def _offer(self, x: Floats) -> None:
        """Keep a point if it is the first, or better in the first goal that differs."""
        if self._best is None:
            self._best = x
            return
        for i, goal in enumerate(self.goals):
            cap = goal.cap(self._bounds[i]) if i < len(self._bounds) else 0.0
            old = max(float(goal.objective @ self._best), cap)
            new = max(float(goal.objective @ x), cap)
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
        goal, bound = self.goals[i], self._bounds[i]
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
            bound = min(self._bounds[i], value)
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
