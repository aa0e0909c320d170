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

The duals only say where to look. The least is a convex function of the limits, so at a
degenerate vertex, of which there are many, a dual can promise far more than there is to
be had, and never less: it bounds the saving from above. So limits are tried in the order
of their bounds, and the best are known once no bound left is higher, or so many were tried. The duals of every
model solved on the way are feasible for all of them, so each solve lowers other limits'
bounds: with ``p`` what they make a unit of each limit worth,

    saving[j] ≤ saved by raising k − p[k] · (raised by) + p[j].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from solvers.engine.caps import Cap, extend_basis, with_caps
from solvers.engine.exact import SMALL
from solvers.engine.goals import Goal
from solvers.engine.limits import Limits
from solvers.engine.mathopt import Basis, LinearResult, Raising, solve, solve_from
from solvers.engine.model import Assembled, Floats, Ids
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.decisions import upper_bounds
from solvers.skillmix.levers import most_saved_in_all
from solvers.skillmix.limit_words import LIMITS, NO_DECISION_LIMITS, Limit
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import value
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import capacity, levers
from solvers.skillmix.search import Ask, goal_of

PHASE = "bottlenecks"
#: Units by which a limit is raised; smaller steps only where the whole unit takes too long.
RAISED_BY = (1.0, 0.1, 0.01)
#: Position of the hours in ``LIMITS``.
HOURS = next(k for k, limit in enumerate(LIMITS) if limit.rows == capacity.NAME)
#: Of each kind of limit so many are found for each priority. Kinds are not ranked against
#: each other: a recruit and a thousand pounds are no alternatives.
EACH = 4
#: And no more than so many are tried.
TRIES = 12
#: Bounds nearer to each other than this share are the same.
SAME = 1e-6
#: Steps of the simplex method within which a raised limit is mostly solved.
STEPS = 1_000
#: A saving below this share of what there is to save is a speck.
SPECK = 1e-9
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


@dataclass(frozen=True)
class Raisable:
    """Every entry of every limit of a model.

    Attributes
    ----------
    limit : (n,) position in ``LIMITS``.
    ids : (n,) row, or column where ``is_column``.
    entries : of the limit's axes, one tuple for each.
    """

    limit: Ids
    ids: Ids
    is_column: np.ndarray
    entries: list[tuple[int, ...]]

    def prices(self, solved: LinearResult) -> Floats:
        """What the duals make one more unit of each entry worth, nought or more."""
        assert solved.duals is not None
        assert solved.reduced is not None
        worth = np.zeros(len(self.ids))
        worth[self.is_column] = -solved.reduced[self.ids[self.is_column]]
        worth[~self.is_column] = -solved.duals[self.ids[~self.is_column]]
        return np.maximum(worth, 0.0)


def raisable(model: SkillmixModel) -> Raisable:
    """The limits of a model that are finite, entry by entry."""
    kinds, ids, is_column = [], [], []
    entries: list[tuple[int, ...]] = []
    assembled = model.assembled
    for k, limit in enumerate(LIMITS):
        if limit.decision:
            columns = model.decisions[limit.decision]
            some = [(int(c), at) for at, c in np.ndenumerate(columns)]
            upper = assembled.upper
        else:
            blocks = [b for b in assembled.rows if (b.name, b.axes) == (limit.rows, limit.axes)]
            some = [(int(row), b.entry(int(row))) for b in blocks for row in b.ids.ravel()]
            upper = assembled.row_upper
        some = [(i, at) for i, at in some if np.isfinite(upper[i])]
        kinds += [k] * len(some)
        ids += [i for i, _ in some]
        is_column += [bool(limit.decision)] * len(some)
        entries += [at for _, at in some]
    integer = np.int64
    return Raisable(
        np.array(kinds, integer), np.array(ids, integer), np.array(is_column, bool), entries
    )


def with_room(model: SkillmixModel) -> Assembled:
    """The model with decisions' bounds that rules imply wide enough for any limit raised.

    Such a bound changes nothing as long as no limit does; left as it is, it would hide
    what one more unit can do. Bounds that are limits themselves stay.
    """
    more = _one_more_of_everything(model.problem)
    wider = upper_bounds(more, model.index)
    own = {limit.decision for limit in LIMITS} | set(NO_DECISION_LIMITS)
    upper = model.assembled.upper.copy()
    for name, most in wider.items():
        if name not in own:
            upper[model.decisions[name]] = most
    values = _more_to_save(model, more)
    return replace(model.assembled, upper=upper, entry_value=values)


def _more_to_save(model: SkillmixModel, more: Problem) -> Floats:
    """The model's entries with the most time that levers can save as wide."""
    most, then = (most_saved_in_all(p) for p in (model.problem, more))
    wider = np.divide(then, most, out=np.ones_like(most), where=most > 0)
    values = model.assembled.entry_value.copy()
    for block in model.assembled.rows:
        if (block.name, block.axes) == (levers.SAVING, levers.SAVING_AXES):
            row = model.assembled.entry_row - block.first
            mine = (row >= 0) & (row < block.size) & (values < 0)
            values[mine] *= wider.ravel()[row[mine]]
    return values


