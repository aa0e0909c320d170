"""Rows of which only the one that misses most costs: measured, bounded and chosen alike."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.timetables.choose import choose
from solvers.timetables.master import Master
from solvers.timetables.people import Chosen, Column, Rows, Worst
from solvers.timetables.prove import prove

#: Persons, columns of each, and rows of cover besides the persons' own.
PERSONS, EACH, COVER = 3, 3, 4


def drawn(seed: int) -> tuple[Rows, list[Column]]:
    """Cover, and a row for each person of what they have, which is what their timetables cost less."""
    random = np.random.default_rng(seed)
    price, none = float(random.integers(1, 4)), np.zeros(PERSONS, np.int64)
    wanted, under = random.integers(0, 3, COVER), random.integers(0, 9, COVER).astype(float)
    over = random.integers(0, 5, COVER).astype(float)
    own = np.full(PERSONS, price)
    rows = Rows(
        np.concatenate([wanted, none]),
        np.concatenate([under, own]),
        np.concatenate([over, none.astype(float)]),
        np.concatenate([wanted // 2, none]),
        np.concatenate([under + 2.0, own]),
        Worst(COVER + np.arange(PERSONS), price, -50.0, 50.0),
    )
    columns = []
    for person, _ in product(range(PERSONS), range(EACH)):
        at = np.flatnonzero(random.random(COVER) < 0.5)
        points = int(random.integers(-9, 10))
        on = np.append(at, COVER + person)
        counts = np.append(np.ones(len(at), np.int64), points)
        columns.append(Column(person, -float(points), on, counts, random.integers(0, 9, 4)))
    return rows, columns


def by_hand(rows: Rows, columns: tuple[Column, ...]) -> float:
    there = np.zeros(len(rows.wanted), np.int64)
    for column in columns:
        there[column.rows] += column.counts
    missing = np.maximum(rows.wanted - there, 0)[:COVER]
    deep = np.maximum(rows.least - there, 0)[:COVER]
    excess = np.maximum(there - rows.wanted, 0)[:COVER]
    cost = rows.under[:COVER] @ missing + rows.over[:COVER] @ excess + 2.0 * deep.sum()
    assert rows.worst is not None
    worst = min(-column.cost for column in columns)
    return float(cost) - rows.worst.price * worst + sum(column.cost for column in columns)


@pytest.mark.parametrize("seed", range(30))
def test_all_agree(seed: int) -> None:
    rows, columns = drawn(seed)
    ways = list(product(*([c for c in columns if c.person == p] for p in range(PERSONS))))
    costs = [by_hand(rows, way) for way in ways]
    assert [Chosen(rows, list(way)).cost for way in ways] == pytest.approx(costs)
    point = Master(rows, range(PERSONS), columns).solve()
    assert point is not None
    assert point.value <= min(costs) + 1e-6
    least = [min(c.reduced(point.worth) for c in columns if c.person == p) for p in range(PERSONS)]
    assert rows.bound(point.worth) + sum(least) == pytest.approx(point.value, abs=1e-6)
    chosen = choose(rows, columns, None, 10.0, grain=1.0)
    assert chosen is not None
    assert chosen.cost == pytest.approx(min(costs))
    proof = prove(rows, PERSONS, columns, min(costs), 1.0, Limits(seconds=20.0))
    assert proof.settled
    assert proof.chosen is not None
    assert proof.chosen.cost == pytest.approx(min(costs))
    assert prove(rows, PERSONS, columns, min(costs) - 1.0, 1.0, Limits(seconds=20.0)).chosen is None


@pytest.mark.parametrize("seed", range(30))
def test_prices_of_any_kind_give_a_bound(seed: int) -> None:
    rows, columns = drawn(seed)
    random = np.random.default_rng(seed)
    worth = random.uniform(-rows.over, np.maximum(rows.under, rows.below))
    ways = product(*([c for c in columns if c.person == p] for p in range(PERSONS)))
    least = [min(c.reduced(worth) for c in columns if c.person == p) for p in range(PERSONS)]
    assert rows.bound(worth) + sum(least) <= min(by_hand(rows, way) for way in ways) + 1e-6


@pytest.mark.parametrize("seed", range(20))
def test_some_may_stand_as_they_are(seed: int) -> None:
    """Of those whose rows are left, the same is best, whatever others have."""
    rows, columns = drawn(seed)
    first = next(c for c in columns if c.person == 0)
    touched = np.ones(len(rows.wanted), bool)
    touched[COVER] = False
    rest = rows.without(Chosen(rows, [first]).covered()).only(touched)
    others = list(product(*([c for c in columns if c.person == p] for p in range(1, PERSONS))))
    ends = [by_hand(rows, (first, *way)) for way in others]
    left = [Chosen(rest, list(way)).cost for way in others]
    assert np.array(ends) - np.array(left) == pytest.approx(ends[0] - left[0])
