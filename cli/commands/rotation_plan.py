"""``placeplan rotation plan``."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.console import out
from cli.interrupt import interruptible
from cli.loading import load_place
from cli.output import refuse_taken
from cli.progress import watching

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
@click.option(
    "--scenario", "scenarios", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="Change the place by this scenario first; may be given several times, in order.",
)  # fmt: skip
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=60.0,
    show_default=True, metavar="SECONDS", help="Search no longer than this.",
)  # fmt: skip
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option(
    "--reproducible", is_flag=True, help="The same place gives the same plan; takes longer."
)
@click.option("--overwrite", is_flag=True, help="Replace a plan that is already there.")
@click.option("--quiet", is_flag=True, help="Show no progress and no summary.")
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

    stop = threading.Event()
    with watching(quiet) as listener:
        made = interruptible(
            lambda: plan_rotation(
                loaded,
                scheme,
                previous=before,
                today=None if today is None else today.date(),
                scenarios=names,
                time_limit=time_limit,
                seed=seed,
                reproducible=reproducible,
                listen=listener,
                stop=stop,
                seconds=seconds,
            ),
            stop,
            lambda line: click.echo(line, err=True),
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
