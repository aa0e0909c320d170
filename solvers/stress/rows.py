"""Rows added up by group, for many draws at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from solvers.skillmix.problem import Floats, Ints


@dataclass(frozen=True)
class Grouping:
    """Which rows go to which group; ``size`` groups in all."""

    order: Ints
    first: Ints  # where each group that has rows begins in ``order``
    group: Ints  # those groups
    size: int

    def sum(self, values: Floats) -> Floats:
        """Rows (n, …) added up by group, (size, …)."""
        total = np.zeros((self.size, *values.shape[1:]))
        if len(self.order):
            total[self.group] = np.add.reduceat(values[self.order], self.first, axis=0)
        return total

    def largest(self, values: Floats, of_none: float) -> Floats:
        """The largest of each group's rows, (size, …); ``of_none`` where it has no rows."""
        most = np.full((self.size, *values.shape[1:]), of_none)
        if len(self.order):
            most[self.group] = np.maximum.reduceat(values[self.order], self.first, axis=0)
        return most


def grouping(groups: Ints, size: int) -> Grouping:
    order = np.argsort(groups, kind="stable")
    ranked = groups[order]
    first = np.flatnonzero(np.concatenate([[True], ranked[1:] != ranked[:-1]])) if len(ranked) else order
    return Grouping(order, first, ranked[first] if len(ranked) else ranked, size)


def quotient(above: Floats, below: Floats, of_nothing: float) -> Floats:
    """above / below; ``of_nothing`` where there is nothing below."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    return np.divide(above, below, out=np.full(shape, of_nothing), where=below > 0)
