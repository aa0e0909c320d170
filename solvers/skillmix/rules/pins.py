"""What a planner has fixed by hand stays fixed.

For every pin: the sum of the pinned decision equals, is at least, or is at most
its value in its period. WTE; adopted is 0 or 1.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Pin, Problem
from solvers.skillmix.rules.base import breaches, spread

NAME = "pins"


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    value = np.array([pin.value for pin in problem.pins])
    lower = np.array([_bound(pin, "at_most", -np.inf) for pin in problem.pins])
    upper = np.array([_bound(pin, "at_least", np.inf) for pin in problem.pins])
    rows = model.add_rows(NAME, value.shape, lower, upper, ("pin",))
    for row, pin in zip(rows, problem.pins, strict=True):
        model.add_terms(row, decisions[pin.decision][pin.index, pin.period])
        if pin.with_trainees:
            arcs = np.flatnonzero(np.isin(problem.training.arc_from, pin.index))
            present = problem.training.present[arcs][:, :, pin.period : pin.period + 1]
            spread(np.full((len(arcs), 1), row), decisions["starts"][arcs], present, model)


def _bound(pin: Pin, open_when: str, open_bound: float) -> float:
    return open_bound if pin.comparison == open_when else pin.value


def check(outcome: Outcome) -> list[Violation]:
    off = np.zeros(len(outcome.problem.pins))
    value = np.array([pin.value for pin in outcome.problem.pins])
    for k, pin in enumerate(outcome.problem.pins):
        actual = outcome[pin.decision][pin.index, pin.period].sum()
        if pin.with_trainees:
            actual += outcome.trainees[pin.index, pin.period].sum()
        gap = actual - pin.value
        off[k] = {"exactly": abs(gap), "at_least": -gap, "at_most": gap}[pin.comparison]
    return breaches(outcome, NAME, "WTE", ("pin",), off, value)
