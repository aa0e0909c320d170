"""What it costs each priority that a plan does something besides: by meeting them again.

A small model is solved exactly, yes/no decisions included. On others these stay as the
outcome has them, and what is left is linear; where nothing then does what is demanded, they
may be in part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solvers.engine.bounds import Bounds
from solvers.engine.exact import SMALL, meet_exactly
from solvers.engine.goals import Goal
from solvers.engine.limits import Limits
from solvers.engine.model import Assembled
from solvers.engine.progress import Listener, Progress, silent
from solvers.engine.status import Status
from solvers.skillmix.build import SkillmixModel
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.measures.base import value
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.search import Ask, goal_of

#: A difference below this share of a priority is what searches leave unproven.
MEANS_NOTHING = 1e-5


@dataclass(frozen=True)
class Priced:
    """A priority without and with what is demanded.

    Attributes
    ----------
    dearer : with it the priority is worse than it is now, by more than what may be given up of
        it for later priorities.
    proven : there is no better ``then``; else it may be better, with other decisions.
    """

    name: str
    unit: str
    now: float
    then: float
    dearer: bool
    proven: bool


@dataclass(frozen=True)
class Price:
    """What a demand costs; ``priorities`` is empty where it cannot be met, or was not in time.

    Attributes
    ----------
    status : INFEASIBLE where nothing keeps every rule and does what is demanded; OPTIMAL only
        where every priority has its price.
    decisions : ``free``, ``kept`` as in the plan, or ``in part``.
    unpriced : the later priorities, for which the time was too short.
    """

    status: Status
    decisions: str
    priorities: tuple[Priced, ...] = ()
    unpriced: tuple[str, ...] = ()


def price_of(
    model: SkillmixModel,
    demanded: Assembled,
    outcome: Outcome,
    asks: Sequence[Ask],
    limits: Limits,
    listen: Listener = silent,
) -> Price:
    """What a demand costs each priority.

    Parameters
    ----------
    demanded : the model's rows and those of the demand.
    outcome : the plan without it.
    """
    goals = [goal_of(ask, model) for ask in asks]
    if demanded.n_columns <= SMALL:
        return _exactly(demanded, goals, outcome, limits, listen)
    for decisions, linear in (("kept", _kept(model, demanded, outcome)), ("in part", demanded)):
        bounds = Bounds(
            linear.relaxed(), goals, limits, lambda goal, bound: _tell(listen, limits, goal, bound)
        )
        failed = bounds.prove()
        then = bounds.proven
        if failed is None:
            return Price(Status.OPTIMAL, decisions, _compared(goals, outcome, then))
        if then:
            priced = _compared(goals, outcome, then)
            return Price(Status.UNKNOWN, decisions, priced, _names(goals[len(then) :]))
        if failed.status is not Status.INFEASIBLE:
            return Price(failed.status, decisions)
    return Price(Status.INFEASIBLE, "in part")


def _exactly(
    demanded: Assembled, goals: Sequence[Goal], outcome: Outcome, limits: Limits, listen: Listener
) -> Price:
    """The price of a small model, yes/no decisions as they are best."""
    proven = []

    def heard(i: int, least: float, bound: float) -> None:
        proven.append(least - bound <= max(goals[i].same, MEANS_NOTHING * max(1.0, abs(least))))
        seconds = round(limits.elapsed(), 3)
        listen(Progress("explain", goals[i].name, least, bound, goals[i].unit, seconds=seconds))

    exact = meet_exactly(demanded, goals, limits, heard)
    if not len(exact.x):
        return Price(exact.status, "free")
    met = goals[: len(proven)]
    then = [float(goal.objective @ exact.x) for goal in met]
    unpriced = _names(goals[len(met) :])
    status = Status.UNKNOWN if unpriced else exact.status
    return Price(status, "free", _compared(met, outcome, then, proven), unpriced)


def _names(goals: Sequence[Goal]) -> tuple[str, ...]:
    return tuple(goal.name for goal in goals)


def _tell(listen: Listener, limits: Limits, goal: Goal, bound: float | None) -> None:
    seconds = round(limits.elapsed(), 3)
    listen(Progress("explain", goal.name, None, bound, goal.unit, seconds=seconds))


def _kept(model: SkillmixModel, demanded: Assembled, outcome: Outcome) -> Assembled:
    """The yes/no decisions as the outcome has them."""
    x = np.zeros(demanded.n_columns)
    for name, columns in model.decisions.items():
        x[columns] = outcome[name]
    decided = np.flatnonzero(demanded.integer)
    return demanded.with_bounds(decided, np.round(x[decided]), np.round(x[decided]))


def _compared(
    goals: Sequence[Goal],
    outcome: Outcome,
    then: Sequence[float],
    proven: Sequence[bool] | None = None,
) -> tuple[Priced, ...]:
    """The first goals, of which ``then`` says what they are with the demand."""
    found = []
    for k, after in enumerate(then):
        goal = goals[k]
        now = value(MEASURES[goal.name], outcome)
        room = max(goal.same, goal.cap(now) - now, MEANS_NOTHING * max(1.0, abs(now)))
        sure = proven is None or proven[k]
        found.append(Priced(goal.name, goal.unit, now, float(after), after > now + room, sure))
    return tuple(found)
