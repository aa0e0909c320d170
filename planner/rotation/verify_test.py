"""The check of schemes side by side, from their tables alone."""

from __future__ import annotations

from planner.place.place import Place
from planner.plan.differs import differs
from planner.plan.plan import Plan
from planner.plan.tables.rotation_test import ROTATION_TEST_TABLES
from planner.rotation.compare import Tried, instead_of
from planner.rotation.frames import to_frame
from planner.rotation.promises import broken
from planner.rotation.scheme import make_scheme
from planner.rotation.tables import make_tables
from planner.rotation.trial import tables_of
from planner.rotation.verify import read_where


def verify_plan(place: Place, plan: Plan, previous: Plan | None = None) -> list[str]:
    """Every scheme's rotation is held against its promises, and every other table is made again.

    ``previous`` is never there: schemes are tested from their beginning.
    """
    found, tried = list[str](), list[Tried]()
    for row in plan["schemes_tested"].itertuples(index=False):
        if row.came_out != "planned":
            continue
        scheme = make_scheme(place, row.scheme)
        own = plan["scheme_rotation"]
        where, wrong = read_where(scheme, own[own["scheme"] == row.scheme])
        if not wrong:
            wrong = broken(scheme, where)
        found += [f"{row.scheme}: {each}" for each in wrong]
        instead = instead_of(place, scheme.home, sorted({p.role for p in scheme.people}))
        made = Plan(plan.record, make_tables(scheme, where), plan.labels)
        tried.append(Tried(row.scheme, made, scheme.home, scheme.blocks.weeks, instead))
        if (row.market, row.drawn_share) != (instead.market, instead.drawn_share):
            found.append(f"schemes_tested: {row.scheme}: the market is '{instead.market}'")
    if found:
        return found
    again = tables_of([], tried)
    for table in ROTATION_TEST_TABLES:
        if table.name != "schemes_tested":
            stated = to_frame(table, plan[table.name].to_dict("records"))
            found += differs(table, stated, again[table.name], "the rotations")
    return found
