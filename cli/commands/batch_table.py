"""``placeplan batch table``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def table(folder: Path) -> None:
    """Write the measures of every run in DIR as table.csv and table.parquet.

    A row for each row of the cycle, in its order; pandas reads either file.

    \b
    Example:
      placeplan batch table demo/cycle
    """
    from planner.batch.folder import BatchFolder
    from planner.batch.table import write_tables

    for path in write_tables(BatchFolder(folder)):
        click.echo(f"Table: {path}")