def _one_more_of_everything(problem: Problem) -> Problem:
    """The problem with one more unit of every limit, but where there is nothing to have more of."""
    w = problem.workforce
    releasing = np.asarray((w.release_max > 0).any(axis=1))[:, None]
    return replace(
        problem,
        workforce=replace(
            w,
            establishment_max=w.establishment_max + 1.0,
            over_max=w.over_max + 1.0,
            short_time_max=w.short_time_max + 1.0,
            agency_max=np.where(w.agency_max > 0, w.agency_max + 1.0, 0.0),
            release_max=np.where(releasing, w.release_max + 1.0, 0.0),
            hours=w.hours + 1.0,
        ),
        recruitment=replace(problem.recruitment, supply=problem.recruitment.supply + 1.0),
        training=replace(problem.training, places=problem.training.places + 1.0),
        transfers=replace(problem.transfers, most=problem.transfers.most + 1.0),
        care=replace(problem.care, shift_max=problem.care.shift_max + 1.0),
        money=replace(problem.money, fund_amount=problem.money.fund_amount + 1.0),
    )


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
        """By entry, whether there is something to have more of: hours, of somebody who is there."""
        index, there = self.model.index, np.ones(len(self.all.ids), bool)
        hours = np.zeros((len(index.pair_area), self.model.problem.horizon.size))
        np.add.at(hours, index.pair_of_cell, self.outcome.capacity)
        for entry in np.flatnonzero(self.all.limit == HOURS):
            there[entry] = hours[self.all.entries[entry]] > 0.01
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


class Trials:
    """Limits raised one at a time, the most promising first.

    Attributes
    ----------
    least : the goal with nothing raised.
    measured : entry → (saved per unit, raised by).
    unmeasured : entries whose bound is high and that took too long.
    """

    def __init__(
        self,
        model: Assembled,
        objective: Floats,
        limits: Limits,
        basis: Basis | None,
        every: Raisable,
        scale: float,
    ):
        self.every, self.limits, self.scale = every, limits, scale
        self._solver = Raising(model, objective, limits, basis)
        first = self._solver.as_it_is()
        self.ready = first.status is Status.OPTIMAL
        self.least = first.value * scale
        self.measured: dict[int, tuple[float, float]] = {}
        self.unmeasured: set[int] = set()
        prices = every.prices(first) * scale if self.ready else np.zeros(len(every.ids))
        self.bound = np.minimum(prices, max(0.0, self.least))
        self._speck = max(1e-6, SPECK * abs(self.least))
        self._steps_down = dict.fromkeys(range(len(LIMITS)), 0)

    def worth_trying(self, kind: int) -> bool:
        return bool((self.bound[self.every.limit == kind] > self._speck).any())

    def try_kind(self, kind: int) -> None:
        """Measure limits of a kind until no other can be among the best."""
        mine = np.flatnonzero(self.every.limit == kind)
        for _ in range(TRIES):
            left = [e for e in mine if e not in self.measured and e not in self.unmeasured]
            if not left or self.limits.over():
                return
            entry = int(left[int(np.argmax(self.bound[left]))])
            if self.bound[entry] <= max(self._speck, self._last_of_best(kind) * (1 + SAME)):
                return
            self._try(entry)

    def may_help(self) -> np.ndarray:
        """By entry, whether more of it saves anything, or is not known not to."""
        may = self.bound > self._speck
        for entry, (saves, _) in self.measured.items():
            may[entry] = saves > self._speck
        return may

    def best(self) -> list[tuple[int, tuple[float, float]]]:
        """The best of each kind, by kind and then by what they save."""
        some = [(e, m) for e, m in self.measured.items() if m[0] > self._speck]
        some.sort(key=lambda pair: (self.every.limit[pair[0]], -pair[1][0], pair[0]))
        kept, count = [], dict.fromkeys(range(len(LIMITS)), 0)
        for entry, measure in some:
            kind = int(self.every.limit[entry])
            count[kind] += 1
            if count[kind] <= EACH:
                kept.append((entry, measure))
        return kept

    def _last_of_best(self, kind: int) -> float:
        """What the last of the best of a kind saves; nought while there are not enough."""
        mine = sorted((m[0] for e, m in self.measured.items() if self.every.limit[e] == kind))
        return mine[-EACH] if len(mine) >= EACH else 0.0

    def _try(self, entry: int) -> None:
        raise_it = self._solver.column if self.every.is_column[entry] else self._solver.row
        kind = int(self.every.limit[entry])
        for k in range(self._steps_down[kind], len(RAISED_BY)):
            by = RAISED_BY[k]
            found = raise_it(int(self.every.ids[entry]), by, STEPS)
            if found.status is Status.OPTIMAL:
                self._learn(entry, by, found)
                self._steps_down[kind] = k  # what took too long for one does for the next
                return
            if self.limits.over():
                return
        self.unmeasured.add(entry)

    def _learn(self, entry: int, by: float, found: LinearResult) -> None:
        saved = self.least - found.value * self.scale
        self.measured[entry] = (saved / by, by)
        prices = self.every.prices(found) * self.scale
        self.bound = np.minimum(self.bound, saved - by * prices[entry] + prices)
