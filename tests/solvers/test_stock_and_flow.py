"""The rule stock and flow: right, wrong, and by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.rules import stock_and_flow
from tests.solvers.workshop import amounts, cell, found, problem, status

STAY = {(c, t): 4.0 for c in (0, 2, 3) for t in (0, 1)}  # cells: nurse, mobile, therapist, carer


def test_nobody_moves_where_nobody_leaves() -> None:
    made = problem()
    assert [made.workforce.profiles[p] for p in made.workforce.cell_profile] == [
        "nurse", "mobile nurse", "therapist", "carer"]  # fmt: skip
    assert status(stock_and_flow, made, {"in_post": STAY}) is Status.OPTIMAL
    assert found(stock_and_flow, made, {"in_post": STAY}) == []


def test_people_from_nowhere_are_rejected_by_how_many() -> None:
    made = problem()
    more = {"in_post": {**STAY, (0, 1): 4.5}}
    assert status(stock_and_flow, made, more) is Status.INFEASIBLE
    (violation,) = found(stock_and_flow, made, more)
    assert violation.amount == pytest.approx(0.5)
    assert violation.where == "T-nurse nurse, 2027Q3"


def test_turnover_leaves_by_the_quarter() -> None:
    made = problem(posts={"T-nurse": {"turnover": 0.36}})
    stays = 0.64**0.25
    right = {"in_post": {**STAY, (0, 0): 4 * stays, (0, 1): 4 * stays**2}}
    assert found(stock_and_flow, made, right) == []
    assert status(stock_and_flow, made, right) is Status.OPTIMAL
    assert amounts(found(stock_and_flow, made, {"in_post": STAY})) == pytest.approx(
        [4 * (1 - stays)] * 2
    )


def test_new_starters_leave_at_the_rate_of_the_first_year() -> None:
    market = {"recruitment": [{"recruitment": "local", "role": "nurse", "supply_per_year": 8}]}
    made = problem(market, posts={"T-nurse": {"first_year_turnover": 0.36}})
    new = 0.64**0.25
    hires = {"hires": {(0, 0): 1.0}}
    right = {"in_post": {**STAY, (0, 0): 4 + new, (0, 1): 4 + new**2}, **hires}
    assert found(stock_and_flow, made, right) == []
    assert status(stock_and_flow, made, right) is Status.OPTIMAL
    wrong = {"in_post": {**STAY, (0, 0): 5.0, (0, 1): 5.0}, **hires}
    assert status(stock_and_flow, made, wrong) is Status.INFEASIBLE
    assert amounts(found(stock_and_flow, made, wrong))[0] == pytest.approx(1 - new)


def test_trainees_leave_their_cell_and_complete_in_another() -> None:
    made = problem()
    moved = {(0, 0): 3.0, (0, 1): 3.0, (1, 1): 1.0}
    right = {"in_post": {**STAY, **moved}, "starts": {(0, 0): 1.0}}
    assert status(stock_and_flow, made, right) is Status.OPTIMAL
    assert found(stock_and_flow, made, right) == []
    gone = {"in_post": {**STAY, **moved, (1, 1): 0.0}, "starts": {(0, 0): 1.0}}
    assert status(stock_and_flow, made, gone) is Status.INFEASIBLE
    assert amounts(found(stock_and_flow, made, gone)) == pytest.approx([1.0])


def test_a_negative_flow_is_a_fault() -> None:
    made = problem()
    values = {"in_post": STAY, "released": {(0, 0): -2.0}}
    assert 2.0 in amounts(found(stock_and_flow, made, values))
    assert cell(made, "T-nurse", "mobile nurse") == 1
    assert np.allclose(made.workforce.in_post_start, [4, 0, 4, 4])
