"""The burden of whoever has most of it."""

from __future__ import annotations

from ortools.sat.python import cp_model

from solvers.schemes.measures.burden import build_each, each_person
from solvers.schemes.problem import Ints, SchemeProblem
from solvers.schemes.stating import Stating

NAME = "worst_off"
UNIT = "minutes a day × blocks"
SCALE = 1


def measure(problem: SchemeProblem, rotation: Ints) -> int:
    return max(each_person(problem, rotation), default=0)


def build(stating: Stating) -> cp_model.LinearExprT:
    most = int(stating.problem.burden.max(axis=2, initial=0).sum(axis=1).max(initial=0))
    worst = stating.model.new_int_var(0, most, "worst_off")
    for burden in build_each(stating):
        stating.model.add(worst >= burden)
    return worst
