"""The page of a plan's tables: every table and column, by the stage that writes it."""

from __future__ import annotations

from planner.plan.tables.stages import STAGES
from planner.reference.markdown import code, listed, page, table
from planner.schema.column import Column, Table

#: Stage → heading and the command that writes it.
HEADINGS = {
    "skillmix": ("Skill mix", "placeplan skillmix"),
    "assignment": ("Assignment", "placeplan assignment"),
    "roster": ("Roster", "placeplan roster"),
    "rotation": ("Rotation", "placeplan rotation plan"),
    "rotation_test": ("Rotation schemes side by side", "placeplan rotation test"),
    "stress": ("Plan under uncertainty", "placeplan stress"),
}

_INTRODUCTION = """\
A plan is a folder; its tables lie in `tables` as Parquet, one file for each, and open in pandas
(`pandas.read_parquet("my-plan/tables/workforce.parquet")`) or Power Query. Flows and amounts are for the
whole period that they stand in; `in_post` and its like are levels during it. In a skill mix a
column `baseline_x` is `x` in today's way of working carried forward, and rows that are nought
throughout are left out. Money is in thousands of pounds (k£) of the place's own year of prices.
"""


def plan_tables_markdown() -> str:
    """The whole page."""
    parts = []
    for stage, tables in STAGES.items():
        heading, command = HEADINGS[stage]
        parts += [f"## {heading}", f"Written by `{command}`: {listed([t.name for t in tables])}."]
        for each in tables:
            parts += _table(heading, each)
    return page("The tables of a plan", _INTRODUCTION, parts)


def _table(heading: str, each: Table) -> list[str]:
    return [
        f"### {heading}: {each.name}",
        f"Each row is {each.row}. Key: {listed(each.key)}.",
        table(("column", "type", "unit", "meaning"), [_column(column) for column in each.columns]),
    ]


def _column(column: Column) -> tuple[str, ...]:
    kind = column.kind.value
    if column.choices:
        kind += ": " + listed(column.choices)
    return code(column.name), kind, column.unit or "—", column.meaning
