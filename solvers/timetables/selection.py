"""One timetable for each person out of many, stated for a linear solver."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

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
    """

    def __init__(self, rows: Rows, persons: int, columns: Sequence[Column]):
        self.rows, self.persons, self.columns = rows, persons, columns
        self.costs = np.array([c.cost for c in columns])
        self.person: Ints = np.array([c.person for c in columns], np.int64)
        (self.on,) = np.nonzero(rows.matter)
        place = np.full(len(rows.wanted), -1)
        place[self.on] = np.arange(len(self.on))
        none = np.zeros(0, np.int64)
        at = np.repeat(np.arange(len(columns)), [len(c.rows) for c in columns])
        row = place[np.concatenate([none, *(c.rows for c in columns)])]
        count = np.concatenate([none, *(c.counts for c in columns)]).astype(float)
        here = row >= 0
        # What each column counts as on each row that costs: (entries,) each.
        self._column, self._row, self._count = at[here], row[here], count[here]

    def worth(self, each: Floats) -> Floats:
        """(columns,) what each is worth where one more on each row that costs is worth so much."""
        worth = self._count * each[self._row]
        return np.bincount(self._column, worth, len(self.columns)).astype(float)

    def covered(self, shares: Floats) -> Floats:
        """(rows that cost,) what is there where there is such a share of each column."""
        there = self._count * shares[self._column]
        return np.bincount(self._row, there, len(self.on)).astype(float)

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
        model.add_terms(covered[self._row], share[self._column], self._count)
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
        if rows.worst is not None:
            worst = np.isin(self.on, rows.worst.rows)
            missed = model.add_columns("missed most", (1,), rows.worst.missing, rows.worst.most)
            model.add_terms(covered[worst], missed, 1.0)
            objective.append(np.array([rows.worst.price]))
        costs = np.concatenate(objective)
        if whole:
            asked = model.add_rows("cost", (1,), upper=cost)
            model.add_terms(asked, np.arange(len(costs)), costs)
            column, thing, things = self._doing()
            does = model.add_columns("does", (things,), 0.0, 1.0, integer=True)
            same = model.add_rows("does", (things,), 0.0, 0.0)
            model.add_terms(same, does, -1.0)
            model.add_terms(same[thing], share[column])
            costs = np.concatenate([costs, np.zeros(things)])
        return model.assemble(), costs

    def _doing(self) -> tuple[Ints, Ints, int]:
        """Which timetable, (pairs,), has which thing, (pairs,), that a person may do at some place,
        one thing left out of each place; and how many things there are."""
        timetables = np.array([c.timetable for c in self.columns]).reshape(len(self.columns), -1)
        places = timetables.shape[1]
        where = self.person[:, None] * places + np.arange(places)
        values = timetables - timetables.min(initial=0)
        size = int(values.max(initial=0)) + 1
        things, at = np.unique(where * size + values, return_inverse=True)
        kept = np.append(False, things[1:] // size == things[:-1] // size)
        number = np.cumsum(kept) - 1
        column, thing = np.repeat(np.arange(len(self.columns)), places), at.reshape(-1)
        these = kept[thing]
        return column[these], number[thing[these]], int(kept.sum())
