"""Finding a rotation: measure by measure, each held at what it came to while the next is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

import numpy as np
from ortools.sat.python import cp_model

from solvers.engine.limits import Limits
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.schemes.check import Measured, check
from solvers.schemes.measures import MEASURES, Measure
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.rules import RULES
from solvers.schemes.running import run
from solvers.schemes.stating import Promise, Stating

#: Workers where nobody minds which of equally good rotations comes out: on few cores more of them
#: than cores do better.
WORKERS = 8
#: Deterministic seconds for one measure of a search that must be reproducible.
DETERMINISTIC = 20.0
#: Of the time left, a measure may take this share; the last takes all, and so does whichever has no
#: rotation to begin with, until it finds one.
SHARE = 0.5


@dataclass(frozen=True)
class Aim:
    """A measure in its place in the order: it may be worse than its best by a share and by so many,
    to the good of those after it."""

    measure: Measure
    tolerance: float = 0.0
    slack: int = 0

    def most(self, best: int) -> int:
        """What the measure may come to where its best is so much; a share is meant as written, so
        that 29 % of 100 are 29 and not what a float makes of them."""
        return best + floor(best * Fraction(str(self.tolerance))) + self.slack


@dataclass(frozen=True)
class Reached:
    """What a measure came to, in whole numbers, and what no rotation that keeps the measures before
    it as good as here is below."""

    aim: Aim
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing is better by more than the aim lets go."""
        return self.value <= self.aim.most(self.bound)


@dataclass
class SchemeResult:
    """The best rotation found.

    Attributes
    ----------
    rotation : the post of each person and block, (P, T), ``AWAY`` for none; None where there is
        none.
    measured : what the check says of it, without the model.
    reached : each measure, in order.
    trace : moments of the search.
    """

    status: Status
    rotation: Ints | None = None
    measured: Measured | None = None
    reached: list[Reached] = field(default_factory=list)
    seconds: float = 0.0
    trace: list[Progress] = field(default_factory=list)
    size: dict[str, int] = field(default_factory=dict)


#: What is looked at where nobody says otherwise.
AIMS = tuple(Aim(measure) for measure in MEASURES)


def solve_scheme(
    problem: SchemeProblem,
    limits: Limits,
    aims: Sequence[Aim] = AIMS,
    listen: Listener = silent,
    reproducible: bool = False,
) -> SchemeResult:
    """Meet the measures, one at least, in order. Reproducible, strategies take turns in fixed batches,
    and their steps are counted, not seconds."""
    return _Search(problem, limits, aims, listen, reproducible).run()


class _Search:
    def __init__(
        self,
        problem: SchemeProblem,
        limits: Limits,
        aims: Sequence[Aim],
        listen: Listener,
        reproducible: bool,
    ):
        self.problem, self.limits, self.aims, self.listen = problem, limits, aims, listen
        self.reproducible = reproducible
        self.stating = state(problem)
        self.trace: list[Progress] = []
        self.rotation: Ints | None = None
        self.reached: list[Reached] = []

    def run(self) -> SchemeResult:
        status = Status.UNKNOWN
        for number, aim in enumerate(self.aims):
            status = self._meet(aim, last=number + 1 == len(self.aims))
            if self.rotation is None or self._over():
                break
        proto = self.stating.model.proto
        size = {"columns": len(proto.variables), "rows": len(proto.constraints)}
        seconds = self.limits.elapsed()
        if self.rotation is None:
            return SchemeResult(status, seconds=seconds, trace=self.trace, size=size)
        measured = check(self.problem, self.rotation)
        # What was found for later measures can be better in earlier ones too.
        bounds = [each.bound for each in self.reached] + [0] * len(self.aims)
        done = [
            Reached(aim, measured.values[aim.measure.NAME], bound)
            for aim, bound in zip(self.aims, bounds, strict=False)
        ]
        proven = all(each.proven for each in done)
        ended = Status.OPTIMAL if proven else Status.FEASIBLE
        if measured.violations:
            ended = Status.INVALID
        elif self.limits.stop.is_set() and not proven:
            ended = Status.INTERRUPTED
        return SchemeResult(ended, self.rotation, measured, done, seconds, self.trace, size)

    def _over(self) -> bool:
        """Whether nothing more is to be looked at; what must be reproducible knows no clock."""
        return self.limits.stop.is_set() if self.reproducible else self.limits.over()

    def _meet(self, aim: Aim, last: bool) -> Status:
        """Find the best of one measure, and hold it there."""
        model = self.stating.model
        expression = aim.measure.build(self.stating)
        model.minimize(expression)
        status, bound = self._solve(aim, last)
        model.clear_objective()
        if self.rotation is not None:
            # Where time was too short to find it again, what was found before is held.
            value = aim.measure.measure(self.problem, self.rotation)
            self.reached.append(Reached(aim, value, min(bound, value)))
            self.tell(aim, value, min(bound, value))
            model.add(expression <= aim.most(value))
        return status

    def _solve(self, aim: Aim, last: bool) -> tuple[Status, int]:
        """How it ended, and what nothing is below; what is found is kept."""
        solver, heard = self._solver(last), _Heard(self, aim)
        spare = 0.0 if last or self.reproducible else self.limits.left() * (1 - SHARE)
        status = run(
            solver,
            self.stating.model,
            self.limits,
            heard,
            enough=lambda: heard.found and self.limits.left() < spare,
        )
        if status == cp_model.INFEASIBLE:
            # With measures held at what was found, that can only be the first time.
            return Status.INFEASIBLE, 0
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return Status.INTERRUPTED if self.limits.stop.is_set() else Status.UNKNOWN, 0
        self.rotation = self.stating.read(solver.boolean_value)
        self.stating.hint(solver)
        return Status.FEASIBLE, max(0, ceil(solver.best_objective_bound - 1e-6))

    def _solver(self, last: bool) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        options = solver.parameters
        options.random_seed = self.limits.seed
        if self.reproducible:
            # One thread: of two, which finds something first is chance even in fixed batches.
            options.num_workers, options.interleave_search = 1, True
            options.max_deterministic_time = DETERMINISTIC
        else:
            options.num_workers = WORKERS
            left = self.limits.left()
            if np.isfinite(left):
                whole = last or self.rotation is None
                options.max_time_in_seconds = left if whole else left * SHARE
        return solver

    def tell(self, aim: Aim, value: float | None, bound: float | None) -> None:
        scale = aim.measure.SCALE
        moment = Progress(
            "rotation",
            aim.measure.NAME,
            None if value is None else value / scale,
            None if bound is None else bound / scale,
            aim.measure.UNIT,
            round(self.limits.elapsed(), 3),
        )
        self.trace.append(moment)
        self.listen(moment)


class _Heard(cp_model.CpSolverSolutionCallback):
    """Tells of each better rotation."""

    def __init__(self, search: _Search, aim: Aim):
        super().__init__()
        self.search, self.aim = search, aim
        self.found = False

    def on_solution_callback(self) -> None:
        self.found = True
        self.search.tell(self.aim, self.objective_value, max(0.0, self.best_objective_bound))


def state(
    problem: SchemeProblem, forgiving: bool = False, only: frozenset[Promise] | None = None
) -> Stating:
    """A scheme with all its rules, of which ``only`` some promises are asked for."""
    stating = Stating(problem, forgiving, only)
    for rule in RULES:
        rule.build(stating)
    return stating
