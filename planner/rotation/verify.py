"""The check of a rotation from its tables alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

import pandas as pd

from planner.plan.differs import TOLERANCE, differs
from planner.plan.plan import PriorityResult
from planner.plan.tables.rotation import ROTATION_TABLES
from planner.rotation.measures import UNITS, baseline, measured
from planner.rotation.promises import broken
from planner.rotation.scheme import Post, Scheme
from planner.rotation.tables import make_tables

Tables = Mapping[str, pd.DataFrame]


def verify_rotation(
    scheme: Scheme, tables: Tables, priorities: Sequence[PriorityResult]
) -> list[str]:
    """What is wrong with a rotation's tables, in words; empty if nothing is.

    Where everybody is is read back and held against every promise of the scheme; all other tables
    and every priority are made again from it.
    """
    where, found = read_where(scheme, tables["rotation"])
    if found:
        return found
    found = broken(scheme, where)
    again = make_tables(scheme, where)
    for table in ROTATION_TABLES:
        found += differs(table, tables[table.name], again[table.name], "the posts")
    return found + _priorities(scheme, again, priorities)


def _priorities(scheme: Scheme, again: Tables, priorities: Sequence[PriorityResult]) -> list[str]:
    """What is said of the measures, in their order, against what they come to. What is proven can
    only be held against itself: it is at its bound."""
    values, nobody = measured(scheme, again), baseline(scheme)
    if [priority.name for priority in priorities] != list(UNITS):
        return [f"the priorities must be {', '.join(UNITS)}, in this order"]
    found = []
    for priority in priorities:
        name = priority.name
        for what, stated, right in (
            ("value", priority.value, values[name]),
            ("baseline", priority.baseline, nobody[name]),
        ):
            if not agree(stated, right):
                found.append(f"priority {name}: {what} is {stated:g}, the posts give {right:g}")
        if priority.unit != UNITS[name]:
            found.append(f"priority {name}: is in {UNITS[name]}, not in {priority.unit}")
        bound = priority.bound
        if bound is None or not bound <= priority.value + TOLERANCE:
            found.append(f"priority {name}: its bound is {bound}, beyond what it comes to")
        elif priority.proven and not agree(bound, priority.value):
            found.append(f"priority {name}: is not proven with a bound of {bound:g}")
    return found


def agree(stated: float, right: float) -> bool:
    """Whether a figure is what it ought to be."""
    return abs(stated - right) <= TOLERANCE * max(1.0, abs(right))


def read_where(scheme: Scheme, frame: pd.DataFrame) -> tuple[dict[str, dict[int, Post]], list[str]]:
    """Where everybody is, of a table with ``person``, ``block`` and ``post``; and what is wrong."""
    where: dict[str, dict[int, Post]] = {person.name: {} for person in scheme.people}
    posts = {post.name: post for post in scheme.posts}
    found = []
    for row in frame.itertuples(index=False):
        told = f"rotation: {row.person} in block {row.block:g}"
        block = int(row.block) - 1 if isfinite(row.block) else -1
        if row.person not in where:
            found.append(f"{told}: does not rotate in the scheme")
        elif not 0 <= block < scheme.blocks.count or block + 1 != row.block:
            found.append(f"{told}: is no block of the scheme")
        elif row.post not in posts:
            found.append(f"{told}: the scheme has no post '{row.post}'")
        elif block in where[row.person]:
            found.append(f"{told}: is at two posts")
        else:
            where[row.person][block] = posts[row.post]
    return where, found
