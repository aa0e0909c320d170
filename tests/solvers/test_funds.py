"""The rule funds: right, wrong, and by how much."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import funds
from tests.solvers.workshop import TABLES, amounts, found, problem, status

POT = {
    "funds": [{"fund": "pot", "kind": "reimbursement", "amount": 40}],
    "fund_roles": [{"fund": "pot", "role": "nurse", "maximum_per_wte": 12}],
}


def test_a_fund_pays_so_much_per_wte_of_its_roles() -> None:
    made = problem(POT)
    right = {"in_post": {(0, 0): 2.0, (1, 0): 1.0}, "reimbursed": {(0, 0): 9.0}}
    assert status(funds, made, right) is Status.OPTIMAL
    assert found(funds, made, right) == []
    wrong = {**right, "reimbursed": {(0, 0): 10.0}}
    assert status(funds, made, wrong) is Status.INFEASIBLE
    (violation,) = found(funds, made, wrong)
    assert (violation.amount, violation.unit) == (pytest.approx(1.0), "k£")


def test_trainees_are_in_post_for_the_fund() -> None:
    made = problem(POT)
    values = {"starts": {(0, 0): 2.0}, "reimbursed": {(0, 0): 6.0}}
    assert status(funds, made, values) is Status.OPTIMAL
    assert found(funds, made, values) == []


def test_the_year_has_what_the_fund_has_for_its_periods() -> None:
    made = problem({**POT, "funds": [{**POT["funds"][0], "amount": 30}]})  # 15 k£ for two quarters
    there = {"in_post": {(0, 0): 4.0, (0, 1): 4.0}}
    right = {**there, "reimbursed": {(0, 0): 12.0, (0, 1): 3.0}}
    assert status(funds, made, right) is Status.OPTIMAL
    wrong = {**there, "reimbursed": {(0, 0): 12.0, (0, 1): 5.0}}
    assert status(funds, made, wrong) is Status.INFEASIBLE
    assert amounts(found(funds, made, wrong)) == pytest.approx([2.0])


def test_money_lapses_with_the_financial_year() -> None:
    settings = {"start": dt.date(2027, 1, 1)}  # a quarter of one year, a quarter of the next
    made = problem({**POT, "funds": [{**POT["funds"][0], "amount": 20}]}, settings)
    saved = {"in_post": {(0, 1): 4.0}, "reimbursed": {(0, 1): 10.0}}
    assert status(funds, made, saved) is Status.INFEASIBLE
    assert amounts(found(funds, made, saved)) == pytest.approx([5.0])
    assert np.array_equal(made.horizon.financial_year, [0, 1])


def test_a_training_fund_pays_the_whole_fee() -> None:
    made = problem(
        {
            "funds": [
                {"fund": "training", "kind": "training", "amount": 6}
            ],  # 3 k£ in two quarters
            "courses": [{**TABLES["courses"][0], "fund": "training"}],
        }
    )
    assert status(funds, made, {"starts": {(0, 0): 1.0}}) is Status.OPTIMAL
    wrong = {"starts": {(0, 0): 1.5}}
    assert status(funds, made, wrong) is Status.INFEASIBLE
    assert amounts(found(funds, made, wrong)) == pytest.approx([1.5])


def test_only_those_a_fund_is_for() -> None:
    assert len(problem(POT).money.option_fund) == 1
    for column, value in (("organisation", "council"), ("kinds", "pcn")):
        other = {**POT, "funds": [{**POT["funds"][0], column: value}]}
        assert len(problem(other).money.option_fund) == 0
