"""The rule levers, and what levers do to demand and supply: right, wrong, by how much."""

from __future__ import annotations

import numpy as np
import pytest

from solvers.engine.model import LinearModel
from solvers.engine.status import Status
from solvers.skillmix.decisions import add_decisions, index_of
from solvers.skillmix.problem import Problem
from solvers.skillmix.rules import levers, recruitment, visits
from tests.solvers.workshop import amounts, found, outcome, problem, status

LOCAL = {"recruitment": "local", "role": "nurse", "supply_per_year": 4}


def invest(effect: dict, **lever: object) -> dict:
    return {
        "levers": [{"lever": "invest", "organisation": "council", **lever}],
        "lever_effects": [{"lever": "invest", **effect}],
        "recruitment": [LOCAL],
    }


def two_visits(made: Problem) -> int:
    """The pattern in which each intervention has a visit of its own."""
    return next(k for k, parts in enumerate(made.care.pattern_parts) if len(parts) == 2)


def test_a_lever_is_not_given_up_again() -> None:
    made = problem(invest({"effect": "demand", "amount": 0.5}))
    assert amounts(found(levers, made, {"taken": {(0, 0): 1.0, (0, 1): 1.0}})) == []
    assert amounts(found(levers, made, {"taken": {(0, 0): 1.0}})) == [1.0]
    assert status(levers, made, {"taken": {(0, 0): 1.0, (0, 1): 0.0}}) is Status.INFEASIBLE


@pytest.mark.parametrize("graded", [True, False])
def test_only_a_graded_lever_is_taken_in_part(graded: bool) -> None:
    made = problem(invest({"effect": "demand", "amount": 0.5}, graded=graded))
    violations = found(levers, made, {"taken": {(0, 0): 0.25, (0, 1): 0.25}})
    assert amounts(violations) == ([] if graded else [0.25, 0.25])


def test_nothing_is_taken_before_its_time() -> None:
    made = problem(invest({"effect": "demand", "amount": 0.5}, earliest="2027Q3"))
    assert amounts(found(levers, made, {"taken": {(0, 0): 1.0, (0, 1): 1.0}})) == [1.0]
    index, model = index_of(made), LinearModel()
    columns = add_decisions(model, made, index)
    assert model.assemble().upper[columns["taken"]].tolist() == [[0.0, 1.0]]


def test_demand_falls_by_the_share_from_its_lag_on() -> None:
    """Half of 20 and of 10 people's occasions, one month late: two thirds of it at first."""
    made = problem(invest({"effect": "demand", "amount": 0.5}, lag_months=1))
    taken = outcome(made, {"taken": {(0, 0): 1.0, (0, 1): 1.0}})
    assert taken.avoided[0].tolist() == [
        pytest.approx([20 / 3, 10.0]),
        pytest.approx([10 / 3, 5.0]),
    ]
    # The package's one pattern without anybody to walk: all given but what is avoided.
    due = {(0, place, t): made.care.due[0, place, t] for place in range(2) for t in range(2)}
    less = {at: amount - taken.avoided[at] for at, amount in due.items()}
    gone = {"taken": {(0, 0): 1.0, (0, 1): 1.0}}
    alone = two_visits(made)
    off = found(visits, made, {"occasions": {(alone, *at[1:]): due[at] for at in due}, **gone})
    assert sorted({round(v.amount, 6) for v in off if v.rule == "visits"}, reverse=True) == (
        pytest.approx([10, 20 / 3, 5, 10 / 3])
    )
    right = found(visits, made, {"occasions": {(alone, *at[1:]): less[at] for at in less}, **gone})
    assert [v for v in right if v.rule == "visits"] == []


def test_a_market_gives_as_many_more_as_the_lever_adds() -> None:
    """Four a year and eight more: three a quarter."""
    effect = {"effect": "supply", "recruitment": "local", "amount": 8}
    made = problem(invest(effect))
    taken = {"taken": {(0, 0): 1.0, (0, 1): 1.0}}
    assert amounts(found(recruitment, made, {"hires": {(0, 0): 3.0}, **taken})) == []
    assert amounts(found(recruitment, made, {"hires": {(0, 0): 3.5}, **taken})) == [0.5]
    assert amounts(found(recruitment, made, {"hires": {(0, 0): 3.0}})) == [2.0]
    assert status(recruitment, made, {"hires": {(0, 0): 3.0}, **taken}) is Status.OPTIMAL
    assert status(recruitment, made, {"hires": {(0, 0): 3.0}}) is Status.INFEASIBLE


def test_time_is_saved_only_on_visits_made_and_once_the_lever_works_all_through() -> None:
    """A quarter of the 10 minutes of travel of one visit of 20 minutes each."""
    made = problem(invest({"effect": "travel", "amount": 0.25}, lag_months=1))
    alone = two_visits(made)
    taken = {"taken": {(0, 0): 1.0, (0, 1): 1.0}}
    given = {"occasions": {(alone, 0, 1): 12.0}, **taken}
    of_one = 12 * 2.5 / 60
    assert amounts(found(levers, made, {"saved": {(0, 0, 1): of_one}, **given})) == []
    more = found(levers, made, {"saved": {(0, 0, 1): of_one + 0.1}, **given})
    assert amounts(more) == pytest.approx([0.1])
    early = {"occasions": {(alone, 0, 0): 12.0}, "saved": {(0, 0, 0): of_one}, **taken}
    assert amounts(found(levers, made, early)) == pytest.approx([of_one])
    assert status(levers, made, {"saved": {(0, 0, 1): of_one}, **given}) is Status.OPTIMAL
    assert status(levers, made, {"saved": {(0, 0, 0): of_one}, **early}) is Status.INFEASIBLE


def test_money_is_paid_once_and_every_year() -> None:
    made = problem(invest({"effect": "demand", "amount": 1}, cost=7, cost_per_year=4))
    spent = outcome(made, {"taken": {(0, 1): 1.0}}).spending["levers"]
    assert np.allclose(spent, [[0, 0], [0, 8]])
