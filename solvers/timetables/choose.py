"""The best choice among timetables found: one column for each person, by CP-SAT."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from solvers.timetables.automaton import Floats
from solvers.timetables.people import Chosen, Column, Rows

#: Costs are counted in hundredths where nothing is known of them.
FINE = 0.01


def choose(
    rows: Rows,
    columns: Sequence[Column],
    hint: Chosen | None,
    seconds: float,
    grain: float = 0.0,
    workers: int = 1,
    seed: int = 0,
) -> Chosen | None:
    """The cheapest choice that is found in so many seconds; None where none is."""
    unit = grain or FINE
    model = cp_model.CpModel()
    share = [model.new_bool_var("") for _ in columns]
    by_person: dict[int, list[int]] = {}
    by_row: dict[int, list[int]] = {}
    for i, column in enumerate(columns):
        by_person.setdefault(column.person, []).append(i)
        for row in column.rows.tolist():
            by_row.setdefault(row, []).append(i)
    for held in by_person.values():
        model.add_exactly_one(share[i] for i in held)
    literals = list(share)
    costs = [round(c.cost / unit) for c in columns]
    for row, wanted in enumerate(rows.wanted.tolist()):
        there = by_row.get(row, [])
        under, over = round(rows.under[row] / unit), round(rows.over[row] / unit)
        least, below = int(rows.least[row]), round(rows.below[row] / unit)
        missing = model.new_int_var(0, min(max(0, wanted), wanted - least), "")
        deep = model.new_int_var(0, max(0, least), "")
        excess = model.new_int_var(0, max(0, len(by_person) - wanted), "")
        model.add(sum(share[i] for i in there) + missing + deep - excess == wanted)
        literals += [missing, deep, excess]
        costs += [under, below, over]
    model.minimize(cp_model.LinearExpr.weighted_sum(literals, costs))
    if hint is not None:
        held_keys = {c.key for c in hint}
        for i, column in enumerate(columns):
            model.add_hint(share[i], column.key in held_keys)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    taken = [c for c, s in zip(columns, share, strict=True) if solver.boolean_value(s)]
    return Chosen(rows, sorted(taken, key=lambda c: c.person))


def cheapest_reduced(columns: Sequence[Column], worth: Floats, each: int) -> list[Column]:
    """Of each person so many columns of least reduced cost."""
    reduced = np.array([c.cost - worth[c.rows].sum() for c in columns])
    kept: list[Column] = []
    person = np.array([c.person for c in columns])
    for one in np.unique(person):
        (at,) = np.nonzero(person == one)
        order = at[np.argsort(reduced[at], kind="stable")]
        kept += [columns[i] for i in order[:each]]
    return kept
