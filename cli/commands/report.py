"""``placeplan report``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where to write it; otherwise report.html in the plan.",
)  # fmt: skip
def report(plan: Path, file: Path | None) -> None:
    """Write the report of PLAN again, as one HTML file.

    It works offline and can be sent by mail.

    \b
    Examples:
      placeplan report demo/plan
      placeplan report demo/plan -o board-paper.html
    """
    from planner.plan.store import read_plan
    from planner.report.page import write_report

    path = file or plan / "report.html"
    write_report(read_plan(plan), path)
    click.echo(f"Report: {path}")
