"""The rule arrangements: begun once, not too soon, and kept; and what they cost."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.decisions import index_of, upper_bounds
from solvers.skillmix.rules import arrangements
from tests.solvers.partners import ROTATION, club, with_partners
from tests.solvers.workshop import amounts, found, outcome, status


def test_what_is_begun_stays() -> None:
    made = with_partners(ROTATION)
    for fine in ({}, {(0, 1): 1.0}, {(0, 0): 1.0, (0, 1): 1.0}):
        assert status(arrangements, made, {"arranged": fine}) is Status.OPTIMAL
        assert found(arrangements, made, {"arranged": fine}) == []
    wrong = {"arranged": {(0, 0): 1.0}}
    assert status(arrangements, made, wrong) is Status.INFEASIBLE
    (violation,) = found(arrangements, made, wrong)
    assert (violation.amount, violation.where) == (1.0, "round, 2027Q3")


def test_half_of_one_is_none() -> None:
    made = with_partners(ROTATION)
    half = {"arranged": {(0, 1): 0.5}}
    assert status(arrangements, made, half) is Status.INFEASIBLE
    assert amounts(found(arrangements, made, half)) == pytest.approx([0.5])


@pytest.mark.parametrize(("notice", "first"), [(0, 0), (1, 1), (3, 1), (4, 2), (12, 2)])
def test_nothing_begins_before_its_notice(notice: int, first: int) -> None:
    row = {**ROTATION["rotations"][0], "notice_months": notice}
    made = with_partners({**ROTATION, "rotations": [row]})
    assert made.arrangements.earliest.tolist() == [first]
    for period in range(2):
        values = {"arranged": {(0, t): 1.0 for t in range(period, 2)}}
        assert (found(arrangements, made, values) == []) is (period >= first)
    most = np.broadcast_to(upper_bounds(made, index_of(made))["arranged"], (1, 2))
    assert most.tolist() == [[float(t >= first) for t in range(2)]]


def test_what_is_in_force_goes_on() -> None:
    made = with_partners(club(in_force=True, notice_months=12) | {"agreements": [
        {**club(in_force=True)["agreements"][0]}]})  # fmt: skip
    assert status(arrangements, made, {}, rest=None) is Status.OPTIMAL
    ended = {"arranged": {(0, 0): 0.0, (0, 1): 0.0}}
    assert amounts(found(arrangements, made, ended)) == [1.0, 1.0]
    assert found(arrangements, made, {"arranged": {(0, 0): 1.0, (0, 1): 1.0}}) == []


def test_who_pays_what_and_when() -> None:
    """Begun in the second quarter: 3 k£ and a quarter of 4; a tenth of the pay of 2 WTE."""
    made = with_partners(club())
    values = {"arranged": {(0, 1): 1.0}, "placed": {(0, 1): 2.0}}
    cost = outcome(made, values).spending["arrangements"]
    assert cost[2].tolist() == [0.0, pytest.approx(3 + 1 + 0.1 * 40 / 4 * 2)]
    assert np.abs(cost[:2]).max() == 0.0
    running = with_partners(club(in_force=True) | {"agreements": [
        {**club(in_force=True)["agreements"][0]}]})  # fmt: skip
    both = {"arranged": {(0, 0): 1.0, (0, 1): 1.0}}
    assert outcome(running, both).spending["arrangements"][2].tolist() == [1.0, 1.0]
