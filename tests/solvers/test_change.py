"""The rule change: right, wrong, and by how much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.problem import Base
from solvers.skillmix.rules import change
from tests.solvers.workshop import amounts, cell, found, problem, status

TRANSFERS = {
    "transfers": [
        {"transfer": "across", "from_organisation": "trust", "from_role": "therapist",
         "to_organisation": "council", "to_role": "carer", "leave_share": 0.5},
    ]
}  # fmt: skip


def limited(share: float):
    return problem(TRANSFERS, {"policy": {"change_limit": share}},
                   posts={"T-nurse": {"release_max_per_year": 8}})  # fmt: skip


def test_starts_releases_and_moves_out_count() -> None:
    """8 WTE at the trust; a share of one a year is 2 WTE a quarter."""
    made = limited(1.0)
    values = {"starts": {(0, 0): 1.0}, "released": {(0, 0): 0.5}, "transfers": {(0, 0): 0.5}}
    assert status(change, made, values) is Status.OPTIMAL
    assert found(change, made, values) == []
    more = {**values, "starts": {(0, 0): 1.25}}
    assert status(change, made, more) is Status.INFEASIBLE
    (violation,) = found(change, made, more)
    assert (violation.amount, violation.where) == (pytest.approx(0.25), "trust, 2027Q2")


def test_those_who_join_count_at_the_new_employer() -> None:
    """Half of 3 WTE leave instead; 1.5 join the council, where 1 WTE a quarter may change."""
    made = limited(1.0)
    wrong = {"transfers": {(0, 0): 3.0}}
    assert status(change, made, wrong) is Status.INFEASIBLE
    assert amounts(found(change, made, wrong)) == pytest.approx([1.0, 0.5])


def test_distance_from_the_base_plan() -> None:
    made = problem()
    stock = np.full((4, 2), np.nan)
    stock[cell(made, "T-nurse", "nurse"), 0] = 4.0
    made = replace(made, base=Base(in_post=stock, frozen=0, decisions={}))
    near = {"in_post": {(0, 0): 3.0}, "base_gap": {(0, 0): 1.0}}
    assert status(change, made, near) is Status.OPTIMAL
    assert found(change, made, near) == []
    for stock_now, off in ((2.5, 0.5), (5.5, 0.5)):
        wrong = {"in_post": {(0, 0): stock_now}, "base_gap": {(0, 0): 1.0}}
        assert amounts(found(change, made, wrong)) == pytest.approx([off])
    assert status(change, made, {"in_post": {(0, 0): 2.5}, "base_gap": {(0, 0): 1.0}}) is (
        Status.INFEASIBLE
    )
