"""Fixing columns at values other than a vertex gives them, from that vertex.

The dual simplex method mostly mends what that breaks within a few hundred steps. Where
it does not, it may take longer than all that came before; then the rows are let off
instead: each row that the fixed columns move gets one further column that takes up just
what they moved. So the point stays where it is, a vertex of the eased model, and the
primal simplex, which never loses its way from there, buys the easing back at a price.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from solvers.engine.limits import Limits
from solvers.engine.mathopt import (
    AT_UPPER,
    BASIC,
    ROW_TOLERANCE,
    Basis,
    LinearResult,
    solve_from,
)
from solvers.engine.model import Assembled, Block, Floats, Ids
from solvers.engine.status import Status

#: Steps of the dual simplex method within which it ends where it suits at all.
DUAL_STEPS = 1_000
#: What letting a row off by one unit costs, tried in turn, as multiples of the objective's
#: value at the vertex.
PRICES = (1.0, 100.0)
#: A row let off by less than this was not moved.
STILL = 1e-9


@dataclass(frozen=True)
class Eased:
    """A model whose broken rows are let off.

    Attributes
    ----------
    model : the fixed model, with one column per row let off behind its own.
    let_off : most that each further column may take up; where the point is.
    broken : per further column, whether it must be bought back to nothing.
    """

    model: Assembled
    let_off: Floats
    broken: np.ndarray


def solve_fixed(
    model: Assembled,
    objective: Floats,
    fixed: tuple[Ids, Floats],
    limits: Limits,
    basis: Basis,
    point: Floats,
) -> LinearResult:
    """Minimise with columns fixed, from a basis of the model without.

    Parameters
    ----------
    model : as it is without the columns fixed; they are not whole (integer).
    fixed : columns, each once, and their values.
    point : where the basis lies; one entry per column.

    The status is INFEASIBLE where nothing keeps every row, or nothing was found that does.
    """
    ids, values = fixed
    tight = model.with_bounds(ids, values, values)
    found = solve_from(tight, objective, limits, basis, dual=True, steps=DUAL_STEPS)
    if found.status in (Status.OPTIMAL, Status.INFEASIBLE, Status.INTERRUPTED) or limits.over():
        return found
    return solve_eased(model, objective, fixed, limits, basis, point)


def solve_eased(
    model: Assembled,
    objective: Floats,
    fixed: tuple[Ids, Floats],
    limits: Limits,
    basis: Basis,
    point: Floats,
) -> LinearResult:
    """As ``solve_fixed``, by letting rows off and buying that back."""
    ids, values = fixed
    tight = model.with_bounds(ids, values, values)
    eased = ease(model, ids, values, basis, point)
    at = Basis(np.append(basis.columns, np.full(len(eased.let_off), AT_UPPER)), basis.rows)
    worth = max(1.0, abs(float(objective @ point)))
    for price in PRICES:
        cost = np.append(objective, eased.broken * price * worth)
        found = solve_from(eased.model, cost, limits, at)
        if found.status is not Status.OPTIMAL:
            return found
        if tight.residual(found.x[: model.n_columns]) <= ROW_TOLERANCE:
            return _cut(found, model, objective)
        at = found.basis or at
    # Either nothing keeps every row, or the objective is next to nothing where the point
    # lies: what is let off comes before it.
    own = np.arange(len(eased.let_off)) + model.n_columns
    back = np.append(np.zeros(model.n_columns), eased.broken.astype(float))
    found = solve_from(eased.model, back, limits, at)
    if found.status is not Status.OPTIMAL:
        return found
    if tight.residual(found.x[: model.n_columns]) > ROW_TOLERANCE:
        return replace(found, status=Status.INFEASIBLE, x=np.zeros(0), detail="rows broken")
    whole = eased.model.with_bounds(own, 0.0, np.where(eased.broken, 0.0, eased.let_off))
    found = solve_from(whole, np.append(objective, np.zeros(len(own))), limits, found.basis or at)
    return _cut(found, model, objective) if found.status is Status.OPTIMAL else found


def _cut(found: LinearResult, model: Assembled, objective: Floats) -> LinearResult:
    """The result in the model's own columns."""
    x = found.x[: model.n_columns]
    return replace(found, x=x, value=float(objective @ x), basis=None)


def ease(model: Assembled, ids: Ids, values: Floats, basis: Basis, point: Floats) -> Eased:
    """The model with columns fixed and the rows let off that this moves from a vertex."""
    moved = point.copy()
    moved[ids] = values
    before, after = model.activity(point), model.activity(moved)
    change = after - before
    rows = np.flatnonzero(np.abs(change) > STILL)
    lower, upper = model.row_lower[rows], model.row_upper[rows]
    # A row whose slack is basic gives what it has; the rest is broken.
    slack = basis.rows[rows] == BASIC
    above, below = after[rows] - upper, lower - after[rows]
    short = np.maximum(0.0, np.maximum(above, below))
    # A row at one of its bounds is held there, and freed at no price where it was moved
    # away from the only bound it has.
    size = np.where(slack, short, np.abs(change[rows]))
    sign = np.where(slack, np.where(above > below, -1.0, 1.0), -np.sign(change[rows]))
    one_bound = ~(np.isfinite(lower) & np.isfinite(upper))
    broken = slack | (short > 0.0) | ~one_bound
    some = size > STILL
    rows, size, sign, broken = rows[some], size[some], sign[some], broken[some]
    n, k = model.n_columns, len(rows)
    entry_row = np.append(model.entry_row, rows)
    order = np.argsort(entry_row, kind="stable")
    tight = model.with_bounds(ids, values, values)
    eased = replace(
        tight,
        lower=np.append(tight.lower, np.zeros(k)),
        upper=np.append(tight.upper, size),
        integer=np.append(tight.integer, np.zeros(k, bool)),
        entry_row=entry_row[order],
        entry_column=np.append(model.entry_column, n + np.arange(k))[order],
        entry_value=np.append(model.entry_value, sign)[order],
        columns=(*model.columns, Block("let off", n, (k,))),
    )
    return Eased(eased, size, broken)
