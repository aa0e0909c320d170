"""Proving what each goal can be at best, goal by goal, on the linear relaxation.

Each goal is minimised under elastic caps that keep every goal before within its
tolerance of its own bound; so no outcome that does so is better. The first is solved
cold, the others from the vertex before. See ``docs/decisions`` for what else was tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from solvers.engine.caps import Cap, extend_basis, with_caps
from solvers.engine.fixing import DUAL_STEPS, solve_fixed
from solvers.engine.goals import Goal
from solvers.engine.limits import Limits
from solvers.engine.mathopt import Basis, LinearResult, nothing, solve, solve_from
from solvers.engine.model import Assembled, Floats, Ids
from solvers.engine.status import Status

#: Prices of breaking a cap, tried in turn: breaking it by all of its value costs so
#: many times the value of the goal at hand.
PRICES = (30.0, 1500.0)
#: A cap broken by less than this share of it holds well enough for a bound, which is
#: valid either way; an outcome is held to its caps by what counts as proven.
HOLDS = 2e-3
#: Fixing the decisions of a larger model is too far from the vertex without for the dual
#: simplex method to get there.
NEAR_COLUMNS = 50_000
#: A yes/no column that can be so much less than 1 at most is never on.
ON = 1e-4


@dataclass(frozen=True)
class Vertex:
    """A basis to start from.

    Attributes
    ----------
    caps : how many caps its model had.
    price : what breaking the caps cost, of ``PRICES``.
    reach : the value that the prices are multiples of; with another the basis is not optimal.
    """

    basis: Basis
    caps: int
    price: float
    reach: float


@dataclass
class Bounds:
    """The goals' bounds as far as they are proven.

    Attributes
    ----------
    model : linear; yes/no decisions may be in part.
    tell : told of a goal when it is begun (None) and when it is bounded.
    proven : bounds of the first goals.
    relaxed : the point of the last goal bounded; empty before.
    vertex : where that point lies.
    vertices : where each goal's point lies, as far as it was looked for.
    """

    model: Assembled
    goals: Sequence[Goal]
    limits: Limits
    tell: Callable[[Goal, float | None], None]
    proven: list[float] = field(default_factory=list)
    relaxed: Floats = field(default_factory=lambda: np.zeros(0))
    vertex: Vertex | None = None
    vertices: dict[int, Vertex] = field(default_factory=dict)

    def prove(self) -> LinearResult | None:
        """Bound goal after goal; what came instead of a bound, if one could not be had."""
        self._skip_first()
        while len(self.proven) < len(self.goals):
            failed = self._next()
            if failed is not None:
                return failed
        return None

    def _skip_first(self) -> None:
        """Bound two goals at once where the first is easily guessed.

        A first goal with room (slack) mostly has a best of nothing. While a second core
        finds that out, the second goal is looked at as if it were so. Where its best is a
        little more, the second goal's vertex is near the right one.
        """
        if len(self.goals) < 2 or self.goals[0].slack <= 0.0:
            return
        first = self.goals[0]
        self.tell(first, None)
        with ThreadPoolExecutor(1) as beside:
            coming = beside.submit(solve, self.model, first.objective, self.limits, crossover=False)
            self.proven = [0.0]
            failed = self._next()
            best = coming.result()
        known = best.status is Status.OPTIMAL and failed is None
        if known and best.bound <= first.same:
            return
        near = self.vertex if known else None
        self.proven, self.relaxed, self.vertex, self.vertices = [], np.zeros(0), None, {}
        if near is not None:
            self.proven = [max(0.0, best.bound)]
            self.tell(first, self.proven[0])
            self._next(near)

    def _next(self, near: Vertex | None = None) -> LinearResult | None:
        """Prove a bound on the next goal; what came instead, if it could not be.

        ``near`` is a vertex to start from, where there is a better one than the last.
        """
        goal = self.goals[len(self.proven)]
        self.tell(goal, None)
        if len(self.relaxed) and goal.objective @ self.relaxed <= goal.same:
            self.proven.append(0.0)
            self.tell(goal, 0.0)
            return None
        # The first goal's vertex has little in common with the second's: a warm start
        # from it takes longer than an interior point.
        start = near or (self.vertex if len(self.proven) > 1 else None)
        found = self.minimise(self.model, len(self.proven), start)
        if found.status is not Status.OPTIMAL:
            return found
        self.proven.append(max(0.0, found.bound))
        self.relaxed = found.x
        self.tell(goal, self.proven[-1])
        return None

    def better(self, i: int, bound: float) -> None:
        """A better bound for goal ``i`` loosens its cap, so later bounds are proven again."""
        self.proven[i] = bound
        for j in range(i + 1, len(self.goals)):
            again = self.minimise(self.model, j, self.vertex)
            known = again.status is Status.OPTIMAL
            self.proven[j] = min(self.proven[j], max(0.0, again.bound)) if known else 0.0

    def minimise(self, model: Assembled, i: int, start: Vertex | None) -> LinearResult:
        """Least of goal ``i`` with the goals before it capped; ``x`` is cut to the model's own.

        Where a cap is bought off, the price is raised; the bound is valid either way.
        """
        found: LinearResult | None = None
        reach = self._reach(i)
        for price in PRICES:
            capped, objective, caps, scale = self._capped(model, i, price, reach)
            again = self._solve(capped, objective, caps, start)
            if again.status is not Status.OPTIMAL:
                return again if found is None else found
            if again.basis is not None:
                start = Vertex(again.basis, len(caps), price, reach)
            found = self._own(again, scale)
            if self._worst(found.x, i) <= HOLDS or self.limits.over():
                break
        assert found is not None
        if start is not None:
            self.vertex = self.vertices[i] = start
        return found

    def may_be_on(self, column: int) -> bool:
        """Whether a yes/no column may be 1 in anything that keeps the rules; where not, that
        is proven: the most it can be is less."""
        here = self.vertex
        if here is None:
            return True
        capped, objective, _, _ = self._capped(self.model, here.caps, here.price, here.reach)
        fixed = capped.with_bounds(np.array([column]), 1.0, 1.0)
        tried = solve_from(fixed, objective, self.limits, here.basis, dual=True, steps=DUAL_STEPS)
        if tried.status is Status.OPTIMAL or self.limits.over():
            return True
        worth = np.zeros(capped.n_columns)
        worth[column] = -1.0
        most = solve_from(capped, worth, self.limits, here.basis)
        return most.status is not Status.OPTIMAL or -most.bound > 1.0 - ON

    def rule_out(self, ids: Ids) -> None:
        """Close yes/no columns that are nought in every outcome, and prove the bounds again,
        each from where it was. The vertices stay what they are."""
        closed = np.zeros(len(ids))
        for i in range(1, len(self.proven)):
            if self.proven[i] == 0.0:
                continue  # a bound of nothing needs no proof
            here = self.vertices.get(i)
            if here is None:
                again = nothing(Status.UNKNOWN, 0.0, "no vertex")
            else:
                again, _ = self._fixed_from(here, (ids, closed), i, HOLDS, cold=True)
            if again.status is not Status.OPTIMAL:
                # The caps have changed, so what was proven under them may not hold.
                self.proven[i:] = [0.0] * len(self.proven[i:])
                return
            self.proven[i] = max(0.0, again.bound)
            self.relaxed = again.x
            self.tell(self.goals[i], self.proven[i])

    def with_fixed(
        self, ids: Ids, values: Floats, i: int, near: Vertex | None = None
    ) -> tuple[LinearResult, Vertex | None]:
        """Least of goal ``i`` with columns fixed and the goals before it capped, and where it lies.

        Begins at the vertex, which stays what it is, or cold where that does not help or the
        model is large. Caps hold as well as they must to count as proven.

        Parameters
        ----------
        near : where an outcome with other values lies, to begin there instead. The status of a
            large model is UNKNOWN where that does not help.
        """
        large = self.model.n_columns > NEAR_COLUMNS
        here = near or (None if large else self.vertex)
        if here is not None and here.caps > i:
            here = None
        cold = near is None or not large
        return self._fixed_from(here, (ids, values), i, self.limits.gap, cold=cold)

    def _fixed_from(
        self,
        here: Vertex | None,
        fixed: tuple[Ids, Floats],
        i: int,
        holds: float,
        *,
        cold: bool,
    ) -> tuple[LinearResult, Vertex | None]:
        """Least of goal ``i`` with columns fixed, and where it lies; the bound is proven.

        Prices of caps are raised until each is broken by no more than the share ``holds``.
        """
        ids, values = fixed
        found, at = None, None
        reach = here.reach if here is not None and here.caps == i else self._reach(i)
        for price in (p for p in PRICES if here is None or p >= here.price):
            capped, objective, caps, scale = self._capped(self.model, i, price, reach)
            tight = capped.with_bounds(ids, values, values)
            if at is not None:
                again = solve_from(tight, objective, self.limits, at.basis, duals=True)
            elif here is not None:
                basis = extend_basis(here.basis, caps, here.caps)
                again = solve_fixed(tight, objective, self.limits, basis, cold=cold)
            else:
                again = solve(tight, objective, self.limits, duals=True)
            if again.status is not Status.OPTIMAL:
                return (again, None) if found is None else (found, at)
            at = None if again.basis is None else Vertex(again.basis, i, price, reach)
            found = self._own(again, scale)
            if self._worst(found.x, i) <= holds or self.limits.over():
                break
        assert found is not None
        return found, at

    def _own(self, found: LinearResult, scale: float) -> LinearResult:
        """A result of a capped model in the model's own columns and the goal's unit."""
        reduced = found.reduced
        return replace(
            found,
            x=found.x[: self.model.n_columns],
            value=found.value * scale,
            bound=found.bound * scale,
            reduced=None if reduced is None else reduced[: self.model.n_columns] * scale,
        )

    def _reach(self, i: int) -> float:
        """What goal ``i`` may be: its value at the last point, a guess before there is one."""
        goal = self.goals[i]
        if not len(self.relaxed):
            return self._guess(goal)
        return max(1.0, abs(float(goal.objective @ self.relaxed)))

    def _capped(
        self, model: Assembled, i: int, price: float, reach: float
    ) -> tuple[Assembled, Floats, list[Cap], float]:
        """The model with the goals before ``i`` capped, its objective, and what that is divided by.

        Breaking a cap by all of its value costs ``price`` times ``reach``.
        """
        goal = self.goals[i]
        caps = [
            Cap(g.objective, g.cap(b), price * reach / max(1.0, abs(b)))
            for g, b in zip(self.goals[:i], self.proven[:i], strict=True)
        ]
        capped, cost = with_caps(model, caps)
        scale = reach / 1000.0
        return capped, np.concatenate([goal.objective, cost]) / scale, caps, scale

    def _solve(
        self, capped: Assembled, objective: Floats, caps: Sequence[Cap], start: Vertex | None
    ) -> LinearResult:
        """From the vertex where there is one, and it helps; cold otherwise."""
        if start is not None and start.caps <= len(caps):
            basis = extend_basis(start.basis, caps, start.caps)
            warm = solve_from(capped, objective, self.limits, basis)
            # Elastic caps leave something possible: any word of the contrary is a warm
            # start that lost its way.
            if warm.status in (Status.OPTIMAL, Status.INTERRUPTED):
                return warm
        return solve(capped, objective, self.limits)

    def _guess(self, goal: Goal) -> float:
        """The order of magnitude of a goal before anything is known: a little of its most."""
        used = np.flatnonzero(goal.objective)
        most = np.minimum(self.model.upper[used], 1e6)
        return max(1.0, 0.05 * float(np.abs(goal.objective[used]) @ most))

    def _worst(self, x: Floats, i: int) -> float:
        """Largest share by which a point breaks a cap of the goals before ``i``."""
        return max(
            (
                (float(g.objective @ x) - g.cap(b) - 0.1 * g.same) / max(1.0, abs(g.cap(b)))
                for g, b in zip(self.goals[:i], self.proven[:i], strict=True)
            ),
            default=0.0,
        )
