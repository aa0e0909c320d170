"""Columns fixed from a vertex: the same answer as from nothing, whichever way it is had."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from solvers.engine import fixing
from solvers.engine.fixing import DUAL_STEPS, solve_fixed
from solvers.engine.limits import Limits
from solvers.engine.mathopt import solve
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


@pytest.mark.parametrize("steps", [DUAL_STEPS, 1])
@example(seed=24169)  # the objective is next to nothing at the vertex
@settings(
    deadline=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10**6))
def test_as_good_as_solving_from_nothing(
    monkeypatch: pytest.MonkeyPatch, steps: int, seed: int
) -> None:
    """Whether the dual simplex method ends in time or not."""
    monkeypatch.setattr(fixing, "DUAL_STEPS", steps)
    model, objective = random_model(seed)
    rng = np.random.default_rng(seed + 1)
    vertex = solve(model, objective, Limits())
    assert vertex.status is Status.OPTIMAL
    assert vertex.basis is not None
    ids = np.sort(rng.choice(model.n_columns, int(rng.integers(1, 3)), replace=False))
    values = rng.integers(0, model.upper[ids] + 1).astype(float)
    tight = model.with_bounds(ids, values, values)
    cold = solve(tight, objective, Limits())
    found = solve_fixed(tight, objective, Limits(), vertex.basis)
    assert found.status is cold.status
    if cold.status is Status.OPTIMAL:
        assert found.value == pytest.approx(cold.value, abs=1e-6)
        assert found.x[ids] == pytest.approx(values)
        assert model.residual(found.x) < 1e-6
        # From there, no other values gain more than the reduced costs say.
        assert found.reduced is not None
        other = rng.integers(0, model.upper[ids] + 1).astype(float)
        elsewhere = solve(model.with_bounds(ids, other, other), objective, Limits())
        if elsewhere.status is Status.OPTIMAL:
            least = found.value + float(found.reduced[ids] @ (other - values))
            assert elsewhere.value >= least - 1e-6


def test_a_basis_that_is_not_near_enough_is_given_up() -> None:
    """Eight columns that all have to leave the basis, and one step to do it in."""
    model = LinearModel()
    x = model.add_columns("x", (8,), upper=5.0)
    spare = model.add_columns("spare", (8,), upper=5.0)
    rows = model.add_rows("need", (8,), lower=2.0)
    model.add_terms(rows, x)
    model.add_terms(rows, spare)
    made = model.assemble()
    objective = np.concatenate([np.ones(8), np.full(8, 3.0)])
    vertex = solve(made, objective, Limits())
    assert vertex.basis is not None
    tight = made.with_bounds(x, 0.0, 0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixing, "DUAL_STEPS", 1)
        near = solve_fixed(tight, objective, Limits(), vertex.basis, cold=False)
        anyhow = solve_fixed(tight, objective, Limits(), vertex.basis)
    assert near.status is Status.UNKNOWN
    assert anyhow.value == pytest.approx(48.0)
