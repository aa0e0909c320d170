"""Caps on goals already met, stated so that an interior-point method copes.

A cap is one row with thousands of terms and hardly any room, on which the method
stalls. So its terms are added up in small parts first, and the last bit of the
cap can be bought at a high price: a relaxation, so that bounds stay valid, which
gives the method the room it needs. What was bought says whether the cap holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solvers.engine.mathopt import AT_LOWER, AT_UPPER, BASIC, Basis
from solvers.engine.model import Assembled, Block, Floats

#: Terms added up in one part.
PART = 100


@dataclass(frozen=True)
class Cap:
    """``objective @ x <= most``; a breach of one unit costs ``price``, infinite: none is had."""

    objective: Floats
    most: float
    price: float


def with_caps(model: Assembled, caps: Sequence[Cap]) -> tuple[Assembled, Floats]:
    """The model with caps, and what its further columns cost.

    The further columns stand behind the model's own, so that ``x[: n_columns]``
    is a point of the model.
    """
    lower, upper, cost = [model.lower], [model.upper], [np.zeros(0)]
    row_upper = [model.row_upper]
    rows, columns, values = [model.entry_row], [model.entry_column], [model.entry_value]
    n, m = model.n_columns, model.n_rows
    for cap in caps:
        used = np.flatnonzero(cap.objective)
        terms = cap.objective[used]
        part = np.arange(len(used)) // PART
        k = int(part[-1]) + 1 if len(used) else 0
        unit = np.sqrt(PART) * _typical(terms)
        rows += [m + part, m + np.arange(k), np.full(k + 1, m + k)]
        columns += [used, n + np.arange(k), np.append(n + np.arange(k), n + k)]
        values += [terms / unit, np.full(k, -1.0), np.append(np.ones(k), -1.0)]
        lower.append(np.append(np.full(k, -np.inf), 0.0))
        hard = np.isinf(cap.price)
        upper.append(np.append(np.full(k, np.inf), 0.0 if hard else np.inf))
        row_upper.append(np.append(np.zeros(k), cap.most / unit))
        cost.append(np.append(np.zeros(k), 0.0 if hard else cap.price * unit))
        n, m = n + k + 1, m + k + 1
    join = np.concatenate
    entry_row, entry_column, entry_value = join(rows), join(columns), join(values)
    order = np.argsort(entry_row, kind="stable")
    added = n - model.n_columns
    capped = Assembled(
        lower=join(lower),
        upper=join(upper),
        integer=join([model.integer, np.zeros(added, bool)]),
        row_lower=join([model.row_lower, np.full(m - model.n_rows, -np.inf)]),
        row_upper=join(row_upper),
        entry_row=entry_row[order],
        entry_column=entry_column[order],
        entry_value=entry_value[order],
        columns=(*model.columns, Block("caps", model.n_columns, (added,))),
        rows=(*model.rows, Block("caps", model.n_rows, (m - model.n_rows,))),
    )
    return capped, join(cost)


def extend_basis(basis: Basis, caps: Sequence[Cap], known: int) -> Basis:
    """The basis of a model with ``caps``, from that of the model with the first ``known``.

    Each part is basic in its own row, and each new cap's slack is basic: the point
    stays where it was.
    """
    for cap in caps[known:]:
        parts = -(-int(np.count_nonzero(cap.objective)) // PART)
        basis = basis.extended(
            np.append(np.full(parts, BASIC), AT_LOWER), np.append(np.full(parts, AT_UPPER), BASIC)
        )
    return basis


def _typical(terms: Floats) -> float:
    """Geometric mean of the terms' magnitudes."""
    return float(np.exp(np.mean(np.log(np.abs(terms))))) if len(terms) else 1.0
