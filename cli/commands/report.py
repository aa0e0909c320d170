"""``placeplan report``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("plans", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="PLAN…")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE|FOLDER",
    help="Where to write it, report.html in a folder that is there; otherwise in the plan.",
)  # fmt: skip
@click.option(
    "--suppress-below", type=click.IntRange(2, 1000), default=None, metavar="N",
    help="For publication: hide numbers of people below N, and round all others to the nearest N.",
)  # fmt: skip
def report(plans: tuple[Path, ...], target: Path | None, suppress_below: int | None) -> None:
    """Write the report of PLAN again, as one HTML file.

    It works offline and can be sent by mail. Several plans are the chapters of one page: they
    are of one place and of different stages.

    \b
    Examples:
      placeplan report demo/plan
      placeplan report demo/plan -o board-paper.html
      placeplan report demo/plan -o for-the-website.html --suppress-below 5
      placeplan report demo/plan demo/people demo/rota -o everything.html
    """
    from planner.plan.store import read_plan
    from planner.report.page import write_page
    from planner.report.several import render_plans

    if target is None and len(plans) > 1:
        raise click.UsageError("Several plans make one page: say where to write it with -o FILE.")
    path = target or plans[0]
    if path.is_dir():
        path = path / "report.html"
    write_page(render_plans([read_plan(plan) for plan in plans], suppress_below or 0), path)
    click.echo(f"Report: {path}")
