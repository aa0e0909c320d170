"""Columns fixed from a vertex: the same answer as from nothing, whichever way it is had."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from solvers.engine.fixing import ease, solve_eased, solve_fixed
from solvers.engine.limits import Limits
from solvers.engine.mathopt import BASIC, LinearResult, solve
from solvers.engine.model import Assembled, LinearModel
from solvers.engine.status import Status


def random_model(seed: int) -> tuple[Assembled, np.ndarray]:
    """Rows of every kind around a point that keeps them all, and an objective."""
    rng = np.random.default_rng(seed)
    n, m = int(rng.integers(3, 12)), int(rng.integers(2, 10))
    model = LinearModel()
    x = model.add_columns("x", (n,), upper=rng.integers(1, 6, n))
    terms = rng.integers(-3, 4, (m, n)) * (rng.random((m, n)) < 0.6)
    inside = terms @ (rng.random(n) * np.minimum(model.assemble().upper, 5.0))
    kind = rng.integers(0, 4, m)
    room = rng.random(m) * 2
    lower = np.where(kind == 0, -np.inf, np.where(kind == 3, inside, inside - room))
    upper = np.where(kind == 1, np.inf, np.where(kind == 3, inside, inside + room))
    rows = model.add_rows("r", (m,), lower=lower, upper=upper)
    model.add_terms(rows[:, None], x[None, :], terms)
    return model.assemble(), rng.integers(-4, 5, n).astype(float)


@pytest.mark.parametrize("way", [solve_fixed, solve_eased])
@example(seed=24169)  # the objective is next to nothing at the vertex
@settings(deadline=None, max_examples=150)
@given(seed=st.integers(0, 10**6))
def test_as_good_as_solving_from_nothing(way: Callable[..., LinearResult], seed: int) -> None:
    model, objective = random_model(seed)
    rng = np.random.default_rng(seed + 1)
    vertex = solve(model, objective, Limits())
    assert vertex.status is Status.OPTIMAL
    assert vertex.basis is not None
    ids = np.sort(rng.choice(model.n_columns, int(rng.integers(1, 3)), replace=False))
    values = rng.integers(0, model.upper[ids] + 1).astype(float)
    cold = solve(model.with_bounds(ids, values, values), objective, Limits())
    found = way(model, objective, (ids, values), Limits(), vertex.basis, vertex.x)
    assert found.status is cold.status
    if cold.status is Status.OPTIMAL:
        assert found.value == pytest.approx(cold.value, abs=1e-6)
        assert found.x[ids] == pytest.approx(values)
        assert model.residual(found.x) < 1e-6


@settings(deadline=None, max_examples=100)
@given(seed=st.integers(0, 10**6))
def test_the_eased_model_holds_the_point_where_it_was(seed: int) -> None:
    model, objective = random_model(seed)
    vertex = solve(model, objective, Limits())
    assert vertex.basis is not None
    ids = np.array([0, 1])
    values = np.floor(model.upper[ids])
    eased = ease(model, ids, values, vertex.basis, vertex.x)
    moved = vertex.x.copy()
    moved[ids] = values
    assert eased.model.residual(np.append(moved, eased.let_off)) < 1e-6
    # Rows that were tight stay tight: else the point were no vertex any more.
    held = vertex.basis.rows != BASIC
    activity = eased.model.activity(np.append(moved, eased.let_off))
    assert activity[held] == pytest.approx(model.activity(vertex.x)[held], abs=1e-6)


def test_a_row_moved_away_from_its_only_bound_is_freed_at_no_price() -> None:
    model = LinearModel()
    x = model.add_columns("x", (2,), upper=5.0)
    most = model.add_rows("most", (1,), upper=4.0)
    both = model.add_rows("both", (1,), lower=4.0, upper=4.0)
    model.add_terms(most, x, [1.0, 1.0])
    model.add_terms(both, x, [1.0, 1.0])
    made = model.assemble()
    vertex = solve(made, np.array([1.0, 0.0]), Limits())
    assert vertex.basis is not None
    held = vertex.basis.rows.copy()
    held[:] = held[held != BASIC][0]
    basis = type(vertex.basis)(vertex.basis.columns, held)
    less = ease(made, np.array([1]), np.array([1.0]), basis, vertex.x)
    assert less.let_off.tolist() == [3.0, 3.0]
    assert less.broken.tolist() == [False, True]
    assert less.model.upper[-2:].tolist() == [3.0, 3.0]
