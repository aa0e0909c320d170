"""Every rule of hosting: what it accepts, what it refuses, and by how much."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import solvers.hosting.rules as rules_package
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
from solvers.engine.status import Status
from solvers.hosting.problem import HostingOutcome, HostingProblem
from solvers.hosting.rules import (
    RULES,
    capacity,
    hosts_open,
    least_scale,
    one_server,
    open_hosts,
    own_work,
    stays_moved,
)
from solvers.hosting.rules.base import HostingRule
from solvers.hosting.search import check, state
from tests.hosting.small import hand_problem

MOVED = np.array([[1.0, 1.0], [1.0, 1.0]])


def outcome(problem: HostingProblem, served: object, open_: object) -> HostingOutcome:
    """Whoever is not served serves itself."""
    by_host = np.array(served, dtype=float)
    return HostingOutcome(problem, 1.0 - by_host, by_host, np.array(open_, dtype=float))


def admitted(made: HostingOutcome) -> bool:
    """Whether the model has the outcome in it."""
    model, columns, _ = state(made.problem)
    for ids, values in (
        (columns.alone, made.alone),
        (columns.served, made.served),
        (columns.open, made.open),
    ):
        if (values.ravel() > model.upper[ids.ravel()]).any():
            return False
        model = model.with_bounds(ids.ravel(), values.ravel(), values.ravel())
    status = solve(model, np.zeros(model.n_columns), Limits(), algorithm="choose").status
    assert status in (Status.OPTIMAL, Status.INFEASIBLE)
    return status is Status.OPTIMAL


def test_a_sound_outcome_keeps_every_rule() -> None:
    made = outcome(hand_problem(), MOVED, [[1, 1]])
    assert check(made) == []
    assert admitted(made)


@pytest.mark.parametrize(
    ("rule", "problem", "served", "open_", "who", "period", "amount"),
    [
        (open_hosts, hand_problem(), MOVED, [[0, 1]], "hub", 0, 1.0),
        (capacity, hand_problem(capacity=np.array([[12.0, 11.5]])), MOVED, [[1, 1]], "hub", 1, 0.5),
        (least_scale, hand_problem(least=np.array([[12.25, 0]])), MOVED, [[1, 1]], "hub", 0, 0.25),
        (stays_moved, hand_problem(), [[1, 1], [1, 0]], [[1, 1]], "council", 1, 1.0),
        (hosts_open, hand_problem(hosts_open=0), MOVED, [[1, 1]], "all hosts", 0, 1.0),
    ],
)
def test_a_broken_promise_is_found_and_refused(
    rule: HostingRule,
    problem: HostingProblem,
    served: object,
    open_: object,
    who: str,
    period: int,
    amount: float,
) -> None:
    made = outcome(problem, served, open_)
    found = check(made)
    assert {one.rule for one in found} == {rule.NAME}
    assert found[0].where == f"{who}, period {period + 1}"
    assert found[0].amount == pytest.approx(amount)
    assert not admitted(made)


def test_on_the_boundary_nothing_is_broken() -> None:
    made = outcome(hand_problem(least=np.full((1, 2), 12.0)), MOVED, [[1, 1]])
    assert made.work.tolist() == [[12, 12]]
    assert check(made) == []
    assert admitted(made)


def test_one_server_and_no_more() -> None:
    made = outcome(hand_problem(), MOVED, [[1, 1]])
    twice = replace(made, alone=np.array([[1.0, 0.0], [0.0, 0.0]]))
    (found,) = check(twice)
    assert (found.rule, found.where, found.amount) == (one_server.NAME, "trust, period 1", 1.0)
    assert not admitted(twice)
    half = replace(made, alone=np.full((2, 2), 0.5), served=np.full((2, 2), 0.5))
    assert one_server.NAME in {one.rule for one in check(half)}


def test_who_cannot_serve_itself_does_not() -> None:
    problem = hand_problem(own_cost=np.array([[10.0, 10.0], [np.inf, 6.0]]))
    made = outcome(problem, [[1, 1], [0, 0]], [[1, 1]])
    found = check(made)
    assert {one.rule for one in found} == {one_server.NAME}
    assert [one.where for one in found] == ["council, period 1"]
    assert not admitted(made)


def test_every_rule_is_listed_and_says_what_it_promises() -> None:
    folder = Path(rules_package.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}
    assert {rule.__name__.rsplit(".", 1)[-1] for rule in RULES} == modules  # type: ignore[attr-defined]
    for rule in RULES:
        assert rule.__doc__
        assert callable(rule.build)
        assert callable(rule.check)


def test_who_hosts_serves_itself() -> None:
    """The hub is the trust: open for the council, it cannot have its own work done by itself."""
    problem = hand_problem(host_client=np.array([0]), least=np.zeros((1, 2)))
    both = outcome(problem, MOVED, [[1, 1]])
    assert [v.rule for v in check(both)] == [own_work.NAME] * 2
    assert not admitted(both)
    other = outcome(problem, [[0, 0], [1, 1]], [[1, 1]])
    assert check(other) == []
    assert admitted(other)
