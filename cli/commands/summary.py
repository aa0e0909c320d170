"""``placeplan summary``."""

from __future__ import annotations

from pathlib import Path

import click

from cli.console import out


@click.command()
@click.argument("plan", type=click.Path(path_type=Path))
def summary(plan: Path) -> None:
    """Print what PLAN does, on a page.

    \b
    Example:
      placeplan summary demo/plan
    """
    from cli.summary import print_summary
    from planner.plan.store import read_plan

    print_summary(out(), read_plan(plan))
