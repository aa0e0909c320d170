"""``placeplan assignment``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.loading import load_place
from cli.output import refuse_taken
from cli.proofs import tell_plan
from cli.searching import searched

if TYPE_CHECKING:
    pass

_EPILOG = "Ctrl-C once keeps the best assignment so far; twice leaves."
_DATE = click.DateTime(["%Y-%m-%d"])
_SECONDS = 300.0


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", required=True, metavar="PLAN",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the plan to.",
)  # fmt: skip
@click.option(
    "--plan", "skillmix", type=click.Path(path_type=Path), metavar="SKILLMIX_PLAN",
    help="The skill mix to turn into people; without it the table targets says who is wanted.",
)  # fmt: skip
@click.option(
    "--months", type=click.IntRange(1, 60), default=24, show_default=True,
    help="Months to assign, from the start of the place.",
)  # fmt: skip
@click.option(
    "--today", type=_DATE, metavar="DATE",
    help="Day from which notice is counted; without it notice was given before the start.",
)  # fmt: skip
@click.option(
    "--notice-weeks", type=click.IntRange(0, 52), default=8, show_default=True,
    help="Weeks from today before which nobody moves or begins a course.",
)  # fmt: skip
@options.scenarios
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
    help=f"Search no longer than this; {_SECONDS:g} unless it must be reproducible.",
)  # fmt: skip
@click.option(
    "--gap", type=click.FloatRange(0, 1), default=0.01, show_default=True, metavar="SHARE",
    help="Leave a priority once it is proven within this share of its best.",
)  # fmt: skip
@options.seed
@options.reproducible
@options.overwrite
@options.quiet
def assignment(
    place: Path,
    folder: Path,
    skillmix: Path | None,
    months: int,
    today: dt.datetime | None,
    notice_weeks: int,
    scenarios: tuple[Path, ...],
    time_limit: float | None,
    gap: float,
    reproducible: bool,
    seed: int,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Assign the named staff of PLACE: who takes which post, who learns what, who mentors.

    Nobody works outside their scope of practice or travels further than they
    would; courses have places and mentors, and no team spares more hours than
    it can. First teams keep their minimums, then as little as possible is
    missing from the targets, then few people change, travel is short,
    preferences are followed, and changes are shared evenly among teams. A
    target that is not met is told with what stops it.

    \b
    Examples:
      placeplan assignment demo/northumberland --plan demo/plan -o demo/people
      placeplan assignment demo/leeds --plan demo/leeds-plan -o demo/people \\
          --months 12 --today 2027-05-01
      placeplan assignment my-place -o my-people     # from its table targets
    """
    refuse_taken(folder, overwrite)
    seconds: dict[str, float] = {}
    before = None
    if skillmix is not None:
        from planner.plan.store import read_plan

        before = read_plan(skillmix, "skillmix")
    loaded, names = load_place(place, scenarios, seconds, quiet=quiet)

    from planner.assignment import plan_assignment
    from planner.plan.store import write_plan

    if time_limit is None and not reproducible:
        time_limit = _SECONDS
    plan = searched(
        lambda listen, stop: plan_assignment(
            loaded,
            skillmix=before,
            months=months,
            today=None if today is None else today.date(),
            notice_weeks=notice_weeks,
            scenarios=names,
            time_limit=time_limit,
            gap=gap,
            reproducible=reproducible,
            seed=seed,
            listen=listen,
            stop=stop,
            seconds=seconds,
        ),
        quiet,
    )
    plan = write_plan(plan, folder, overwrite=overwrite)
    tell_plan(plan, folder, quiet)
