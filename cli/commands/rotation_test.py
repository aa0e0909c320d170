"""``placeplan rotation test``."""

from __future__ import annotations

from pathlib import Path

import click

from cli import options
from cli.console import out
from cli.loading import load_place
from cli.output import refuse_taken
from cli.searching import searched

_EPILOG = "Ctrl-C once ends with the schemes so far; twice leaves."


@click.command(epilog=_EPILOG)
@click.argument("place", type=click.Path(path_type=Path))
@click.option(
    "--scheme", "schemes", required=True, multiple=True, metavar="NAME",
    help="A scheme, of the table rotation_schemes; give it once for each.",
)  # fmt: skip
@click.option(
    "-o", "--output", "folder", required=True, metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False), help="Folder to write the comparison to.",
)  # fmt: skip
@options.scenarios
@click.option(
    "--time-limit", type=click.FloatRange(min=0, min_open=True), default=60.0,
    show_default=True, metavar="SECONDS", help="Search no longer than this for each scheme.",
)  # fmt: skip
@options.seed
@options.reproducible
@options.overwrite
@options.quiet
def test(
    place: Path,
    schemes: tuple[str, ...],
    folder: Path,
    scenarios: tuple[Path, ...],
    time_limit: float,
    seed: int,
    reproducible: bool,
    overwrite: bool,
    quiet: bool,
) -> None:
    """Plan several rotation schemes of PLACE and set them side by side.

    Net loss at home, what hosts have, vacancies avoided against direct
    recruitment by the hosts, competence gained, changes of post, travel, the
    worst-off person, cost by payer; with a verdict on each. A scheme that
    cannot be kept is a row with its reason; the others go on.

    \b
    Example:
      placeplan rotation test demo/northumberland -o demo/paramedics \\
          --scheme three-groups --scheme pairs --scheme three-parts
    """
    refuse_taken(folder, overwrite)
    seconds: dict[str, float] = {}
    loaded, names = load_place(place, scenarios, seconds, quiet=quiet)

    from planner.plan.store import write_plan
    from planner.rotation import try_schemes

    made = searched(
        lambda listen, stop: try_schemes(
            loaded,
            schemes,
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
    if not quiet:
        from cli.summary import print_summary

        print_summary(out(), made)
    click.echo(f"Report: {folder / 'report.html'}")
