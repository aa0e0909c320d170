"""Smallest conflicts and cheapest changes against every subset of small random systems."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, count
from random import Random
from typing import Any

import numpy as np
import pytest

from solvers.engine.limits import Limits
from solvers.engine.mathopt import LinearResult, nothing, solve
from solvers.engine.model import Assembled, LinearModel
from solvers.engine.status import Status
from solvers.skillmix.impossible.cheapest import cheapest_changes
from solvers.skillmix.impossible.eased import changed, lifted
from solvers.skillmix.impossible.holds import Hold, Way
from solvers.skillmix.impossible.possible import Answer, cheapest, possible
from solvers.skillmix.impossible.smallest import NOT_SMALLEST, smallest_conflict, thinned

LIMITS = Limits(threads=1)
SMALLEST = "solvers.skillmix.impossible.smallest"


def together(rows: Any, per: list[float], price: float, most: float) -> Way:
    """A way in which all rows move by one amount."""
    return Way(np.array(rows), np.array(per), price, np.full(len(rows), most))


def system(random: Random) -> tuple[Assembled, list[Hold]]:
    """Four unknowns, one of them whole, and six sums each with a least or a most; each sum
    gives way at a price of its own."""
    model = LinearModel()
    x = model.add_columns("x", (4,), 0.0, 10.0, np.array([True, False, False, False]))
    holds = []
    for _ in range(6):
        terms = np.array([random.choice([0, 0, 1, 2]) for _ in range(4)], dtype=float)
        terms[random.randrange(4)] = 1.0
        most = random.random() < 0.5
        bound = random.choice([0.5, 1.5, 2.5]) if most else random.choice([1.0, 3.0, 4.5])
        rows = model.add_rows(
            "sum", (1,), *((-np.inf, bound) if most else (bound, np.inf))
        )  # fmt: skip
        model.add_terms(rows, x, terms)
        price = random.choice([1.0, 1.7, 2.3])
        holds.append(Hold((together(rows, [1.0 if most else -1.0], price, np.inf),)))
    return model.assemble(), holds


def stands(model: Assembled, kept: tuple[int, ...]) -> bool:
    """Whether the rows of some holds can be kept alone; hold k is row k."""
    out = np.array([k for k in range(model.n_rows) if k not in kept], dtype=np.int64)
    lower, upper = model.row_lower.copy(), model.row_upper.copy()
    lower[out], upper[out] = -np.inf, np.inf
    struck = Assembled(
        model.lower, model.upper, model.integer, lower, upper, model.entry_row,
        model.entry_column, model.entry_value, model.columns, model.rows,
    )  # fmt: skip
    answer = possible(struck, LIMITS)
    assert answer is not Answer.UNKNOWN
    return answer is Answer.YES


def fewest(model: Assembled) -> int:
    """How many holds the smallest conflict has, by trying every subset; 0: none."""
    for size in range(1, model.n_rows + 1):
        if any(not stands(model, kept) for kept in combinations(range(model.n_rows), size)):
            return size
    return 0


def in_conflict() -> tuple[Assembled, list[Hold]]:
    """A system of which two sums cannot be kept and no one of them is to blame alone."""
    return next(made for made in map(system, map(Random, range(100))) if fewest(made[0]) == 2)


@pytest.mark.parametrize("seed", range(8))
def test_the_smallest_conflict_is_that_of_every_subset(seed: int) -> None:
    model, holds = system(Random(seed))
    found = smallest_conflict(model, holds, LIMITS)
    size = fewest(model)
    assert (found is None) == (size == 0)
    if found is not None:
        assert found.smallest
        assert found.whole
        assert len(found.holds) == size
        assert not stands(model, found.holds)


def test_a_conflict_is_thinned_until_nothing_can_be_spared() -> None:
    model, holds = in_conflict()
    everything = smallest_conflict(model, holds, LIMITS)
    assert everything is not None
    everything.holds = tuple(range(len(holds)))
    found = thinned(lifted(model, holds), everything, LIMITS)
    assert found.irreducible
    assert not stands(model, found.holds)
    for hold in found.holds:
        assert stands(model, tuple(k for k in found.holds if k != hold))


def test_nothing_is_in_conflict_of_which_nobody_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What gave way in the first solve need not be in conflict: the second is not answered."""
    calls = count(1)

    def second_unanswered(*asked: Any) -> LinearResult:
        return cheapest(*asked) if next(calls) != 2 else nothing(Status.UNKNOWN, 0.0, "late")

    monkeypatch.setattr(f"{SMALLEST}.cheapest", second_unanswered)
    for whole in (True, False):
        calls = count(1)
        found = smallest_conflict(*in_conflict(), LIMITS, whole=whole)
        assert found is not None
        assert found.holds == ()
        assert not found.irreducible
        assert found.notes == [NOT_SMALLEST]


def test_a_set_of_which_fewer_might_do_is_not_called_the_smallest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        f"{SMALLEST}.solve", lambda *a, **k: replace(solve(*a, **k), status=Status.FEASIBLE)
    )
    model, holds = in_conflict()
    found = smallest_conflict(model, holds, LIMITS)
    assert found is not None
    assert not found.smallest
    assert found.irreducible
    assert found.notes == [NOT_SMALLEST]
    assert not stands(model, found.holds)


def test_changes_come_in_the_order_of_their_cost_and_each_once() -> None:
    """x ≥ 3 and x ≤ 1 are two apart: 2 by raising the most, 3.4 by lowering the least."""
    model = LinearModel()
    x = model.add_columns("x", (1,), 0.0, 10.0)
    rows = [model.add_rows("sum", (1,), 3.0, np.inf), model.add_rows("sum", (1,), -np.inf, 1.0)]
    for row in rows:
        model.add_terms(row, x)
    holds = [
        Hold((together(rows[0], [-1.0], 1.7, 3.0),)),
        Hold((together(rows[1], [1.0], 1.0, np.inf),)),
    ]
    found = list(cheapest_changes(model.assemble(), holds, LIMITS))
    assert [change.cost for change in found] == pytest.approx([2.0, 3.4])
    assert [[given.hold for given in change.given] for change in found] == [[1], [0]]
    assert [change.given[0].amount for change in found] == pytest.approx([2.0, 2.0])


def test_without_an_unmet_sum_there_is_no_change() -> None:
    model = LinearModel()
    x = model.add_columns("x", (1,), 0.0, 10.0)
    row = model.add_rows("sum", (1,), 3.0, np.inf)
    model.add_terms(row, x)
    holds = [Hold((together(row, [-1.0], 1.0, 3.0),))]
    assert list(cheapest_changes(model.assemble(), holds, LIMITS)) == []


def test_a_row_that_gives_way_by_a_speck_does_not_give_way() -> None:
    """What solvers leave behind in one row is not said of it where another row gives way."""
    model = LinearModel()
    x = model.add_columns("x", (2,), 0.0, 10.0)
    rows = model.add_rows("sum", (2,), -np.inf, 1.0)
    model.add_terms(rows, x)
    way = Way(rows, np.ones(2), 1.0, np.full(2, 9.0), together=False)
    eased = changed(model.assemble(), [Hold((way,))])
    point = np.zeros(eased.assembled.n_columns)
    point[-2:] = 2e-7, 0.5
    ((given),) = eased.given(point)
    assert given.by_row.tolist() == [0.0, 0.5]
    assert given.amount == 0.5
    point[-1] = 2e-7
    assert eased.given(point) == []
