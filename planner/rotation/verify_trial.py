"""The check of schemes side by side, from their tables alone."""

from __future__ import annotations

from typing import Any

from planner.place.place import Place
from planner.plan.differs import differs
from planner.plan.frames import as_frame
from planner.plan.plan import Plan
from planner.plan.tables.rotation_test import ROTATION_TEST_TABLES
from planner.rotation.compare import Tried, instead_of
from planner.rotation.promises import broken
from planner.rotation.scheme import Scheme, make_scheme
from planner.rotation.tables import make_tables
from planner.rotation.trial import tables_of, told_of
from planner.rotation.verify import read_where


def verify_plan(place: Place, plan: Plan, previous: Plan | None = None) -> list[str]:
    """Every scheme's rotation is held against its promises, and every other table is made again.

    ``previous`` is never there: schemes are tested from their beginning.
    """
    found, tried = list[str](), list[Tried]()
    for row in plan["schemes_tested"].itertuples(index=False):
        scheme = make_scheme(place, row.scheme)
        found += _row(place, scheme, row)
        if row.came_out != "planned":
            continue
        own = plan["scheme_rotation"]
        where, wrong = read_where(scheme, own[own["scheme"] == row.scheme])
        if not wrong:
            wrong = broken(scheme, where)
        found += [f"{row.scheme}: {each}" for each in wrong]
        instead = instead_of(place, scheme)
        made = Plan(plan.record, make_tables(scheme, where), plan.labels)
        tried.append(Tried(row.scheme, made, scheme.home, scheme.blocks.weeks, instead))
    planned = plan.record.limits["schemes"]
    if [each.scheme for each in tried] != planned:
        found.append(f"schemes_tested: those planned are {', '.join(planned)}")
    if found:
        return found
    again = tables_of([], tried)
    for table in ROTATION_TEST_TABLES:
        if table.name != "schemes_tested":
            stated = as_frame(table, plan[table.name].to_dict("records"))
            found += differs(table, stated, again[table.name], "the rotations")
    return found


def _row(place: Place, scheme: Scheme, row: Any) -> list[str]:
    """What is wrong with what is told of a scheme itself."""
    right = told_of(place, scheme)
    found = [
        f"schemes_tested: {row.scheme}: {name} is stated as {getattr(row, name)}, not {value}"
        for name, value in right.items()
        if getattr(row, name) != value
    ]
    if (row.came_out == "planned") != (row.why == ""):
        found.append(f"schemes_tested: {row.scheme}: it says why, and only then, if not planned")
    return found
