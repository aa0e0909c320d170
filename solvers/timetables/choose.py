"""The best choice among timetables found: one column for each person, by CP-SAT."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ortools.sat.python import cp_model

from solvers.timetables.automaton import Floats, Ints
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
    by_row: dict[int, list[tuple[int, int]]] = {}
    lowest, highest = _ends(columns, len(rows.wanted))
    for i, column in enumerate(columns):
        by_person.setdefault(column.person, []).append(i)
        for row, count in zip(column.rows.tolist(), column.counts.tolist(), strict=True):
            by_row.setdefault(row, []).append((i, count))
    for held in by_person.values():
        model.add_exactly_one(share[i] for i in held)
    literals = list(share)
    costs = [round(c.cost / unit) for c in columns]
    worst: dict[int, cp_model.IntVar] = {}
    if rows.worst is not None:
        least, most = int(np.floor(rows.worst.missing)), int(np.ceil(rows.worst.most))
        missed = model.new_int_var(least, max(least, most), "")
        worst = dict.fromkeys(rows.worst.rows.tolist(), missed)
        literals.append(missed)
        costs.append(round(rows.worst.price / unit))
    for row in np.flatnonzero(rows.matter).tolist():
        there, wanted = by_row.get(row, []), int(rows.wanted[row])
        under, over = round(rows.under[row] / unit), round(rows.over[row] / unit)
        least, below = int(rows.least[row]), round(rows.below[row] / unit)
        short = max(0, wanted - int(lowest[row]))
        missing = model.new_int_var(0, min(short, wanted - least), "")
        deep = model.new_int_var(0, max(0, least - int(lowest[row])), "")
        excess = model.new_int_var(0, max(0, int(highest[row]) - wanted), "")
        count = cp_model.LinearExpr.weighted_sum(
            [share[i] for i, _ in there], [n for _, n in there]
        )
        model.add(count + missing + deep - excess + worst.get(row, 0) == wanted)
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
    # Its own catching of Ctrl-C ends the process where it does not run in the main thread.
    solver.parameters.catch_sigint_signal = False
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    taken = [c for c, s in zip(columns, share, strict=True) if solver.boolean_value(s)]
    return Chosen(rows, sorted(taken, key=lambda c: c.person))


def _ends(columns: Sequence[Column], rows: int) -> tuple[Ints, Ints]:
    """The least and the most that there can be on each row, one column of each person."""
    at = {person: i for i, person in enumerate({column.person for column in columns})}
    low, high = np.zeros((2, len(at), rows), np.int64)
    for column in columns:
        i = at[column.person]
        low[i, column.rows] = np.minimum(low[i, column.rows], column.counts)
        high[i, column.rows] = np.maximum(high[i, column.rows], column.counts)
    return low.sum(axis=0), high.sum(axis=0)


def cheapest_reduced(columns: Sequence[Column], worth: Floats, each: int) -> list[Column]:
    """Of each person so many columns of least reduced cost."""
    reduced = np.array([c.reduced(worth) for c in columns])
    kept: list[Column] = []
    person = np.array([c.person for c in columns])
    for one in np.unique(person):
        (at,) = np.nonzero(person == one)
        order = at[np.argsort(reduced[at], kind="stable")]
        kept += [columns[i] for i in order[:each]]
    return kept
