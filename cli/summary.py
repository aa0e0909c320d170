"""Prints the summary of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.console import printable

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import Console
    from rich.table import Table

    from planner.plan.plan import Plan


def print_summary(console: Console, plan: Plan) -> None:
    """The sections of the plan's summary, each a table with its note."""
    from planner.report.summary import summarise

    for section in summarise(plan).sections:
        console.print()
        console.print(printable(section.title), style="bold")
        if section.note:
            console.print(printable(section.note), style="dim")
        if len(section.frame):
            console.print(_table(section.frame))
    console.print()


def _table(frame: pd.DataFrame) -> Table:
    from pandas.api.types import is_bool_dtype, is_numeric_dtype
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
    for name in frame.columns:
        number = is_numeric_dtype(frame[name]) and not is_bool_dtype(frame[name])
        table.add_column(str(name), justify="right" if number else "left", overflow="fold")
    for row in frame.itertuples(index=False):
        table.add_row(*(cell_text(cell) for cell in row))
    return table


def cell_text(cell: Any) -> str:
    """A cell as a director reads it: thousands apart, no needless digits, blank for none."""
    import pandas as pd

    if cell is None or cell is pd.NA or (isinstance(cell, float) and cell != cell):
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:,.0f}" if abs(cell) >= 1000 else f"{cell:,.1f}"
    if hasattr(cell, "item") and not isinstance(cell, str):
        return cell_text(cell.item())
    return f"{cell:,}" if isinstance(cell, int) else printable(str(cell))
