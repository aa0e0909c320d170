"""Which runs dominate others, and which levels of an axis do wherever they are compared."""

from __future__ import annotations

import pandas as pd

from planner.batch.compare import Comparison, dominance, levels_against
from planner.report.batch_sections.words import (
    counted,
    figure,
    headed,
    level,
    levels,
    several_places,
)
from planner.report.blocks import Block, DataTable, PageSection, Prose, bounded
from planner.report.names import isolated

_MOST = 60  # rows listed
_MOST_NAMED = 4  # rows named in a cell


def section(found: Comparison) -> PageSection | None:
    if len(found.planned()) < 2 or not found.priorities:
        return None
    blocks: list[Block] = [Prose(" ".join(_sentences(found)))]
    ranked = dominance(found)
    rows = found.frame.set_index("row")
    free = ranked[ranked["dominated_by"].map(len) == 0]
    table = DataTable("Runs that nothing dominates", _free(found, free, rows), _right(found))
    blocks.append(bounded(table, _MOST, "runs"))
    rest = ranked[ranked["dominated_by"].map(len) > 0]
    if len(rest):
        listed = DataTable("Runs that are dominated", _dominated(found, rest, rows), folded=True)
        blocks.append(bounded(listed, _MOST, "runs"))
    lead = (
        "One run dominates another where it is no worse in any priority and better in one. "
        "A run that nothing dominates is a choice to weigh; one that is dominated is not."
        f"{_given(found)}"
    )
    return PageSection("dominance", "Which runs dominate", lead, blocks)


def _given(found: Comparison) -> str:
    """At the same level of what runs are held against each other."""
    names = ", ".join(isolated(axis) for axis in found.given)
    return f" Runs are held against each other only at the same level of: {names}." if names else ""


def _sentences(found: Comparison) -> list[str]:
    """Which levels are at least as good as others whatever the rest is."""
    said = []
    for axis in found.axes:
        if axis in found.given:
            continue
        for row in levels_against(found, axis).itertuples(index=False):
            where = f"In {isolated(str(row.place))}, " if several_places(found) else ""
            told = (
                f"{where}“{level(row.better)}” dominates “{level(row.worse)}” ({isolated(axis)}): no worse "
                f"in any priority of {counted(row.pairs, 'comparison')} with the rest the same."
            )
            said.append(told[:1].upper() + told[1:])
    return said or ["No level of any axis is at least as good as another whatever the rest is."]


def _right(found: Comparison) -> tuple[str, ...]:
    return ("Row", "Dominates", *map(headed, found.priorities))


def _free(found: Comparison, free: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    lines = []
    for row in free.itertuples(index=False):
        own = rows.loc[row.row]
        place = [level(row.place)] if several_places(found) else []
        figures = [figure(own[m.column], m) for m in found.priorities]
        lines.append(
            [str(row.row), *place, levels(found, own.to_dict()), *figures, f"{row.dominates:,}"]
        )
    place = ["Place"] if several_places(found) else []
    heads = ["Row", *place, "Run", *map(headed, found.priorities), "Dominates"]
    return pd.DataFrame(lines, columns=heads, dtype="object")


def _dominated(found: Comparison, rest: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    lines = []
    for row in rest.itertuples(index=False):
        named = [
            f"row {n} ({levels(found, rows.loc[n].to_dict())})"
            for n in row.dominated_by[:_MOST_NAMED]
        ]
        more = len(row.dominated_by) - len(named)
        by = "; ".join(named) + (f"; and {more:,} more" if more else "")
        lines.append([str(row.row), levels(found, rows.loc[row.row].to_dict()), by])
    return pd.DataFrame(lines, columns=["Row", "Run", "Dominated by"], dtype="object")
