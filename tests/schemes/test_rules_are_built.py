"""What a rule states to the model is what it checks: rotation by rotation, promise by promise."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
from ortools.sat.python import cp_model

from solvers.schemes.problem import SchemeProblem
from solvers.schemes.rules import RULES, allowed
from solvers.schemes.stating import Promise, Stating
from tests.schemes.brute import rotations
from tests.schemes.random_scheme import random_scheme

#: Schemes that each rule is tried on.
SEEDS = range(14)


class _Every(cp_model.CpSolverSolutionCallback):
    """Gathers every rotation that a model has."""

    def __init__(self, stating: Stating):
        super().__init__()
        self.stating = stating
        self.found: list[bytes] = []

    def on_solution_callback(self) -> None:
        self.found.append(self.stating.read(self.boolean_value).tobytes())


def stated(problem: SchemeProblem, rule: ModuleType) -> list[bytes]:
    """All rotations of the model of one rule alone."""
    stating = Stating(problem)
    rule.build(stating)
    solver, every = cp_model.CpSolver(), _Every(stating)
    solver.parameters.num_workers = 1
    solver.parameters.enumerate_all_solutions = True
    status = solver.solve(stating.model, every)
    assert status == (cp_model.OPTIMAL if every.found else cp_model.INFEASIBLE)
    return every.found


def given_up(problem: SchemeProblem, rule: ModuleType, rotation: np.ndarray) -> set[Promise]:
    """The fewest promises that a model which forgives must give up for a rotation."""
    stating = Stating(problem, forgiving=True)
    rule.build(stating)
    for person, block, post in stating.cells:
        literal = stating.where[person, block, post]
        stating.model.add(literal == int(rotation[person, block] == post))
    stating.model.minimize(sum(~each.kept for each in stating.forgiven.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(stating.model) == cp_model.OPTIMAL
    return {
        promise for promise, each in stating.forgiven.items() if not solver.boolean_value(each.kept)
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_model_has_exactly_the_rotations_that_the_check_accepts(rule: ModuleType) -> None:
    kept = refused = 0
    for seed in SEEDS:
        problem = random_scheme(seed)
        every = list(rotations(problem))
        good = {r.tobytes() for r in every if not rule.check(problem, r)}
        found = stated(problem, rule)
        assert set(found) == good, seed
        assert len(found) == len(good), seed  # whatever else it has follows from the rotation
        kept, refused = kept + len(good), refused + len(every) - len(good)
    assert kept
    assert refused or rule is allowed  # which others are not even in the model


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_model_that_forgives_gives_up_exactly_what_the_check_tells(rule: ModuleType) -> None:
    """In the same words, and anybody may be anywhere."""
    rng, broken = np.random.default_rng(5), 0
    for seed in SEEDS:
        problem = random_scheme(seed)
        every = list(rotations(problem, anywhere=True))
        for chosen in rng.choice(len(every), 4).tolist():
            told = {(v.rule, v.where) for v in rule.check(problem, every[chosen])}
            assert given_up(problem, rule, every[chosen]) == told, seed
            broken += len(told)
    assert broken


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_rule_says_what_it_is(rule: ModuleType) -> None:
    assert rule.__doc__
    assert [other.NAME for other in RULES].count(rule.NAME) == 1
