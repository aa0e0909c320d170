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
@click.option(
    "--suppress-below", type=click.IntRange(2, 1000), default=None, metavar="N",
    help="For publication: hide numbers of people below N, and round all others to the nearest N.",
)  # fmt: skip
def report(plan: Path, file: Path | None, suppress_below: int | None) -> None:
    """Write the report of PLAN again, as one HTML file.

    It works offline and can be sent by mail.

    \b
    Examples:
      placeplan report demo/plan
      placeplan report demo/plan -o board-paper.html
      placeplan report demo/plan -o for-the-website.html --suppress-below 5
    """
    from planner.plan.store import read_plan
    from planner.report.page import write_report

    path = file or plan / "report.html"
    write_report(read_plan(plan), path, suppress_below or 0)
    click.echo(f"Report: {path}")
