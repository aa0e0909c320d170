"""What a command tells of a plan that it made priority by priority."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import out
from cli.progress import figure, words

if TYPE_CHECKING:
    from planner.plan.plan import Plan, PlanRecord


def tell_plan(plan: Plan, folder: Path, quiet: bool) -> None:
    """The summary unless it is to be quiet, what is not proven, and where the plan is."""
    if not quiet:
        from cli.summary import print_summary

        print_summary(out(), plan)
    for line in unproven(plan.record):
        click.echo(line)
    click.echo(f"Plan: {folder}")
    click.echo(f"Report: {folder / 'report.html'}")


def unproven(record: PlanRecord) -> list[str]:
    """What the plan has not proven, in words; nothing where all is proven."""
    lines = []
    for priority in record.priorities:
        if priority.proven:
            continue
        value = f"{figure(priority.value)} {priority.unit}"
        if priority.bound is None:
            lines.append(
                f"Not proven: {words(priority.name)} is {value}; how much less is possible is unknown."
            )
        else:
            lines.append(
                f"Not proven: {words(priority.name)} is {value}; "
                f"it cannot be below {figure(priority.bound)}."
            )
    return lines
