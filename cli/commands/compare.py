"""``placeplan compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import out, printable

if TYPE_CHECKING:
    from planner.plan.plan import Plan

_EPILOG = "Scenarios of a plan are looked for among --scenario and in the folder 'scenarios' of its place."


@click.command(epilog=_EPILOG)
@click.argument("plans", nargs=-1, required=True, metavar="PLAN PLAN...",
                type=click.Path(path_type=Path))  # fmt: skip
@click.option(
    "-o", "--output", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Also write a page and tables (Parquet and CSV) to this folder.",
)  # fmt: skip
@click.option(
    "--place", "places", multiple=True, metavar="PLACE", type=click.Path(path_type=Path),
    help="The place the plans were made from, once or one for each: also tells changed rows.",
)  # fmt: skip
@click.option(
    "--scenario", "scenarios", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="A scenario that one of the plans was made with; for --place.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a comparison that is already there.")
@click.option("--quiet", is_flag=True, help="Print no comparison; for -o.")
def compare(
    plans: tuple[Path, ...],
    folder: Path | None,
    places: tuple[Path, ...],
    scenarios: tuple[Path, ...],
    overwrite: bool,
    quiet: bool,
) -> None:
    """Say what changed from the first PLAN to the others, by how much, and what changed it.

    Priorities are set beside what is proven of them: a difference inside what
    is unproven says nothing. Then measures, the biggest decisions that differ,
    and the tables, settings, scenarios and limits that are not the same.

    \b
    Examples:
      placeplan compare demo/plan demo/surge
      placeplan compare plan-2027 plan-2028 --place place-2027 --place place-2028 -o what-changed
    """
    if len(plans) < 2:
        raise click.UsageError("Name two plans or more: the first is the one compared with.")
    if scenarios and not places:
        raise click.UsageError("--scenario goes with --place: it says how a place was changed.")

    from planner.compare import compare_plans
    from planner.compare.store import PAGE_FILE, refuse_taken, write_comparison

    if folder is not None:
        refuse_taken(folder.resolve(), overwrite)
    made = compare_plans(_read(plans), places=places, scenarios=scenarios)
    if not quiet:
        from cli.summary import print_shown
        from planner.report.comparison.summary import commands, summarise_comparison

        print_shown(out(), summarise_comparison(made))
        for line in commands(made):
            click.echo(printable(line))
    if folder is not None:
        write_comparison(made, folder, overwrite=overwrite)
        click.echo(f"Comparison: {folder / PAGE_FILE}")


def _read(folders: tuple[Path, ...]) -> list[Plan]:
    """The plans in these folders; what is wrong with any of them is said of all at once."""
    from planner.errors import Finding, InputError
    from planner.plan.store import read_plan

    plans: list[Plan] = []
    findings: list[Finding] = []
    for folder in folders:
        try:
            plans.append(read_plan(folder))
        except InputError as error:
            findings += error.findings
    if findings:
        raise InputError(findings)
    return plans
