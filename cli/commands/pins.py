"""``placeplan pins``."""

from __future__ import annotations

from pathlib import Path

import click

_EPILOG = "Plan again with them: placeplan skillmix PLACE -o NEW --pinned-from PLAN"


@click.command(epilog=_EPILOG)
@click.argument("plan", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--decision", "decisions", multiple=True, metavar="WORD",
    help="Only decisions of this kind, such as hires, adopted, in_post; may be repeated.",
)  # fmt: skip
@click.option(
    "--organisation", "organisations", multiple=True, metavar="ID", help="Only of this employer."
)
@click.option("--role", "roles", multiple=True, metavar="ID", help="Only about this role.")
@click.option(
    "--period", "periods", multiple=True, metavar="LABEL",
    help="Only of this period; of a roster a day, of a rotation a block.",
)  # fmt: skip
@click.option("--person", "people", multiple=True, metavar="ID", help="Only about this person.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for every line.")
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Add the lines to this file, such as PLACE/pins.csv; what it holds stays.",
)  # fmt: skip
def pins(
    plan: Path,
    decisions: tuple[str, ...],
    organisations: tuple[str, ...],
    roles: tuple[str, ...],
    periods: tuple[str, ...],
    people: tuple[str, ...],
    reason: str,
    file: Path | None,
) -> None:
    """Print decisions of PLAN as lines for the place's table of pins.

    What stands there every later plan keeps. A skill mix is fixed in pins.csv,
    an assignment in staff_pins.csv, a roster in roster_pins.csv and a rotation
    in rotation_pins.csv. Lines can be changed before planning again: another
    value, or at_least or at_most in place of exactly.

    \b
    Examples:
      placeplan pins demo/plan --organisation trust --decision hires
      placeplan pins demo/plan --role nurse --period 2027Q3 -o demo/northumberland/pins.csv
      placeplan pins demo/april --person P17 -o demo/ward/roster_pins.csv --reason "agreed"
    """
    from planner.pins import Wanted, add_to_file, decided, head_of, line_of, table_of
    from planner.plan.store import read_plan

    made = read_plan(plan)
    found = decided(made, Wanted(organisations, roles, periods, people, decisions))
    table = table_of(made.record.stage)
    if file is None:
        click.echo(head_of(table))
        for one in found:
            click.echo(line_of(table, one.cells, reason))
    if not found:
        click.echo("The plan has no decision like this.", err=True)
    if file is None or not found:
        return
    added = add_to_file(file, table, [one.cells for one in found], reason)
    click.echo(f"Pins: {file}, {added.added:,} added")
    if added.there:
        click.echo(f"Fixed there already, and left as they are: {added.there:,}")
