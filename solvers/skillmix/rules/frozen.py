"""Periods that are frozen stay as the base plan has them.

decision[·,t] = its value in the base plan, for every decision about people and
every frozen period t.
"""

from __future__ import annotations

import numpy as np

from solvers.engine.model import LinearModel
from solvers.engine.violation import Violation
from solvers.skillmix.decisions import DECISIONS, Decisions, Index
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules.base import breaches

NAME = "frozen periods"


def every_axes() -> set[tuple[str, ...]]:
    """The axes that its rows may have."""
    return {axes for axes, _, _ in DECISIONS.values()}


def build(model: LinearModel, decisions: Decisions, problem: Problem, index: Index) -> None:
    if problem.base is None or problem.base.frozen == 0:
        return
    frozen = problem.base.frozen
    for name, kept in problem.base.decisions.items():
        target = kept[:, :frozen]
        known = np.isfinite(target)
        axes = DECISIONS[name][0]
        entries = dict(zip(axes, np.nonzero(known), strict=True))
        rows = model.add_rows(
            NAME, (int(known.sum()),), target[known], target[known], axes, entries
        )
        model.add_terms(rows, decisions[name][:, :frozen][known])


def check(outcome: Outcome) -> list[Violation]:
    base = outcome.problem.base
    if base is None or base.frozen == 0:
        return []
    found = []
    for name, kept in base.decisions.items():
        target = kept[:, : base.frozen]
        actual = outcome[name][:, : base.frozen]
        off = np.where(np.isfinite(target), np.abs(actual - target), 0.0)
        size = np.where(np.isfinite(target), target, 1.0)
        found += breaches(outcome, f"{NAME} ({name})", "WTE", DECISIONS[name][0], off, size)
    return found
