"""The check of a rotation from its tables alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from planner.plan.differs import differs
from planner.plan.plan import PriorityResult
from planner.plan.tables.rotation import ROTATION_TABLES
from planner.rotation.measures import measured
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
    values = measured(scheme, again)
    for priority in priorities:
        if abs(priority.value - values[priority.name]) > 1e-6 * max(1.0, abs(priority.value)):
            found.append(
                f"priority {priority.name}: {priority.value:g} is stated, "
                f"the posts give {values[priority.name]:g}"
            )
    return found


def read_where(scheme: Scheme, frame: pd.DataFrame) -> tuple[dict[str, dict[int, Post]], list[str]]:
    """Where everybody is, of a table with ``person``, ``block`` and ``post``; and what is wrong."""
    where: dict[str, dict[int, Post]] = {person.name: {} for person in scheme.people}
    posts = {post.name: post for post in scheme.posts}
    found = []
    for row in frame.itertuples(index=False):
        told = f"rotation: {row.person} in block {row.block:g}"
        block = int(row.block) - 1
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
