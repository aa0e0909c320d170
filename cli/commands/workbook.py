"""``placeplan workbook``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from cli.console import printable

_EVERY = 2.0  # seconds between lines of progress, and before the first


@click.command()
@click.argument("plan", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where to write it; otherwise PLAN.xlsx beside the folder.",
)  # fmt: skip
@click.option(
    "--report-only", is_flag=True,
    help="Leave out a plan's tables in full: a smaller file, sooner made.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a file that is already there.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def workbook(
    plan: Path, file: Path | None, report_only: bool, overwrite: bool, quiet: bool
) -> None:
    """Write PLAN as a formatted Excel workbook.

    The first sheet says what came out, what was asked and how far it is
    proven, and links to the others: a sheet for each table of the report,
    then the plan's own tables in full, with names beside identifiers and
    units in the headings. Text stays text: no cell starts a formula.

    PLAN is a plan of any stage, a comparison (placeplan compare -o), or a
    batch (placeplan batch run).

    \b
    Examples:
      placeplan workbook demo/plan
      placeplan workbook demo/plan -o board-paper.xlsx --report-only
      placeplan workbook demo/what-changed -o what-changed.xlsx --overwrite
    """
    from planner.workbook import book_of, path_beside, refuse_file, write_book

    folder = plan.resolve()
    path = file or path_beside(folder if plan.name in ("", "..") else plan)
    refuse_file(path, folder, overwrite)
    tell = _Told(quiet)
    tell("reading, and working out the report's tables", 0, 0)
    write_book(book_of(folder, tables_in_full=not report_only), path, tell)
    click.echo(f"Workbook: {path}")


class _Told:
    """A line every two seconds, from the second second on."""

    def __init__(self, quiet: bool):
        self._quiet = quiet
        self._began = self._said = time.monotonic()

    def __call__(self, sheet: str, done: int, rows: int) -> None:
        now = time.monotonic()
        if self._quiet or now - self._said < _EVERY:
            return
        self._said = now
        share = f", {done:,} of {rows:,} rows" if rows else ""
        click.echo(printable(f"{now - self._began:7.1f} s  {sheet}{share}"), err=True)
