"""Staff made redundant, those of back offices that move included. WTE."""

from __future__ import annotations

from collections.abc import Iterable

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "released"
UNIT = "WTE"
SLACK = 1e-6


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    yield decisions["released"], 1.0
    yield decisions["served"][:, -1:], problem.back_office.released[:, None]


def by_period(outcome: Outcome) -> Floats:
    office = outcome.moved * outcome.problem.back_office.released[:, None]
    return outcome["released"].sum(axis=0) + office.sum(axis=0)
