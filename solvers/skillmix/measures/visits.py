"""Visits to people's homes: parts of the patterns of packages given at home, and joint
visits from hubs, each one visit however many go.

Σ over patterns of occasions · parts − undelivered single interventions + joint, · weeks[t].
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from solvers.engine.model import Floats
from solvers.skillmix.decisions import Decisions, Index
from solvers.skillmix.measures.base import Term
from solvers.skillmix.outcome import Outcome
from solvers.skillmix.problem import Problem

NAME = "visits"
UNIT = "home visits"
SLACK = 1.0


def terms(decisions: Decisions, problem: Problem, index: Index) -> Iterable[Term]:
    care, weeks = problem.care, problem.horizon.weeks
    parts = np.array([len(p) for p in care.pattern_parts], dtype=float)
    at_home = care.at_home[care.pattern_package] * parts
    yield decisions["occasions"], at_home[:, None, None] * weeks
    lone = care.at_home[care.intervention_package].astype(float)
    yield decisions["undelivered"], -lone[:, None, None] * weeks
    yield decisions["joint"], weeks


def by_period(outcome: Outcome) -> Floats:
    care = outcome.problem.care
    at_home = outcome.visits[care.at_home[care.part_package]]
    joint = outcome["joint"].sum(axis=0)  # of packages given at home, and only of those
    return (at_home.sum(axis=(0, 1)) + joint) * outcome.problem.horizon.weeks
