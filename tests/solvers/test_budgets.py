"""The rule budgets: right, wrong, and by how much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import budgets
from tests.solvers.workshop import amounts, found, problem, status

PAID = {"in_post": {(0, 0): 4.0, (2, 0): 4.0}}  # 8 WTE at 40 k£ a year: 80 k£ a quarter


def place(amount: float, rule: str = "hard", limit: float = 0):
    return problem(
        {
            "organisations": [
                {"organisation": "council", "kind": "council"},
                {"organisation": "trust", "kind": "community_trust", "budget_rule": rule,
                 "overspend_limit": limit},
            ],
            "budgets": [{"organisation": "trust", "amount": amount}],
        }
    )  # fmt: skip


@pytest.mark.parametrize(("amount", "right"), [(320.0, True), (312.0, False)])
def test_a_hard_budget_holds(amount: float, right: bool) -> None:
    made = place(amount)
    assert status(budgets, made, PAID) is (Status.OPTIMAL if right else Status.INFEASIBLE)
    violations = found(budgets, made, PAID)
    assert amounts(violations) == ([] if right else pytest.approx([2.0]))
    assert all(v.where == "trust, 2027Q2" for v in violations)


def test_a_control_total_may_be_overspent_to_its_limit() -> None:
    made = place(312, "control_total", 8)
    over = {**PAID, "overspend": {(1, 0): 2.0}}
    assert status(budgets, made, over) is Status.OPTIMAL
    assert found(budgets, made, over) == []
    far = {**PAID, "overspend": {(1, 0): 2.5}}
    assert amounts(found(budgets, made, far)) == pytest.approx([0.5])


def test_every_line_is_counted() -> None:
    made = place(0)
    lines = {
        "starts": {(0, 0): 1.0},  # 3 k£ fee, and 10 k£ pay of the trainee
        "adopted": {(0, 0): 1.0},  # 5 k£
    }
    (violation, *_) = found(budgets, made, lines)
    assert violation.amount == pytest.approx(18.0)
    assert status(budgets, made, lines) is Status.INFEASIBLE
    paid = replace(made, money=replace(made.money, budget=np.full((2, 2), 18.0)))
    assert status(budgets, paid, lines) is Status.OPTIMAL


def test_only_todays_way_of_working_may_breach() -> None:
    made = place(312)
    breach = {**PAID, "breach": {(1, 0): 2.0}}
    assert amounts(found(budgets, made, breach)) == pytest.approx([2.0])
    assert found(budgets, replace(made, today=True), breach) == []
