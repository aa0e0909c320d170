"""From a problem to an assembled model."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.engine.model import Assembled, Floats, LinearModel
from solvers.skillmix.decisions import Decisions, Index, add_decisions, index_of
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import RULES


@dataclass(frozen=True)
class SkillmixModel:
    """An assembled model with the columns of every decision."""

    problem: Problem
    index: Index
    decisions: Decisions
    assembled: Assembled

    def outcome(self, x: Floats) -> Outcome:
        """The outcome at a point of the model; specks left by the solver are zero."""
        values = {name: _clean(x[ids]) for name, ids in self.decisions.items()}
        return Outcome(self.problem, self.index, Decisions(values))


def build(problem: Problem) -> SkillmixModel:
    """State every decision and every rule."""
    index = index_of(problem)
    model = LinearModel()
    decisions = add_decisions(model, problem, index)
    for rule in RULES:
        rule.build(model, decisions, problem, index)
    return SkillmixModel(problem, index, decisions, model.assemble())


def _clean(values: Floats) -> Floats:
    return np.where(np.abs(values) < 1e-9, 0.0, values)
