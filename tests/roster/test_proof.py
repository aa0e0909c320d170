"""What lists every timetable within a limit, and what proves by it, against all there are."""

from __future__ import annotations

import time
from random import Random

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.roster.check import check
from solvers.roster.costs import grain
from solvers.roster.people import RosterPeople
from solvers.roster.problem import Floats, RosterProblem
from solvers.timetables import prove as prove_module
from solvers.timetables.people import Column
from solvers.timetables.prove import MOST, Prover, candidates, prove
from tests.roster.brute import timetables
from tests.roster.random_roster import random_roster
from tests.roster.test_search import UNCOVERED, least


def prices(problem: RosterProblem, random: Random) -> Floats:
    """What one more on each row might be worth, in halves."""
    rows = RosterPeople(problem).rows
    between = [
        random.randint(-int(2 * o), int(2 * b)) / 2
        for o, b in zip(rows.over, rows.below, strict=True)
    ]
    return np.array(between, float)


def told(cost: float, counts: np.ndarray) -> tuple[float, ...]:
    return (round(cost, 6), *counts.tolist())


def of_column(column: Column, rows: int) -> tuple[float, ...]:
    counts = np.zeros(rows)
    counts[column.rows] = column.counts
    return told(column.cost, counts)


@pytest.mark.parametrize("seed", range(60))
def test_every_timetable_within_the_limit_is_listed_once(seed: int) -> None:
    random = Random(7000 + seed)
    problem = random_roster(random)
    people, worth = RosterPeople(problem), prices(problem, random)
    for person in range(people.count):
        costs, counts = timetables(problem, person)
        reduced = costs - counts @ worth
        if not len(costs):
            found = people.within(person, worth, 1e6, 10_000)
            assert found is not None
            assert not any(np.isfinite(people.column(person, one).cost) for one in found)
            continue
        for limit in np.quantile(reduced, (0.0, 0.1, 0.6), method="lower"):
            these = reduced <= limit + 1e-7
            found = people.within(person, worth, float(limit), 10_000)
            assert found is not None
            columns = [people.column(person, one) for one in found]
            assert len({column.key for column in columns}) == len(columns)
            kept = [column for column in columns if column.reduced(worth) <= limit + 1e-6]
            listed = sorted(of_column(column, len(worth)) for column in kept)
            wanted = sorted(told(c, n) for c, n in zip(costs[these], counts[these], strict=True))
            assert listed == wanted
            many = len(wanted) - 1
            assert people.within(person, worth, float(limit), many) is None


@pytest.mark.parametrize("seed", range(60))
def test_the_best_is_found_and_nothing_better(seed: int) -> None:
    random = Random(2000 + seed)
    problem = random_roster(random, people=1 + seed % 3, most=(1500, 300, 40)[seed % 3])
    people, best = RosterPeople(problem), least(problem)
    if best in (np.inf, UNCOVERED):
        return
    worth = prices(problem, random)
    low = np.array([people.cheapest(i, worth)[0] for i in range(people.count)])
    for beyond in (0.0, 3.0, -grain(problem)):
        cost = best - problem.constant + beyond
        listed = candidates(people, worth, low, cost, MOST, lambda: False)
        assert listed is not None
        proof = prove(people.rows, people.count, listed, cost, grain(problem), Limits(seconds=30.0))
        assert proof.settled
        if beyond < 0.0:
            assert proof.chosen is None
            continue
        assert proof.chosen is not None
        roster = np.array([column.timetable for column in proof.chosen])
        measured = check(problem, roster)
        assert measured.violations == []
        assert measured.cost == pytest.approx(best)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("few", [0, 10_000])
def test_the_bound_rises_to_the_best(seed: int, few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cost by cost where few timetables count as too many, else at once."""
    monkeypatch.setattr(prove_module, "FEW", few)
    monkeypatch.setattr(prove_module, "NEAR", np.inf)
    random = Random(5000 + seed)
    problem = random_roster(random, people=1 + seed % 3, most=(1500, 300, 40)[seed % 3])
    people, best, step = RosterPeople(problem), least(problem), grain(problem)
    if best in (np.inf, UNCOVERED) or not step:
        return
    best -= problem.constant
    worth = prices(problem, random)
    low = people.rows.bound(worth) + sum(people.cheapest(i, worth)[0] for i in range(people.count))
    bound = max(np.ceil(low / step - 1e-6) * step, best - 3.0 * step)
    prover = Prover(people, worth, best + 2.0 * step, bound, step, Limits(seconds=60.0))
    while not prover.ended:
        time.sleep(0.01)
    prover.end()
    assert prover.chosen is not None
    assert prover.chosen.cost == pytest.approx(best)
    assert prover.bound == pytest.approx(best)
