"""``placeplan batch show``."""

from __future__ import annotations

from pathlib import Path

import click

from cli.console import out, printable
from cli.guard import FAILED, GOOD


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("run")
def show(folder: Path, run: str) -> int:
    """Print the summary of one RUN of the batch in DIR: its row, or the beginning of its name.

    \b
    Example:
      placeplan batch show demo/cycle 3
    """
    from cli.summary import print_summary
    from planner.batch.folder import PLANNED, BatchFolder
    from planner.batch.status import run_meant
    from planner.plan.store import read_plan

    batch = BatchFolder(folder)
    name = run_meant(batch, run)
    record = batch.record(name)
    if record is None:
        click.echo(f"The run {name} has not been done; run the cycle again.")
        return FAILED
    if record.came_out != PLANNED:
        click.echo(printable(f"The run {name} has no plan: {record.came_out}.\n{record.reason}"))
        return FAILED
    print_summary(out(), read_plan(batch.plan(name)))
    click.echo(f"Plan: {batch.plan(name)}")
    return GOOD
