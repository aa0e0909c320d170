"""The search agrees with trying everything: scores, bounds and impossibility alike."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.engine.status import Status
from solvers.rotation.check import check
from solvers.rotation.people import RotationPeople
from solvers.rotation.problem import RotationProblem
from solvers.rotation.ready import make_ready
from solvers.rotation.search import solve_rotation
from tests.rotation.brute import best, lines, points, timetable
from tests.rotation.random_rotation import random_rotation

BATCHES, EACH = 6, 15


@pytest.fixture(autouse=True)
def _ready() -> None:
    """Compiling takes longer than a search has here."""
    make_ready()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_has_more_points(batch: int) -> None:
    possible = 0
    for seed in range(batch * EACH, (batch + 1) * EACH):
        problem = random_rotation(Random(seed))
        most = best(problem)
        found = solve_rotation(problem, Limits(seconds=1.0, threads=1))
        if most is None:
            assert not found.status.has_outcome, seed
            continue
        possible += 1
        assert found.status in (Status.OPTIMAL, Status.FEASIBLE), seed
        assert found.measured is not None
        assert found.measured.violations == []
        assert found.measured.score == most, seed
        assert found.bound >= most - 1e-6, seed
        assert found.trace[-1][1] <= most
    assert EACH // 3 <= possible < EACH


@pytest.mark.parametrize("seed", range(40))
def test_a_person_has_nothing_cheaper(seed: int) -> None:
    """At any prices: the bound holds, what is found keeps the rules, and where all is watched it is
    the best."""
    problem = random_rotation(Random(1000 + seed))
    people, chance = RotationPeople(problem), np.random.default_rng(seed)
    worth = chance.normal(0.0, 3.0, len(people.rows.wanted))
    worth[-len(problem.people) :] = chance.uniform(0.0, 1.0, len(problem.people))
    for person in range(len(problem.people)):
        every = [people.column(person, timetable(problem, x)) for x in lines(problem, person)]
        least = min((c.reduced(worth) for c in every), default=np.inf)
        known = {c.key for c in every}
        for exact in (False, True):
            bound, found = people.cheapest(person, worth, exact)
            assert bound <= least + 1e-6
            assert {c.key for c in found} <= known
            assert found or least == np.inf
            assert np.isinf(bound) == np.isinf(least) or problem.most_with_host < 3
        if problem.most_with_host == 3 and every:
            assert bound == pytest.approx(least)
            assert found[0].reduced(worth) == pytest.approx(least)


@pytest.mark.parametrize("seed", range(20))
def test_the_check_measures_what_trying_does(seed: int) -> None:
    problem = random_rotation(Random(2000 + seed))
    some = [list(lines(problem, p)) for p in range(len(problem.people))]
    if not all(some):
        return
    random = Random(seed)
    chosen = [random.choice(ways) for ways in some]
    measured = check(problem, np.array([timetable(problem, line) for line in chosen]))
    own = [points(problem, p, line) for p, line in enumerate(chosen)]
    assert measured.points == own
    assert measured.score == sum(own) + problem.worst * min(own)
    assert {v.rule for v in measured.violations} <= {"places with hosts"}


def test_some_periods_may_be_found_again() -> None:
    """What is held stays, and nothing that keeps it is missed."""
    for seed in range(30):
        problem = random_rotation(Random(3000 + seed))
        every = list(lines(problem, 0))
        if not every or problem.most_with_host < 3:
            continue
        people, random = RotationPeople(problem), Random(seed)
        now = timetable(problem, random.choice(every))
        free = np.array([random.random() < 0.5 for _ in range(problem.periods)])
        held = people.held([people.column(0, now)], free)
        same = [x for x in (timetable(problem, e) for e in every) if (x == now)[~free].all()]
        worth = np.zeros(len(people.rows.wanted))
        bound, found = held.cheapest(0, worth)
        assert bound == pytest.approx(min(people.column(0, x).cost for x in same))
        assert all((c.timetable == now)[~free].all() for c in found)


@pytest.mark.parametrize("seed", range(40))
def test_all_that_are_cheap_are_listed(seed: int) -> None:
    problem = random_rotation(Random(4000 + seed))
    people, chance = RotationPeople(problem), np.random.default_rng(seed)
    worth = chance.normal(0.0, 3.0, len(people.rows.wanted))
    worth[-len(problem.people) :] = chance.uniform(0.0, 1.0, len(problem.people))
    for person in range(len(problem.people)):
        people.cheapest(person, worth)  # so that there are prices on what is left out
        every = [people.column(person, timetable(problem, x)) for x in lines(problem, person)]
        costs = np.array([c.reduced(worth) for c in every])
        limit = float(np.median(costs)) if every else 0.0
        cheap = {c.key for c, cost in zip(every, costs, strict=True) if cost <= limit + 1e-9}
        listed = people.within(person, worth, limit, 10_000)
        assert listed is not None
        keys = [people.column(person, x).key for x in listed]
        assert len(set(keys)) == len(keys)
        assert cheap <= set(keys) <= {c.key for c in every}
        if len(cheap) > 1:
            assert people.within(person, worth, limit, 1) is None


def test_more_than_there_are_can_not_be_gone_on() -> None:
    """Found at once, and without room for what there is not."""
    problem = random_rotation(Random(1))
    for asked in (len(problem.placements) + 1, 999_999):
        required = problem.required.copy()
        required[0, 0] = asked
        found = solve_rotation(replace(problem, required=required), Limits(seconds=20.0))
        assert found.status is Status.INFEASIBLE
        assert found.seconds < 10.0


def test_order_is_kept_where_there_is_no_room_for_it() -> None:
    """Forty placements, one before the other: too many to know which are done, so that a bound leaves
    order out and what is found keeps it."""
    many = 40
    before = np.eye(many, k=-1, dtype=bool)
    problem = RotationProblem(
        people=("one",),
        hosts=("host",),
        placements=tuple(f"placement {k}" for k in range(many)),
        length=np.ones(many, np.int64),
        group=np.zeros(many, np.int64),
        required=np.array([[2]]),
        able=np.ones((1, 1, many), bool),
        present=np.ones((1, 4), bool),
        before=before,
        most_with_host=2,
        least=np.zeros((4, 1, many), np.int64),
        most=np.ones((4, 1, many), np.int64),
        value=np.arange(many).reshape(1, 1, many),
        change=np.array([0]),
        wait=np.array([0]),
    )
    people = RotationPeople(problem)
    bound, found = people.cheapest(0, np.zeros(len(people.rows.wanted)))
    assert people._pricers[0].rules.needed == ()
    assert bound <= -float(best(problem) or 0)
    for column in found:
        assert check(problem, column.timetable[None]).violations == []


def test_places_are_kept_where_it_pays_to_break_them() -> None:
    """At the first price of a place too few it is better to leave it; at the next ones it is not."""
    problem = random_rotation(Random(86))
    people = RotationPeople(problem)
    firm = people.rows.below.max()
    found = solve_rotation(problem, Limits(seconds=20.0))
    assert found.status is Status.OPTIMAL
    empty = np.zeros(len(people.rows.wanted), np.int64)
    assert people.insist(empty)
    assert people.rows.below.max() > firm
    while people.insist(empty):
        pass
    assert people.rows.below.max() < 1e7
