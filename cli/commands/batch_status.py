"""``placeplan batch status``."""

from __future__ import annotations

from pathlib import Path

import click

from cli.console import out, printable

_MOST_REASONS = 40


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def status(folder: Path) -> None:
    """Say how far the batch in DIR is, and why runs have no plan.

    \b
    Example:
      placeplan batch status demo/cycle
    """
    from rich import box
    from rich.table import Table

    from planner.batch.folder import BatchFolder
    from planner.batch.status import status_of

    found = status_of(BatchFolder(folder))
    console = out()
    console.print(printable(f"{found.name}: {found.total:,} runs of {found.stage}"))
    for came_out, count in found.counts.items():
        console.print(printable(f"  {count:,} {came_out}"))
    if found.under_way:
        console.print(f"  {found.under_way:,} of those not run are being done now")
    if found.without:
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1))
        for heading in ("row", "run", "what", "came out", "why"):
            table.add_column(heading, overflow="fold")
        for row in found.without[:_MOST_REASONS]:
            table.add_row(*(printable(cell) for cell in row))
        console.print(table)
        if len(found.without) > _MOST_REASONS:
            console.print(f"and {len(found.without) - _MOST_REASONS:,} more; see the table")
