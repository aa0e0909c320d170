"""The search against every way there is of serving a small place."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.hosting.problem import HostingOutcome
from solvers.hosting.search import check, solve_hosting
from tests.hosting.small import every_outcome, hand_problem, random_problem


def keeps_the_promises(outcome: HostingOutcome) -> bool:
    """The rules again, written out one client and host at a time, without the check."""
    p = outcome.problem
    for t in range(p.periods):
        for h in range(len(p.hosts)):
            clients = [
                int(p.pair_client[e])
                for e in range(len(p.pair_client))
                if p.pair_host[e] == h and outcome.served[e, t] == 1
            ]
            work = sum(p.demand[i, t] for i in clients)
            if clients and outcome.open[h, t] == 0:
                return False
            if work > p.capacity[h, t] + 1e-9:
                return False
            if outcome.open[h, t] == 1 and work < p.least[h, t] - 1e-9:
                return False
        if p.hosts_open is not None and outcome.open[:, t].sum() != p.hosts_open:
            return False
        if (np.isinf(p.own_cost[:, t]) & (outcome.alone[:, t] == 1)).any():
            return False
        if t and (outcome.served[:, t] < outcome.served[:, t - 1]).any():
            return False
        if t and (outcome.open[:, t] < outcome.open[:, t - 1]).any():
            return False
    return True


def cost_by_hand(outcome: HostingOutcome) -> float:
    p = outcome.problem
    total = 0.0
    for t in range(p.periods):
        total += sum(p.own_cost[i, t] for i in range(len(p.clients)) if outcome.alone[i, t] == 1)
        total += sum(p.fixed_cost[h, t] for h in range(len(p.hosts)) if outcome.open[h, t] == 1)
        for e in range(len(p.pair_client)):
            if outcome.served[e, t] == 1:
                total += p.pair_cost[e, t]
                if t == 0 or outcome.served[e, t - 1] == 0:
                    total += p.move_cost[e]
    return float(total)


@pytest.mark.parametrize("seed", range(40))
def test_no_way_of_serving_is_cheaper(seed: int) -> None:
    random = Random(seed)
    problem = random_problem(random)
    while problem.own_cost.size * len(problem.pair_client) > 18:  # as many as can be listed
        problem = random_problem(random)
    best = np.inf
    for outcome in every_outcome(problem):
        fine = keeps_the_promises(outcome)
        assert fine == (check(outcome) == [])
        if fine:
            assert outcome.cost == pytest.approx(cost_by_hand(outcome))
            best = min(best, outcome.cost)
    found = solve_hosting(problem, Limits(gap=0.0))
    if np.isinf(best):
        assert found.status is Status.INFEASIBLE
        return
    assert found.status is Status.OPTIMAL
    assert found.outcome is not None
    assert found.broken == ()
    assert found.outcome.cost == pytest.approx(best, abs=1e-6)
    assert found.bound == pytest.approx(best, abs=1e-6)


def test_some_of_those_are_impossible_and_most_are_not() -> None:
    made = [random_problem(Random(seed)) for seed in range(40)]
    said = [solve_hosting(problem, Limits(gap=0.0)).status for problem in made]
    assert 2 <= said.count(Status.INFEASIBLE) <= 30


def test_by_hand() -> None:
    # Alone: 2 · (10 + 6) = 32. Both moved at once: 2 · (4 + 3 + 3) + 2 + 1 = 23.
    found = solve_hosting(hand_problem(), Limits(gap=0.0))
    assert found.outcome is not None
    assert found.outcome.cost == pytest.approx(23)
    assert found.outcome.alone.sum() == 0
    # The host too small for both: the trust moves, 2 · (4 + 3 + 6) + 2 = 28.
    found = solve_hosting(hand_problem(capacity=np.full((1, 2), 8.0)), Limits(gap=0.0))
    assert found.outcome is not None
    assert found.outcome.cost == pytest.approx(28)
    assert found.outcome.alone.tolist() == [[0, 0], [1, 1]]
    # Not viable below thirteen: nobody moves.
    found = solve_hosting(hand_problem(least=np.full((1, 2), 13.0)), Limits(gap=0.0))
    assert found.outcome is not None
    assert found.outcome.cost == pytest.approx(32)
