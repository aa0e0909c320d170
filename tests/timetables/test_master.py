"""The model that chooses among timetables, and what it does where its solver fails."""

from __future__ import annotations

import numpy as np
import pytest
from ortools.linear_solver import pywraplp

from solvers.timetables.choose import choose
from solvers.timetables.master import Master
from solvers.timetables.people import Column, Rows

#: Two wanted on the first row, at least one of them; one on the second.
ROWS = Rows(
    wanted=np.array([2, 1]),
    under=np.array([10.0, 20.0]),
    over=np.array([1.0, 2.0]),
    least=np.array([1, 0]),
    below=np.array([50.0, 20.0]),
)


def column(person: int, cost: float, *rows: int) -> Column:
    at = np.array(rows, np.int64)
    return Column(person, cost, at, np.ones_like(at), at)


COLUMNS = [column(0, 3.0, 0), column(0, 1.0, 1), column(1, 0.0), column(1, 4.0, 0)]


@pytest.mark.parametrize(
    ("covered", "cost"),
    [([2, 1], 0.0), ([1, 1], 10.0), ([0, 1], 60.0), ([3, 0], 1.0 + 20.0), ([2, 3], 4.0)],
)
def test_what_cover_costs(covered: list[int], cost: float) -> None:
    assert ROWS.cost(np.array(covered)) == cost
    far = np.array([7, 7])
    assert ROWS.without(far).cost(np.array(covered) - far) == cost


def test_the_model_chooses_and_prices() -> None:
    """The first person on the second row (20 saved), the other on the first (50 saved)."""
    found = Master(ROWS, [0, 1], COLUMNS).solve()
    assert found is not None
    assert found.value == pytest.approx(1.0 + 4.0 + 10.0)
    assert found.share == pytest.approx([0.0, 1.0, 0.0, 1.0])
    free = [c.reduced(found.worth) for c in COLUMNS]
    lower = ROWS.bound(found.worth) + min(free[:2]) + min(free[2:])
    assert lower == pytest.approx(found.value)


@pytest.mark.parametrize("failures", [1, 2])
def test_a_solver_that_fails_is_begun_anew_once(
    failures: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    master, sound, left = Master(ROWS, [0, 1], COLUMNS), pywraplp.Solver.Solve, failures

    def fail(self: pywraplp.Solver) -> int:
        nonlocal left
        left -= 1
        return pywraplp.Solver.ABNORMAL if left >= 0 else sound(self)

    monkeypatch.setattr(pywraplp.Solver, "Solve", fail)
    found = master.solve()
    if failures == 2:
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(15.0)
    assert len(master.columns) == len(COLUMNS)


#: One registrant to two support workers: nothing is wanted, and each one missing costs 10.
RATIO = Rows(
    wanted=np.array([0]),
    under=np.array([10.0]),
    over=np.array([0.0]),
    least=np.array([-2]),
    below=np.array([50.0]),
)


def counted(person: int, cost: float, count: int) -> Column:
    return Column(person, cost, np.array([0]), np.array([count]), np.array([count]))


#: A registrant who counts two, at 25, or stays at home; three support workers who earn 5 each.
STAFF = [counted(0, 25.0, 2), counted(0, 0.0, 0), *(counted(i, -5.0, -1) for i in (1, 2, 3))]


@pytest.mark.parametrize(
    ("covered", "cost"), [(2, 0.0), (0, 0.0), (-1, 10.0), (-2, 20.0), (-3, 20.0 + 50.0)]
)
def test_what_it_costs_that_there_are_fewer_than_none(covered: int, cost: float) -> None:
    assert RATIO.cost(np.array([covered])) == cost
    assert RATIO.without(np.array([1])).cost(np.array([covered - 1])) == cost


def test_the_model_counts_what_each_counts_as() -> None:
    """Half of the registrant: of three missing one is beyond the least, and saves 50."""
    master = Master(RATIO, [0, 1, 2, 3], STAFF)
    found = master.solve()
    assert found is not None
    assert found.value == pytest.approx(12.5 - 15.0 + 20.0)
    assert found.share == pytest.approx([0.5, 0.5, 1.0, 1.0, 1.0])
    free = [c.reduced(found.worth) for c in STAFF]
    lower = RATIO.bound(found.worth) + min(free[:2]) + sum(free[2:])
    assert lower == pytest.approx(found.value)


@pytest.mark.parametrize(("price", "cost"), [(25.0, 20.0), (80.0, 55.0)])
def test_the_choice_counts_what_each_counts_as(price: float, cost: float) -> None:
    columns = [counted(0, price, 2), *STAFF[1:]]
    chosen = choose(RATIO, columns, None, 5.0, 5.0)
    assert chosen is not None
    assert chosen.cost == cost
    assert chosen.covered().tolist() == [-1 if price == 25.0 else -3]
