"""``placeplan roster``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.console import out
from cli.loading import load_place
from cli.output import refuse_taken
from cli.progress import figure
from cli.searching import searched

if TYPE_CHECKING:
    from planner.plan.plan import Plan

_EPILOG = "Ctrl-C once keeps the best roster so far; twice leaves."
_DATE = click.DateTime(["%Y-%m-%d"])


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", required=True, metavar="PLAN",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the roster to.",
)  # fmt: skip
@click.option(
    "--start", type=_DATE, metavar="DATE",
    help="First day, a Monday; without it the first Monday of the place.",
)  # fmt: skip
@click.option(
    "--weeks", type=click.IntRange(1, 52), default=4, show_default=True, help="Weeks to roster."
)
@click.option(
    "--from", "previous", type=click.Path(path_type=Path), metavar="PREVIOUS",
    help="Go on from this roster; where it has the same days, change as few of them as can be.",
)  # fmt: skip
@click.option(
    "--today", type=_DATE, metavar="DATE",
    help="With --from: days before this one stay as they were published.",
)  # fmt: skip
@click.option(
    "--notice-weeks", type=click.IntRange(0, 52), default=6, show_default=True,
    help="Weeks from today in which published shifts should not change.",
)  # fmt: skip
@options.scenarios
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=120.0,
    show_default=True, metavar="SECONDS", help="Search no longer than this.",
)  # fmt: skip
@options.seed
@options.overwrite
@options.quiet
def roster(
    place: Path,
    folder: Path,
    start: dt.datetime | None,
    weeks: int,
    previous: Path | None,
    today: dt.datetime | None,
    notice_weeks: int,
    scenarios: tuple[Path, ...],
    time_limit: float,
    seed: int,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Roster the staff of PLACE: who works which shift, where, on which day.

    Everybody's working-time terms, contract, leave and fixed days are kept.
    Minimum cover comes before all else that weighs (the table roster_points
    says what, and how much). A minimum that cannot be met is told with what
    would mend it. The roster is checked by the clock before it is written.

    PLAN holds the rota as a workbook (rota.xlsx), a calendar for each person
    (calendars/), a file for e-rostering systems (roster.csv) and a report.

    \b
    Examples:
      placeplan roster demo/ward -o demo/april
      placeplan roster demo/ward -o demo/may --start 2027-05-03 --from demo/april
      placeplan roster demo/ward -o demo/april-again --from demo/april --today 2027-04-12
    """
    refuse_taken(folder, overwrite)
    seconds: dict[str, float] = {}
    before = None
    if previous is not None:
        from planner.plan.store import read_plan

        before = read_plan(previous, "roster")
    loaded, names = load_place(place, scenarios, seconds, quiet=quiet)

    from planner.plan.store import write_plan
    from planner.roster import plan_roster

    plan = searched(
        lambda listen, stop: plan_roster(
            loaded,
            start=None if start is None else start.date(),
            weeks=weeks,
            previous=before,
            today=None if today is None else today.date(),
            notice_weeks=notice_weeks,
            scenarios=names,
            time_limit=time_limit,
            seed=seed,
            listen=listen,
            stop=stop,
            seconds=seconds,
        ),
        quiet,
    )
    plan = write_plan(plan, folder, overwrite=overwrite)
    _tell(plan, folder, quiet)


def _tell(plan: Plan, folder: Path, quiet: bool) -> None:
    if not quiet:
        from cli.summary import print_summary

        print_summary(out(), plan)
    click.echo(_proof(plan))
    click.echo(f"Rota: {folder / 'rota.xlsx'}")
    click.echo(f"Calendars: {folder / 'calendars'}")
    click.echo(f"Report: {folder / 'report.html'}")


def _proof(plan: Plan) -> str:
    """How good the roster is known to be."""
    points = float(plan["roster_measures"]["points"].iloc[-1])
    bound = plan.record.limits["bound"]
    if plan.record.status == "optimal":
        return f"Proven: no roster has fewer than {figure(points)} points."
    if bound is None:
        return f"Not proven: {figure(points)} points; how many fewer are possible is unknown."
    return (
        f"Not proven: {figure(points)} points; no roster has fewer than {figure(max(0.0, bound))}."
    )
