"""Prints the summary of a plan."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Literal

from cli.console import printable

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from planner.plan.plan import Plan
    from planner.report.shown import Section, Summary


def print_summary(console: Console, plan: Plan) -> None:
    """The headline of the plan's summary, then its sections, each a table with its note."""
    from planner.report.summary import summarise

    print_shown(console, summarise(plan))


def print_shown(console: Console, summary: Summary) -> None:
    """Sentences, then sections."""
    for sentence in summary.headline:
        console.print(printable(sentence))
    for section in summary.sections:
        print_section(console, section)
    console.print()


def print_section(console: Console, section: Section) -> None:
    """A table under its title and note."""
    console.print()
    console.print(printable(section.title), style="bold")
    if section.note:
        console.print(printable(section.note), style="dim")
    if len(section.frame):
        console.print(_table(section.frame, section.right))


def _table(frame: pd.DataFrame, right: Collection[str]) -> Table:
    """A frame of text; the columns ``right`` hold figures."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for name in frame.columns:
        justify: Literal["left", "right"] = "right" if name in right else "left"
        table.add_column(str(name), justify=justify, overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(printable(str(cell)) for cell in row))
    return table
