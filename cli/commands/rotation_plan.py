"""``placeplan rotation plan``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.console import out
from cli.loading import load_place
from cli.output import refuse_taken
from cli.searching import searched

if TYPE_CHECKING:
    from planner.plan.plan import Plan

_EPILOG = "Ctrl-C once keeps the best rotation so far; twice leaves."
_DATE = click.DateTime(["%Y-%m-%d"])


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "--scheme", required=True, metavar="NAME", help="The scheme, of the table rotation_schemes."
)
@click.option(
    "-o", "--output", "folder", required=True, metavar="PLAN",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the rotation to.",
)  # fmt: skip
@click.option(
    "--from", "previous", type=click.Path(path_type=Path), metavar="PREVIOUS",
    help="Go on from this rotation; what notice covers is kept as it was.",
)  # fmt: skip
@click.option(
    "--today", type=_DATE, metavar="DATE",
    help="Blocks that begin within the scheme's notice from this day stay as they were; without "
    "it, none do.",
)  # fmt: skip
@options.scenarios
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=60.0,
    show_default=True, metavar="SECONDS", help="Search no longer than this.",
)  # fmt: skip
@options.seed
@options.reproducible
@options.overwrite
@options.quiet
def plan(
    place: Path,
    scheme: str,
    folder: Path,
    previous: Path | None,
    today: dt.datetime | None,
    scenarios: tuple[Path, ...],
    time_limit: float,
    seed: int,
    reproducible: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Say where everybody of a rotation scheme of PLACE is in each of its blocks.

    Kept are blocks in a row, what comes next, what comes first, time at home,
    the fewest and most people of each post, supervision, people who stay on,
    shared posts, groups, leave, notice, pins and travel limits, and that the
    home employer is without no more than its backfill. Then, in this order: as
    little WTE missing as can be, net loss, competence not gained, the burden of
    the worst-off person, everybody's burden, changes of post.

    A scheme that cannot be kept is told with the rules and people in conflict,
    and the fewest promises that must give way.

    \b
    Examples:
      placeplan rotation plan demo/northumberland --scheme pharmacists -o demo/pharmacists
      placeplan rotation plan demo/northumberland --scheme pairs -o demo/pairs-again \\
          --from demo/pairs --today 2027-06-07
    """
    refuse_taken(folder, overwrite)
    seconds: dict[str, float] = {}
    before = None
    if previous is not None:
        from planner.plan.store import read_plan

        before = read_plan(previous, "rotation")
    loaded, names = load_place(place, scenarios, seconds, quiet=quiet)

    from planner.plan.store import write_plan
    from planner.rotation import plan_rotation

    made = searched(
        lambda listen, stop: plan_rotation(
            loaded,
            scheme,
            previous=before,
            today=None if today is None else today.date(),
            scenarios=names,
            time_limit=time_limit,
            seed=seed,
            reproducible=reproducible,
            listen=listen,
            stop=stop,
            seconds=seconds,
        ),
        quiet,
    )
    made = write_plan(made, folder, overwrite=overwrite)
    _tell(made, folder, quiet)


def _tell(plan: Plan, folder: Path, quiet: bool) -> None:
    if not quiet:
        from cli.summary import print_summary

        print_summary(out(), plan)
    unproven = [p.name.replace("_", " ") for p in plan.record.priorities if not p.proven]
    if unproven:
        click.echo(f"Not proven to be the best: {', '.join(unproven)}.")
    else:
        click.echo("Proven: no rotation is better in any of its measures, in their order.")
    click.echo(f"Report: {folder / 'report.html'}")
