"""``placeplan skillmix``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli import options
from cli.loading import load_place
from cli.output import refuse_taken
from cli.proofs import tell_plan
from cli.searching import searched

if TYPE_CHECKING:
    from planner.plan.plan import Plan

_EPILOG = "Ctrl-C once keeps the best plan so far and says what is not proven; twice leaves."


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", "folder", required=True, metavar="PLAN",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the plan to.",
)  # fmt: skip
@options.scenarios
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
    help="Search no longer than this.",
)  # fmt: skip
@click.option(
    "--gap", type=click.FloatRange(0, 1), default=0.01, show_default=True, metavar="SHARE",
    help="Leave a priority once it is proven within this share of its best.",
)  # fmt: skip
@click.option(
    "--base", type=click.Path(path_type=Path), metavar="PLAN",
    help="Start from this plan: keep its frozen periods and count change against it.",
)  # fmt: skip
@options.reproducible
@options.seed
@click.option(
    "--bottlenecks", is_flag=True,
    help="Also measure what would help most: one more course place, recruit, post, £1,000 …",
)  # fmt: skip
@click.option(
    "--pinned-from", type=click.Path(path_type=Path), metavar="PLAN",
    help="Say what the pins cost beside this plan, made from the same place before it had them.",
)  # fmt: skip
@click.option(
    "--pin-costs", is_flag=True,
    help="Say what the pins cost by planning again without all, and without each of up to four.",
)  # fmt: skip
@options.overwrite
@options.quiet
def skillmix(
    place: Path,
    folder: Path,
    scenarios: tuple[Path, ...],
    time_limit: float | None,
    gap: float,
    base: Path | None,
    reproducible: bool,
    seed: int,
    bottlenecks: bool,
    pinned_from: Path | None,
    pin_costs: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Plan the roles and competencies of every employer of PLACE.

    Goals are met in the order of place.toml. Every figure is shown beside
    today's way of working carried forward. The plan is checked against every
    rule before it is written, and is written whole or not at all.

    \b
    Examples:
      placeplan skillmix demo/northumberland -o demo/plan
      placeplan skillmix demo/northumberland -o demo/surge \\
          --scenario demo/northumberland/scenarios/pcn_recruitment_surge.toml
      placeplan skillmix demo/northumberland -o demo/next --base demo/plan --time-limit 120
      placeplan skillmix demo/northumberland -o demo/pinned --pinned-from demo/plan
    """
    refuse_taken(folder, overwrite)
    seconds: dict[str, float] = {}
    before, unpinned = _read_base(base), _read_base(pinned_from)
    loaded, names = load_place(place, scenarios, seconds, quiet=quiet)

    from planner.plan.store import write_plan
    from planner.skillmix import plan_skillmix

    plan = searched(
        lambda listen, stop: plan_skillmix(
            loaded,
            scenarios=names,
            time_limit=time_limit,
            gap=gap,
            base=before,
            reproducible=reproducible,
            seed=seed,
            bottlenecks=bottlenecks,
            pin_costs=pin_costs,
            pinned_from=unpinned,
            listen=listen,
            stop=stop,
            seconds=seconds,
        ),
        quiet,
    )
    plan = write_plan(plan, folder, overwrite=overwrite)
    tell_plan(plan, folder, quiet)


def _read_base(folder: Path | None) -> Plan | None:
    if folder is None:
        return None
    from planner.plan.store import read_plan

    return read_plan(folder, "skillmix")
