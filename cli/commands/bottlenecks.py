"""``placeplan bottlenecks``."""

from __future__ import annotations

from pathlib import Path

import click

from cli.console import out
from cli.finished import of_a_finished_plan, place_of
from cli.guard import FAILED, GOOD
from cli.searching import searched


@click.command(epilog="Ctrl-C once keeps what is measured so far; twice leaves the plan as it was.")
@of_a_finished_plan
@click.option("--quiet", is_flag=True, help="Show no progress and no summary.")
def bottlenecks(
    place: Path, plan: Path, scenarios: tuple[Path, ...], base: Path | None, quiet: bool
) -> int:
    """Measure what would help most, and add it to PLAN.

    For each priority: what one more course place, supervisor, recruit, funded
    post or thousand pounds saves, and in which period. Each figure is measured
    by raising the limit and planning again, with the same profiles adopted. The
    plan's decisions stay as they are; its folder and report are written again.

    \b
    Examples:
      placeplan bottlenecks demo/northumberland demo/plan
      placeplan bottlenecks demo/northumberland demo/surge \\
          --scenario demo/northumberland/scenarios/pcn_recruitment_surge.toml
    """
    from planner.plan.store import read_plan, write_plan

    made = read_plan(plan, "skillmix")
    loaded = place_of(made, plan, place, scenarios, base)
    if loaded is None:
        return FAILED
    before = None if base is None else read_plan(base, "skillmix")

    from planner.skillmix import find_bottlenecks

    found = searched(
        lambda listen, stop: find_bottlenecks(loaded, made, before, listen=listen, stop=stop),
        quiet,
        "Stopping with what is measured so far; press Ctrl-C again to leave the plan as it was.",
    )
    write_plan(found, plan, overwrite=True)
    if not quiet:
        from cli.summary import print_section
        from planner.report.summary import helps

        print_section(out(), helps(found))
    click.echo(f"Plan: {plan}")
    click.echo(f"Report: {plan / 'report.html'}")
    return GOOD
