"""The rule back office: right, wrong, and by how much; and what moving costs and displaces."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from solvers.engine.status import Status
from solvers.skillmix.measures import MEASURES
from solvers.skillmix.rules import back_office, budgets, change
from tests.solvers.offices import (
    BY_COUNCIL,
    BY_HUB,
    COUNCIL_BY_HUB,
    TRUST_BY_COUNCIL,
    TRUST_BY_HUB,
    payroll,
    served,
)
from tests.solvers.workshop import Values, amounts, found, outcome, problem, status

BOTH_AT_ONCE = served(*((e, t) for e in (TRUST_BY_HUB, COUNCIL_BY_HUB) for t in (0, 1)))


def refused(values: Values) -> list[float]:
    """What the check says of values that the model does not admit either."""
    assert status(back_office, payroll(), values) is Status.INFEASIBLE
    return amounts(found(back_office, payroll(), values))


@pytest.mark.parametrize(
    "values",
    [
        served(),
        served((TRUST_BY_HUB, 1)),
        served((TRUST_BY_COUNCIL, 0), (TRUST_BY_COUNCIL, 1)),
        BOTH_AT_ONCE,
    ],
)
def test_what_is_sound_is_accepted(values: Values) -> None:
    assert status(back_office, payroll(), values) is Status.OPTIMAL
    assert found(back_office, payroll(), values) == []


def test_a_place_without_back_office_has_none() -> None:
    made = problem()
    assert status(back_office, made, {}) is Status.OPTIMAL
    assert found(back_office, made) == []
    assert outcome(made).spending["back_office"].sum() == 0


def test_everybody_has_one_server() -> None:
    twice = served((TRUST_BY_HUB, 1), (TRUST_BY_COUNCIL, 1))
    assert refused(twice) == [1.0]
    neither = served()
    del neither["own_office"][0, 1]
    assert refused(neither) == [1.0]
    violations = found(back_office, payroll(), twice)
    assert violations[0].where == "payroll of trust, 2027Q3"


def test_only_a_host_serves() -> None:
    assert refused(served((TRUST_BY_HUB, 1), hosting=set())) == [1.0]


def test_a_host_serves_somebody() -> None:
    assert refused(served(hosting={(BY_HUB, 1)})) == [1.0]


def test_once_moved_stays_moved() -> None:
    assert refused(served((TRUST_BY_HUB, 0))) == [1.0]
    changed = served((TRUST_BY_HUB, 0), (TRUST_BY_COUNCIL, 1))
    assert refused(changed) == [1.0]


def test_who_hosts_does_its_own() -> None:
    values = served((TRUST_BY_COUNCIL, 1), (COUNCIL_BY_HUB, 1))
    assert values["hosting"].keys() == {(BY_COUNCIL, 1), (BY_HUB, 1)}
    assert refused(values) == [1.0]
    (violation,) = found(back_office, payroll(), values)
    assert violation.where == "payroll at council, 2027Q3"


def test_moving_is_whole() -> None:
    half = {
        "served": {(TRUST_BY_HUB, 1): 0.5},
        "hosting": {(BY_HUB, 1): 0.5},
        "own_office": {(0, 0): 1.0, (0, 1): 0.5, (1, 0): 1.0, (1, 1): 1.0},
    }
    assert amounts(found(back_office, payroll(), half)) == [0.5, 0.5, 0.5]


def test_nobody_moves_today() -> None:
    made = payroll()
    today = replace(made, back_office=replace(made.back_office, allowed=False))
    assert found(back_office, today, BOTH_AT_ONCE)
    assert found(back_office, today, served()) == []


def test_who_pays_what() -> None:
    """A quarter of 100 + 60 k£ a year; then 80 × 0.5 and 40 × 0.5 a year, 24 the hub's, and
    moving: of the trust's 2 WTE the hub needs 1; of the other a quarter is retrained at
    4 k£, a quarter released at 20, and the move costs 6."""
    lines = outcome(payroll(), served((TRUST_BY_HUB, 1))).spending["back_office"]
    trust, council, hub = 0, 1, 2
    assert lines[[trust, council, hub], 0].tolist() == [25.0, 15.0, 0.0]
    assert lines[[trust, council, hub], 1].tolist() == [10.0 + 6 + 1 + 5, 15.0, 6.0]
    cost = MEASURES["cost"].by_period(outcome(payroll(), BOTH_AT_ONCE))
    assert cost.tolist() == [10 + 12 + 5 + 3 + 6, 10 + 5 + 6]


def test_the_budget_of_whoever_pays_holds() -> None:
    tables = {"budgets": [{"organisation": "hub", "amount": 23}]}
    made = payroll(tables=tables)
    values = served((TRUST_BY_HUB, 1))
    assert status(budgets, made, values) is Status.INFEASIBLE
    (violation,) = found(budgets, made, values)
    assert (violation.where, violation.amount) == ("hub, 2027Q3", pytest.approx(0.25))
    enough = payroll(tables={"budgets": [{"organisation": "hub", "amount": 24}]})
    assert status(budgets, enough, values) is Status.OPTIMAL
    assert found(budgets, enough, values) == []


def test_the_displaced_count_as_change_of_their_employer() -> None:
    """The trust has 8 WTE in posts and 2 behind; a share of 0.8 is 2 WTE in a quarter."""
    for share, right in ((0.8, True), (0.7, False)):
        made = payroll(policy={"change_limit": share})
        values = served((TRUST_BY_HUB, 1))
        assert status(change, made, values) is (Status.OPTIMAL if right else Status.INFEASIBLE)
        assert amounts(found(change, made, values)) == ([] if right else pytest.approx([0.25]))
    people = outcome(payroll(), BOTH_AT_ONCE).change_people
    assert np.array_equal(people, [[2.0, 0.0], [1.0, 0.0], [0.0, 0.0]])
    assert MEASURES["released"].by_period(outcome(payroll(), BOTH_AT_ONCE)).tolist() == [0.25, 0.0]
