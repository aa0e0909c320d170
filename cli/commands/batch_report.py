"""``placeplan batch report``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def report(folder: Path) -> None:
    """Write the page that sets the runs in DIR side by side: DIR/report.html, which works offline.

    Which runs dominate, what one priority costs another, and how much each
    axis of the cycle moves each measure.

    \b
    Example:
      placeplan batch report demo/cycle
    """
    from planner.batch.folder import BatchFolder
    from planner.report.batch_page import write_batch_report

    click.echo(f"Report: {write_batch_report(BatchFolder(folder))}")
