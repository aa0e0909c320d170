"""Finds an assignment, measure by measure in their order, and proves how good it is.

Each measure is an integer model over groups of like people, under caps on the measures
before; its bound is proven by the solver. What nobody can make better than nothing is not
searched. At the end the trainees get their mentors; where the numbers fit and the people do
not, fewer trainees of those mentors are allowed and the search is made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from solvers.assignment.check import measures, violations
from solvers.assignment.measures import BY_NAME
from solvers.assignment.mentoring import Trainee, find_mentors
from solvers.assignment.model import Columns, Made, add_columns
from solvers.assignment.outcome import Outcome
from solvers.assignment.problem import AssignmentProblem, Ints
from solvers.assignment.rules import RULES
from solvers.assignment.rules import mentors as mentor_rule
from solvers.engine.goals import Goal, GoalResult
from solvers.engine.limits import Limits
from solvers.engine.mathopt import LinearResult, solve
from solvers.engine.model import Assembled, Floats, LinearModel
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status

#: Of the time that is left, one measure may take this share; the last may take all.
SHARE = 0.6
#: Nodes of an integer search that must be the same every time.
NODES = 2_000
#: Times that fewer trainees are allowed where some found no mentor, each time by more; the
#: last times none are.
AGAIN, NONE_AFTER = 8, 4
#: Seconds for the point where nobody moves, whatever has been stopped.
GRACE = 30.0
#: Share of an integer search spent on better points: bounds come soon here, and a search that
#: begins from a point of an earlier priority seldom leaves it by itself.
EFFORT = 0.5
#: An integer search ends at this share of the gap asked for, so that roundings fit in.
PART = 0.85


@dataclass(frozen=True)
class Ask:
    """A measure to keep small, and what of it may be given up for later ones."""

    measure: str
    tolerance: float = 0.0
    slack: float = 0.0


@dataclass
class AssignmentResult:
    """What a search found; without an outcome, ``status`` and ``ended`` say why."""

    status: Status
    ended: str
    outcome: Outcome | None
    goals: list[GoalResult] = field(default_factory=list)
    size: dict[str, int] = field(default_factory=dict)
    trace: list[Progress] = field(default_factory=list)


@dataclass
class Model:
    """The assembled model of a problem, its columns, and the goals on them."""

    made: Made
    assembled: Assembled
    columns: Columns
    goals: list[Goal]


def make_model(problem: AssignmentProblem, asks: Sequence[Ask]) -> Model:
    """All rules and all measures asked for."""
    made, model = Made(problem), LinearModel()
    columns = add_columns(model, problem)
    for rule in RULES:
        rule.build(model, columns, made)
    goals = []
    for ask in asks:
        measure = BY_NAME[ask.measure]
        objective = measure.build(model, columns, made)
        goals.append(Goal(measure.NAME, objective, measure.UNIT, ask.tolerance, ask.slack))
    return Model(made, model.assemble(), columns, goals)


def solve_assignment(
    problem: AssignmentProblem,
    asks: Sequence[Ask],
    limits: Limits,
    listen: Listener = silent,
    *,
    reproducible: bool = False,
) -> AssignmentResult:
    """The best assignment in the order of ``asks``.

    Parameters
    ----------
    limits : time, the gap within which a measure counts as proven, and interruption; what
        was found until then is given.
    reproducible : no clock: searches end by nodes, so that the same problem gives the same.

    Returns
    -------
    AssignmentResult : INFEASIBLE is proven of the rules without each trainee's own mentor.
    """
    search = _Search(problem, make_model(problem, asks), limits, listen, reproducible)
    return search.run()


class _Search:
    def __init__(
        self,
        problem: AssignmentProblem,
        model: Model,
        limits: Limits,
        listen: Listener,
        reproducible: bool,
    ):
        self.problem, self.model, self.limits, self.listen = problem, model, limits, listen
        self.reproducible = reproducible
        self.trace: list[Progress] = []
        #: Of each goal, what the first search of all found, and its bound.
        self.first: list[tuple[float, float]] = []
        self.best: Floats | None = None

    def run(self) -> AssignmentResult:
        result = AssignmentResult(Status.UNKNOWN, "", None, size=self.model.assembled.size)
        result.trace = self.trace
        assembled, outcome = self.model.assembled, None
        for attempt in range(AGAIN):
            self._stay(assembled)
            status, detail = self._meet(assembled)
            if self.best is None and attempt:
                break
            if self.best is None:
                result.status, result.ended = self._nothing(status, detail)
                return result
            self._say(Progress("assignment", note="mentors", seconds=self._seconds()))
            taken = np.round(self.best[self.model.columns.taken]).astype(np.int64)
            mentored = find_mentors(Outcome(self.problem, taken))
            if not mentored.without:
                outcome = mentored.outcome
                break
            assembled = self._with_fewer_trainees(assembled, taken, mentored.without, attempt)
            self.best = None
        if outcome is None:
            result.ended = "no mentors were found for all trainees"
            return result
        broken = violations(outcome)
        if broken:
            result.status, result.ended = Status.INVALID, "; ".join(map(str, broken[:5]))
            return result
        self._close(result, outcome)
        return result

    def _stay(self, assembled: Assembled) -> None:
        """Begin from where nobody moves but those who must, if that keeps the rules."""
        offers, groups = self.problem.offers, self.problem.groups
        order = np.lexsort([np.arange(len(offers.group)), -offers.begins])
        _, where = np.unique(offers.group[order], return_index=True)
        taken = np.zeros(len(offers.group))
        taken[order[where]] = groups.size
        fixed = assembled.with_bounds(self.model.columns.taken, taken, taken).relaxed()
        missed = sum(self._padded(goal) for goal in self.model.goals)
        found = solve(fixed, np.asarray(missed), self.limits.grace(GRACE), algorithm="simplex")
        if found.status is Status.OPTIMAL:
            self.best = found.x

    # --- measure by measure -------------------------------------------------------

    def _meet(self, assembled: Assembled) -> tuple[Status, str]:
        """Each goal in turn under caps on those before; ``best`` is the last point found."""
        caps: list[tuple[np.ndarray, Floats, float, float]] = []
        reached: list[tuple[float, float]] = []
        status, detail = Status.UNKNOWN, ""
        for i, goal in enumerate(self.model.goals):
            objective = self._padded(goal)
            value = None if self.best is None else float(objective @ self.best)
            if value is not None and (value <= 1e-9 or self.limits.over()):
                bound = 0.0
            else:
                capped = assembled.with_rows("caps", caps)
                found = self._integer(capped, objective, last=i == len(self.model.goals) - 1)
                status, detail = found.status, found.detail
                if len(found.x) and (value is None or found.value < value):
                    self.best = found.x
                if self.best is None:
                    return status, detail
                bound = max(0.0, found.bound)
            assert self.best is not None
            value = float(objective @ self.best)
            bound = min(bound, value)
            reached.append((value, bound))
            self._tell(goal, value, bound)
            used = np.flatnonzero(objective)
            caps.append((used, objective[used], -np.inf, goal.cap(value)))
        if not self.first:  # later searches allow fewer trainees: their bounds are of no use
            self.first = reached
        return Status.FEASIBLE, detail

    def _integer(self, model: Assembled, objective: Floats, last: bool) -> LinearResult:
        left = self.limits.left() * (1.0 if last else SHARE)
        return solve(
            model,
            objective,
            self.limits,
            algorithm="choose",
            gap=self.limits.gap * PART,
            seconds=None if self.reproducible or not np.isfinite(left) else left,
            nodes=NODES if self.reproducible else None,
            near=self.best,
            effort=EFFORT,
        )

    def _padded(self, goal: Goal) -> Floats:
        found = np.zeros(self.model.assembled.n_columns)
        found[: len(goal.objective)] = goal.objective
        return found

    def _with_fewer_trainees(
        self, assembled: Assembled, taken: Ints, without: Sequence[Trainee], attempt: int
    ) -> Assembled:
        """The model with less trainees' load, where and when some were left without a mentor."""
        intakes, size = self.problem.intakes, len(taken)
        missing: dict[tuple[tuple[int, int], int], float] = {}
        for trainee in without:
            role = int(intakes.mentor_role[trainee.intake])
            pool = (role, -1 if intakes.pooled[trainee.intake] else trainee.employer)
            for t in range(trainee.first, trainee.after):
                missing[pool, t] = missing.get((pool, t), 0.0) + trainee.load
        rows: list[tuple[Ints, Floats, float, float]] = []
        for (pool, t), amount in missing.items():
            load = mentor_rule.trainees(self.model.made, pool)
            now = load.period == t
            of_offer: Floats = np.bincount(load.offer[now], load.amount[now], size).astype(float)
            used = np.flatnonzero(of_offer)
            most = float(of_offer @ taken) - amount * (attempt + 1)
            most = 0.0 if attempt >= NONE_AFTER else max(0.0, most)
            rows.append((self.model.columns.taken[used], of_offer[used], -np.inf, most))
        return assembled.with_rows(f"fewer trainees, {attempt}", rows)

    # --- how it ended -------------------------------------------------------------

    def _nothing(self, status: Status, detail: str) -> tuple[Status, str]:
        if self.limits.stop.is_set():
            return Status.INTERRUPTED, "interrupted"
        if status is Status.INFEASIBLE:
            return status, "no assignment keeps every rule"
        return Status.UNKNOWN, detail or "the time was too short for a first assignment"

    def _close(self, result: AssignmentResult, outcome: Outcome) -> None:
        """Values are the outcome's own; a goal is proven within the gap of its bound.

        A bound stands under the caps of the goals before it. Where one of them came out above
        its cap in the end, nothing is known of those after it.
        """
        value = measures(outcome)
        result.outcome = outcome
        held = True
        for goal, (before, bound) in zip(self.model.goals, self.first, strict=True):
            figure = value[goal.name]
            bound = min(bound, figure) if held else 0.0
            hair = max(goal.same, 1e-6 * max(1.0, abs(figure)))
            held = held and figure <= goal.cap(before) + hair
            near = figure <= goal.cap(bound) + max(self.limits.gap * abs(figure), hair)
            result.goals.append(GoalResult(goal, figure, bound, near))
        if self.limits.stop.is_set():
            result.status, result.ended = Status.INTERRUPTED, "interrupted"
        elif all(goal.proven for goal in result.goals):
            result.status, result.ended = Status.OPTIMAL, "every priority is proven"
        else:
            over = self.limits.left() <= 0
            result.status = Status.FEASIBLE
            result.ended = "the time limit" if over else "the search found no better"

    def _tell(self, goal: Goal, value: float, bound: float) -> None:
        self._say(Progress("assignment", goal.name, value, bound, goal.unit, self._seconds()))

    def _seconds(self) -> float:
        return round(self.limits.elapsed(), 3)

    def _say(self, moment: Progress) -> None:
        self.trace.append(moment)
        self.listen(moment)
