"""A linear programme kept by name, solved by scipy: small, slow and plain."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

Terms = dict[Hashable, float]


@dataclass
class Programme:
    """Variables by name, rows as mappings from name to coefficient."""

    bounds: dict[Hashable, tuple[float, float]] = field(default_factory=dict)
    _less: list[tuple[Terms, float]] = field(default_factory=list)
    _equal: list[tuple[Terms, float]] = field(default_factory=list)

    def var(self, name: Hashable, low: float = 0.0, high: float = np.inf) -> Hashable:
        assert name not in self.bounds, name
        self.bounds[name] = (low, high)
        return name

    def at_most(self, terms: Terms, right: float) -> None:
        if np.isfinite(right):
            self._less.append((terms, right))

    def at_least(self, terms: Terms, right: float) -> None:
        self.at_most({name: -value for name, value in terms.items()}, -right)

    def equals(self, terms: Terms, right: float) -> None:
        self._equal.append((terms, right))

    def minimise(
        self, objective: Terms, caps: list[tuple[Terms, float]], held: Mapping[Hashable, float]
    ) -> float | None:
        """The least value of the objective, ``None`` where nothing keeps every row.

        ``held`` raises lower bounds, or (negative infinity never) closes variables: a value
        of ``0`` fixes the variable there.
        """
        at = {name: k for k, name in enumerate(self.bounds)}
        low = np.array([b[0] for b in self.bounds.values()])
        high = np.array([b[1] for b in self.bounds.values()])
        for name, value in held.items():
            low[at[name]] = high[at[name]] = value
        price = np.zeros(len(at))
        for name, value in objective.items():
            price[at[name]] += value
        less, right = self._matrix(at, [*self._less, *caps])
        equal, target = self._matrix(at, self._equal)
        found = linprog(
            price,
            A_ub=less,
            b_ub=right,
            A_eq=equal,
            b_eq=target,
            bounds=np.column_stack([low, high]),
            method="highs",
        )
        assert found.status in (0, 2), found.message
        return float(found.fun) if found.status == 0 else None

    def _matrix(
        self, at: Mapping[Hashable, int], rows: list[tuple[Terms, float]]
    ) -> tuple[csr_matrix, np.ndarray]:
        entries = [(i, at[n], v) for i, (terms, _) in enumerate(rows) for n, v in terms.items()]
        i, j, v = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((v, (i, j)), shape=(len(rows), len(at))), np.array([r for _, r in rows])


def add(terms: Terms, more: Mapping[Hashable, float], times: float = 1.0) -> Terms:
    """``terms`` with ``times`` × ``more`` added, in place."""
    for name, value in more.items():
        terms[name] = terms.get(name, 0.0) + times * value
    return terms
