"""One timetable for each person out of many, stated for a linear solver."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse

from solvers.engine.model import Assembled, LinearModel
from solvers.timetables.automaton import Bools, Floats, Ints
from solvers.timetables.people import Column, Rows


class Selection:
    """Columns of persons 0, 1, … over the cover rows that cost anything.

    Attributes
    ----------
    costs : (columns,) each by itself.
    person : (columns,) whose.
    on : (rows that cost,) by their number among all.
    counts : (columns, rows that cost) what each counts as, sparse.
    """

    def __init__(self, rows: Rows, persons: int, columns: Sequence[Column]):
        self.rows, self.persons, self.columns = rows, persons, columns
        self.costs = np.array([c.cost for c in columns])
        self.person: Ints = np.array([c.person for c in columns], np.int64)
        (self.on,) = np.nonzero(rows.matter)
        place = np.full(len(rows.wanted), -1)
        place[self.on] = np.arange(len(self.on))
        none = np.zeros(0, np.int64)
        column = np.repeat(np.arange(len(columns)), [len(c.rows) for c in columns])
        row = place[np.concatenate([none, *(c.rows for c in columns)])]
        count = np.concatenate([none, *(c.counts for c in columns)]).astype(float)
        here = row >= 0
        self.counts = sparse.csr_array(
            (count[here], (column[here], row[here])), (len(columns), len(self.on))
        )

    def only(self, these: Bools) -> Selection:
        """The same of these columns, (columns,)."""
        kept = [c for c, one in zip(self.columns, these, strict=True) if one]
        return Selection(self.rows, self.persons, kept)

    def model(
        self, cover: Floats, one: Floats, whole: bool = False, cost: float = np.inf
    ) -> tuple[Assembled, Floats]:
        """The least cost at which there is so much on each row that costs, and so much of a timetable
        for each person: rows of the persons, then of cover; columns of the timetables first.

        ``whole``: timetables are whole and cost no more than so much together. They are whole
        where each person does one thing at each place of a timetable, and a solver branches
        better on what is done than on timetables (Ryan and Foster 1981).
        """
        model, objective = LinearModel(), [self.costs]
        share = model.add_columns("share", (len(self.columns),), 0.0, 1.0 if whole else np.inf)
        each = model.add_rows("one", (self.persons,), one, one)
        model.add_terms(each[self.person], share)
        covered = model.add_rows("cover", (len(self.on),), cover, cover)
        counts = self.counts.tocoo()
        model.add_terms(covered[counts.col], share[counts.row], counts.data)
        rows = self.rows
        for name, price, most, sign in (
            ("missing", rows.under, (rows.wanted - rows.least).astype(float), 1.0),
            ("below least", rows.below, np.full(len(rows.wanted), np.inf), 1.0),
            ("too many", rows.over, np.full(len(rows.wanted), np.inf), -1.0),
        ):
            upper = np.maximum(most[self.on], 0.0)
            beyond = model.add_columns(name, (len(self.on),), 0.0, upper, integer=whole)
            model.add_terms(covered, beyond, sign)
            objective.append(price[self.on])
        costs = np.concatenate(objective)
        if whole:
            asked = model.add_rows("cost", (1,), upper=cost)
            model.add_terms(asked, np.arange(len(costs)), costs)
            doing = self._doing()
            does = model.add_columns("does", (doing.shape[1],), 0.0, 1.0, integer=True)
            same = model.add_rows("does", (doing.shape[1],), 0.0, 0.0)
            model.add_terms(same, does, -1.0)
            pairs = doing.tocoo()
            model.add_terms(same[pairs.col], share[pairs.row], pairs.data)
            costs = np.concatenate([costs, np.zeros(doing.shape[1])])
        return model.assemble(), costs

    def _doing(self) -> sparse.csr_array:
        """(columns, things) which timetables have each thing that a person may do at some place
        and need not, one thing left out wherever there are some."""
        timetables = np.array([c.timetable for c in self.columns]).reshape(len(self.columns), -1)
        places = timetables.shape[1]
        where = self.person[:, None] * places + np.arange(places)
        values = timetables - timetables.min(initial=0)
        size = int(values.max(initial=0)) + 1
        things, at = np.unique(where * size + values, return_inverse=True)
        ones = np.ones(at.size)
        column = np.repeat(np.arange(len(self.columns)), places)
        each = sparse.csr_array((ones, (column, at.reshape(-1))), (len(self.columns), len(things)))
        left = np.append(False, things[1:] // size == things[:-1] // size)
        return each[:, left]
