"""The linear model that chooses among the timetables found so far.

For each person the columns chosen add up to one; each cover row counts those who are there,
who are missing and who are too many. It takes new columns as it goes on from its last vertex.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.linear_solver import pywraplp

from solvers.timetables.automaton import Floats
from solvers.timetables.people import Column, Rows

#: What a person without a timetable costs, as a multiple of the dearest row.
NOBODY = 1000.0


@dataclass(frozen=True)
class Point:
    """The model's best: its value, the worth of one more on each row, (R,), of each person's
    having a timetable, (persons,), and the share of each column, (columns,)."""

    value: float
    worth: Floats
    person: Floats
    share: Floats


class Master:
    """Columns of some persons over the cover rows that cost anything.

    Attributes
    ----------
    persons : those whose timetables are chosen.
    columns : in the order added.
    """

    def __init__(self, rows: Rows, persons: Sequence[int], known: Iterable[Column] = ()):
        self.rows = rows
        self.persons = list(persons)
        self.columns: list[Column] = []
        self._at = {person: i for i, person in enumerate(persons)}
        self._seen: set[tuple[int, bytes]] = set()
        self._build(known)

    def add(self, column: Column) -> bool:
        """Add a column; False if it is there already."""
        if column.key in self._seen:
            return False
        self._seen.add(column.key)
        self.columns.append(column)
        self._state(column)
        return True

    def solve(self) -> Point | None:
        """The model's best, None where the solver lost its way twice."""
        for _ in range(2):
            if self._solver.Solve() == pywraplp.Solver.OPTIMAL:
                worth = np.zeros(len(self.rows.wanted))
                for row, held in self._cover.items():
                    worth[row] = held.dual_value()
                return Point(
                    self._solver.Objective().Value(),
                    worth,
                    np.array([one.dual_value() for one in self._one]),
                    np.array([share.solution_value() for share in self._share]),
                )
            self._build(self.columns)  # the incremental solver lost its way: begin anew
        return None

    def _build(self, known: Iterable[Column]) -> None:
        known = list(known)
        self.columns, self._seen = [], set()
        self._share: list[Any] = []
        self._solver = solver = pywraplp.Solver.CreateSolver("GLOP")
        # Preprocessing would forget the last vertex.
        solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
        self._one = [solver.Constraint(1.0, 1.0, "") for _ in self.persons]
        rows, wanted = self.rows, self.rows.wanted.astype(float).tolist()
        self._cover = {
            row: solver.Constraint(wanted[row], wanted[row], "")
            for row in np.flatnonzero(rows.matter).tolist()
        }
        never = np.full(len(wanted), solver.infinity())
        for cost, most, sign in (
            (rows.under, (rows.wanted - rows.least).astype(float), 1.0),
            (rows.below, never, 1.0),
            (rows.over, never, -1.0),
        ):
            for row, held in self._cover.items():
                if most[row] > 0.0:
                    self._term(float(most[row]), float(cost[row]), [(held, sign)])
        if rows.worst is not None:
            missing = solver.NumVar(rows.worst.missing, solver.infinity(), "")
            solver.Objective().SetCoefficient(missing, rows.worst.price)
            for row in rows.worst.rows.tolist():
                self._cover[row].SetCoefficient(missing, 1.0)
        dearest = float(np.maximum(rows.below, rows.over).max(initial=1.0))
        for one in self._one:
            self._term(solver.infinity(), NOBODY * dearest, [(one, 1.0)])
        for column in known:
            self.add(column)

    def _state(self, column: Column) -> None:
        terms = [(self._one[self._at[column.person]], 1.0)]
        counts = column.counts.astype(float).tolist()
        on, held = column.rows.tolist(), self._cover
        terms += [(held[r], n) for r, n in zip(on, counts, strict=True) if r in held]
        self._share.append(self._term(self._solver.infinity(), float(column.cost), terms))

    def _term(self, most: float, cost: float, terms: list[tuple[Any, float]]) -> Any:
        variable = self._solver.NumVar(0.0, most, "")
        self._solver.Objective().SetCoefficient(variable, cost)
        for row, coefficient in terms:
            row.SetCoefficient(variable, coefficient)
        return variable
