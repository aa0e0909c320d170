"""Funded posts without staff, over time. WTE-years."""

from __future__ import annotations

from collections.abc import Iterable

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "vacancy"
UNIT = "WTE-years"
SLACK = 0.1


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    yield decisions["vacancy"], problem.horizon.years


def by_period(outcome: Outcome) -> Floats:
    return (outcome["vacancy"] * outcome.problem.horizon.years).sum(axis=0)
