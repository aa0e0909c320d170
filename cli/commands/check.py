"""``placeplan check``."""

from __future__ import annotations

from pathlib import Path

import click

from cli.console import out
from cli.findings import as_json, counts, print_findings
from cli.guard import BAD_INPUT, GOOD


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("--json", "json_wanted", is_flag=True, help="Print the findings as JSON.")
def check(place: Path, json_wanted: bool) -> int:
    """Check the tables of PLACE, a folder or an Excel workbook.

    Lists every problem at once, with file, row and column. Errors must be put
    right before planning; warnings are worth a look.

    \b
    Examples:
      placeplan check demo/northumberland
      placeplan check northumberland.xlsx --json
    """
    from planner.place import check_place

    found, findings = check_place(place)
    if json_wanted:
        click.echo(as_json(findings))
    else:
        print_findings(out(), findings)
        verdict = f"{place} cannot be planned yet" if found is None else f"{place} is sound"
        click.echo(f"{verdict}: {counts(findings)}.")
    return BAD_INPUT if found is None else GOOD
